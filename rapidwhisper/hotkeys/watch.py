"""Which key events mean something: the same small memory for every platform.

Codes and modifier masks are the platform's own numbers, with lock keys already taken out of the mask.
"""

from dataclasses import dataclass

from rapidwhisper.core.events import CancelWished, PasteLastWished, Pressed, Released


@dataclass(frozen=True, slots=True)
class Chord:
    """A hotkey as this keyboard has it."""

    code: int
    modifiers: int


class KeyWatch:
    def __init__(self) -> None:
        self.hotkey: Chord | None = None
        self.cancel: Chord | None = None
        self.paste_last: Chord | None = None
        self._down: set[int] = set()
        self._held: int | None = None

    @property
    def down(self) -> frozenset[int]:
        """Keys pressed as ours and not up again: their repeats and their release are ours too."""
        return frozenset(self._down)

    def bind(self, chord: Chord | None, at: float) -> Released | None:
        """The old hotkey may be held at this moment, and its release would no longer be recognised."""
        self.hotkey = chord
        return self._let_go(at)

    def press(self, code: int, modifiers: int, at: float) -> Pressed | CancelWished | PasteLastWished | None:
        if code in self._down:
            return None
        if Chord(code, modifiers) == self.hotkey:
            self._down.add(code)
            self._held = code
            return Pressed(at)
        if self._cancels(code, modifiers):
            self._down.add(code)
            return CancelWished()
        if Chord(code, modifiers) == self.paste_last:
            self._down.add(code)
            return PasteLastWished()
        return None

    def release(self, code: int, at: float) -> Released | None:
        self._down.discard(code)
        return self._let_go(at) if code == self._held else None

    def forget(self, at: float) -> Released | None:
        """Nobody saw what the keys did meanwhile: none is down."""
        self._down.clear()
        return self._let_go(at)

    def _let_go(self, at: float) -> Released | None:
        if self._held is None:
            return None
        self._held = None
        return Released(at)

    def _cancels(self, code: int, modifiers: int) -> bool:
        """While the hotkey is held (push to talk) its modifiers are down too and say nothing."""
        if self.cancel is None or code != self.cancel.code:
            return False
        also_down = self.hotkey.modifiers if self.hotkey and self._held is not None else 0
        return modifiers in {self.cancel.modifiers, self.cancel.modifiers | also_down}

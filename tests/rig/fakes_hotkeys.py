"""Global keys without a keyboard: the test presses them."""

import time
from collections.abc import Callable

from rapidwhisper.core.events import CancelWished, PasteLastWished, Pressed, Released
from rapidwhisper.core.hotkey import Hotkey
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Code, Problem, problem


class FakeHotkeys:
    """`bound` and `armed` tell what was asked for; `press` and `release` are the user's."""

    name = "fake"

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self.bound: Hotkey | None = None
        self.armed: Hotkey | None = None
        self.paste_last: Hotkey | None = None
        self.closed = False
        self.taken: set[Hotkey] = set()
        """Held by other programs."""
        self.trouble: Problem | None = None
        self._held = False

    def bind(self, hotkey: Hotkey) -> None:
        if hotkey != self.bound:
            self.release()
        self.bound = hotkey

    def arm_cancel(self, hotkey: Hotkey | None) -> None:
        self.armed = hotkey

    def bind_paste_last(self, hotkey: Hotkey | None) -> None:
        self.paste_last = hotkey

    def probe(self, hotkey: Hotkey, answer: Callable[[Problem | None], None]) -> None:
        answer(problem(Code.HOTKEY_TAKEN, hotkey=hotkey) if hotkey in self.taken else None)

    def close(self) -> None:
        self.closed = True

    def press(self) -> None:
        """The hotkey goes down; again before its release, it is a key repeat."""
        if self.bound and not self._held and not self.closed:
            self._held = True
            self._emit(Pressed(time.monotonic()))

    def release(self) -> None:
        if self._held and not self.closed:
            self._held = False
            self._emit(Released(time.monotonic()))

    def press_cancel(self) -> None:
        if self.armed and not self.closed:
            self._emit(CancelWished())

    def press_paste_last(self) -> None:
        if self.paste_last and not self.closed:
            self._emit(PasteLastWished())

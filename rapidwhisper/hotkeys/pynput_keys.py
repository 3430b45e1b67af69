"""Global keys through pynput, for Windows and macOS: a hook that swallows our keys and no others."""

import logging
import threading
import time
from collections.abc import Callable
from types import ModuleType
from typing import Protocol

from rapidwhisper.core.events import Event, Faulted, HotkeyWorks
from rapidwhisper.core.hotkey import Hotkey
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.hotkeys.pynput_guard import Guard, Listener
from rapidwhisper.hotkeys.watch import Chord, KeyWatch

logger = logging.getLogger(__name__)

Stroke = Callable[[int, int, bool], bool]
"""Takes a key's code, the modifiers that are down and whether it went down; True: swallow it."""

_PYNPUT_NAMES = {"print": "print_screen"}


class System(Protocol):
    """What differs between Windows and macOS. Building one raises Unavailable where it cannot work."""

    keyboard: ModuleType
    """pynput.keyboard"""

    def modifiers(self, hotkey: Hotkey) -> int: ...

    def character_code(self, character: str) -> int | None: ...

    def listen(self, stroke: Stroke, emit: Emit) -> Listener:
        """A listener that is not started yet; what keeps it from working is emitted as Faulted."""


class PynputHotkeys:
    name = "pynput"

    def __init__(self, emit: Emit, system: System) -> None:
        self._emit = emit
        self._system = system
        self._watch = KeyWatch()
        self._lock = threading.Lock()  # the hook runs in the listener's thread; held for moments only
        self._hotkey: Hotkey | None = None
        self._untypable: Problem | None = None
        self._guard = Guard(
            lambda report: system.listen(self._stroke, report), emit, blind=self._forget, works=self._works
        )

    @property
    def trouble(self) -> Problem | None:
        return self._guard.trouble or self._untypable

    def bind(self, hotkey: Hotkey) -> None:
        chord = self._chord_or_word(hotkey, "HOTKEY")
        self._hotkey = hotkey
        self._untypable = _untypable(hotkey, "HOTKEY") if chord is None else None
        with self._lock:
            known = chord is not None and chord == self._watch.hotkey
            event = None if known else self._watch.bind(chord, time.monotonic())
        self._tell(event)

    def arm_cancel(self, hotkey: Hotkey | None) -> None:
        chord = self._chord(hotkey) if hotkey else None
        if hotkey and not chord:
            logger.info("the cancel key %s is not on this keyboard", hotkey)
        with self._lock:
            self._watch.cancel = chord

    def bind_paste_last(self, hotkey: Hotkey | None) -> None:
        chord = self._chord_or_word(hotkey, "PASTE_LAST_HOTKEY") if hotkey else None
        with self._lock:
            self._watch.paste_last = chord

    def probe(self, hotkey: Hotkey, answer: Callable[[Problem | None], None]) -> None:
        """A hook comes before every other program, so only the keyboard can stand in the way."""
        answer(None if self._chord(hotkey) else _untypable(hotkey, "HOTKEY"))

    def close(self) -> None:
        self._guard.stop()

    def _forget(self) -> None:
        with self._lock:
            event = self._watch.forget(time.monotonic())
        self._tell(event)

    def _works(self) -> None:
        if self._hotkey is not None:
            self._tell(HotkeyWorks(self._hotkey))

    def _chord_or_word(self, hotkey: Hotkey, key: str) -> Chord | None:
        chord = self._chord(hotkey)
        if chord is None:
            self._emit(Faulted(_untypable(hotkey, key)))
        return chord

    def _chord(self, hotkey: Hotkey) -> Chord | None:
        code = self._code(hotkey.key)
        return None if code is None else Chord(code, self._system.modifiers(hotkey))

    def _code(self, key: str) -> int | None:
        if len(key) == 1:
            return self._system.character_code(key)
        named = getattr(self._system.keyboard.Key, _PYNPUT_NAMES.get(key, key), None)
        return None if named is None else int(named.value.vk)

    def _stroke(self, code: int, modifiers: int, down: bool) -> bool:  # noqa: FBT001 - as the hook tells it
        now = time.monotonic()
        with self._lock:
            ours_already = code in self._watch.down
            event = self._watch.press(code, modifiers, now) if down else self._watch.release(code, now)
            ours = ours_already or code in self._watch.down
        self._tell(event)
        return ours

    def _tell(self, event: Event | None) -> None:
        if event is not None:
            self._emit(event)


def _untypable(hotkey: Hotkey, key: str) -> Problem:
    return problem(Code.HOTKEY_UNTYPABLE, hotkey=hotkey, key=key)

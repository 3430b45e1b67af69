"""macOS under pynput: an event tap, where an intercept may swallow a key. Not run on macOS yet."""

import importlib
import logging
import threading
from typing import Any, cast

from rapidwhisper.core.events import Faulted
from rapidwhisper.core.hotkey import Hotkey, Modifier
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Code, Unavailable, problem
from rapidwhisper.hotkeys.pynput_guard import Listener
from rapidwhisper.hotkeys.pynput_keys import Stroke

logger = logging.getLogger(__name__)

_NOT_TRUSTED = (
    "macOS does not let this program see keys yet: allow it under System Settings, Privacy & Security, "
    "in both Accessibility and Input Monitoring"
)

_ROWS = {
    "asdfhgzxcv": 0,
    "bqwer": 11,
    "yt123465=97-80]ou[ip": 16,
    "lj'k;\\,/nm.": 37,
    "`": 50,
}
_POSITIONS = {character: first + i for row, first in _ROWS.items() for i, character in enumerate(row)}
"""Virtual key codes tell the place on an ANSI keyboard and not the letter (HIToolbox/Events.h)."""

_MASKS = {
    Modifier.SHIFT: 1 << 17,
    Modifier.CTRL: 1 << 18,
    Modifier.ALT: 1 << 19,
    Modifier.SUPER: 1 << 20,
}
"""CGEventFlags; Caps Lock and Fn have others."""

_TAP_DISABLED = {0xFFFF_FFFE, 0xFFFF_FFFF}
"""kCGEventTapDisabledByTimeout and …ByUserInput: macOS has taken the tap away, and says so through it."""


class MacKeys:
    def __init__(self) -> None:
        try:
            self.keyboard = importlib.import_module("pynput.keyboard")
            self._quartz: Any = importlib.import_module("Quartz")
        except (ImportError, OSError) as cause:
            raise Unavailable(problem(Code.HOTKEY_FAILED, detail=cause)) from cause

    def modifiers(self, hotkey: Hotkey) -> int:
        return sum(_MASKS[modifier] for modifier in hotkey.modifiers)

    def character_code(self, character: str) -> int | None:
        return _POSITIONS.get(character)

    def listen(self, stroke: Stroke, emit: Emit) -> Listener:
        def intercept(kind: int, event: Any) -> Any:
            if kind in _TAP_DISABLED:
                listener.stop()  # and whoever watches over it starts another
            return None if self._told(stroke, kind, event) else event

        listener: Any = self.keyboard.Listener(darwin_intercept=intercept)
        return cast("Listener", _Checked(listener, emit))

    def _told(self, stroke: Stroke, kind: int, event: Any) -> bool:
        quartz = self._quartz
        if kind not in {quartz.kCGEventKeyDown, quartz.kCGEventKeyUp}:
            return False
        try:
            code = quartz.CGEventGetIntegerValueField(event, quartz.kCGKeyboardEventKeycode)
            modifiers = quartz.CGEventGetFlags(event) & sum(_MASKS.values())
            return stroke(code, modifiers, kind == quartz.kCGEventKeyDown)
        except Exception:
            # It would end the listener, and with it every key event of this program.
            logger.exception("a key event could not be handled")
            return False


class _Checked:
    """A listener that says so when macOS withholds the keys: pynput only logs it."""

    def __init__(self, listener: Any, emit: Emit) -> None:
        self._listener = listener
        self._emit = emit

    def start(self) -> None:
        self._listener.start()
        threading.Thread(target=self._check, name="hotkey permission", daemon=True).start()

    def stop(self) -> None:
        self._listener.stop()

    def is_alive(self) -> bool:
        """Without the permission it lives and hears nothing."""
        return bool(self._listener.is_alive() and self._listener.IS_TRUSTED)

    def _check(self) -> None:
        self._listener.wait()
        if not self._listener.IS_TRUSTED:
            self._emit(Faulted(problem(Code.HOTKEY_FAILED, detail=_NOT_TRUSTED)))

"""The active window on Windows. Written from documentation; never run there."""

import ctypes
import os
import time
from typing import Any

from rapidwhisper.core.dictation import Target

_FOCUS_S = 1.0
_POLL_S = 0.01


class ForegroundWindow:
    def __init__(self, user32: Any = None) -> None:
        if user32 is None:
            user32 = ctypes.windll.user32  # type: ignore[attr-defined,unused-ignore]
        self._user32 = user32

    def active(self) -> Target | None:
        """None if there is none or it is our own."""
        window = self._user32.GetForegroundWindow()
        if not window:
            return None
        process = self._process(window)
        return None if process == os.getpid() else Target(int(window), process=process)

    def is_gone(self, target: Target) -> bool:
        """Closed, or its number is another program's by now."""
        there = bool(self._user32.IsWindow(target.window))
        return not there or target.process not in {None, self._process(target.window)}

    def bring_forward(self, target: Target) -> bool:
        """Windows may refuse it to a program that the user has not touched last."""
        self._user32.SetForegroundWindow(target.window)
        until = time.monotonic() + _FOCUS_S
        while self.active() != target:
            if time.monotonic() >= until:
                return False
            time.sleep(_POLL_S)
        return True

    def _process(self, window: int) -> int:
        process = ctypes.c_ulong()
        self._user32.GetWindowThreadProcessId(window, ctypes.byref(process))
        return process.value

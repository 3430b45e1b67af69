"""The active window on Windows. Written from documentation; never run there."""

import ctypes
import os
from typing import Any

from rapidwhisper.core.dictation import Target


def active_window(user32: Any = None) -> Target | None:
    """None if there is none or it is our own."""
    if user32 is None:
        user32 = ctypes.windll.user32  # type: ignore[attr-defined,unused-ignore]
    window = user32.GetForegroundWindow()
    if not window:
        return None
    process = ctypes.c_ulong()
    user32.GetWindowThreadProcessId(window, ctypes.byref(process))
    return None if process.value == os.getpid() else Target(int(window))

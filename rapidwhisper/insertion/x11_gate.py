"""The last look before keys go to a window."""

import threading
import time

from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.insertion.x11_keys import Keyboard
from rapidwhisper.insertion.x11_target import WindowReader

_POLL_S = 0.01


class Gate:
    """Whether keys may go to the window: it has the focus, and no key is down."""

    def __init__(self, windows: WindowReader, keyboard: Keyboard, stopping: threading.Event) -> None:
        self._windows = windows
        self._keyboard = keyboard
        self._stopping = stopping

    def wait(self, window: int, until: float) -> Problem | None:
        """None once it is so; the obstacle if another window has the focus or keys stay down."""
        while True:
            if self._windows.active() != window:
                return problem(Code.HELD_FOR_ITS_WINDOW)
            if not self._keyboard.held():
                return None
            if time.monotonic() >= until or self._stopping.wait(_POLL_S):
                return problem(Code.KEPT_KEYS_HELD)

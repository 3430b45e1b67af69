"""Paste keys that may still lie in the queue of a window that hangs.

It handles them all when it wakes, and each would paste what is on the clipboard by then: the newest text.
"""

import threading
import time

from rapidwhisper.core.dictation import Target
from rapidwhisper.insertion.x11_target import WindowReader

_ANSWER_S = 8.0
_SETTLE_S = 0.5
"""For the read that a key has started; the first answer may even come before the key is handled."""


class UnreadKeys:
    """`pressed` are windows that may have a key and have not read since; it outlives a lost connection."""

    def __init__(self, windows: WindowReader, stopping: threading.Event, pressed: set[int]) -> None:
        self._windows = windows
        self._stopping = stopping
        self._pressed = pressed

    def note(self, window: int) -> None:
        self._pressed -= {each for each in self._pressed if self._windows.is_gone(Target(each))}
        self._pressed.add(window)

    def forget(self, window: int) -> None:
        self._pressed.discard(window)

    def are_handled(self, window: int, over_at: float) -> bool:
        """Whether another key may go to the window: it answers now, or it is none of those that can."""
        if window not in self._pressed or not self._windows.can_answer(window):
            return True
        until = min(time.monotonic() + _ANSWER_S, over_at)
        handled = (
            self._answers(window, until)
            and not self._stopping.wait(_SETTLE_S)
            and self._answers(window, until)
        )
        if handled:
            self.forget(window)
        return handled

    def _answers(self, window: int, until: float) -> bool:
        return self._windows.answers(window, until - time.monotonic(), self._stopping)

"""Answers at once where the focus is, for any thread."""

from queue import Empty, SimpleQueue

from rapidwhisper.core.dictation import Target
from rapidwhisper.insertion.worker import Worker
from rapidwhisper.insertion.x11_foreground import X11Foreground
from rapidwhisper.insertion.x11_link import X_ERRORS, Link
from rapidwhisper.insertion.x11_target import WindowReader

_PATIENCE_S = 0.1
"""An answer takes 1 ms; the rest is for a computer that is busy."""


class FocusWatch:
    """A program that grabs the X server makes all others wait: here a thread with its own connection."""

    def __init__(self, display_name: str | None) -> None:
        self._link = Link(display_name)
        self._worker = Worker("focus")
        self._foreground = X11Foreground(self._link, WindowReader(self._link), self._worker.stopping)

    def target(self) -> Target | None:
        """None also if the X server is too slow: an older answer could lead into another window."""
        answers: SimpleQueue[Target | None] = SimpleQueue()
        self._worker.submit(lambda: answers.put(self._look()))
        try:
            return answers.get(timeout=_PATIENCE_S)
        except Empty:
            return None

    def close(self) -> None:
        if self._worker.close(_PATIENCE_S):
            self._link.close()

    def _look(self) -> Target | None:
        try:
            self._link.forget_events()
            return self._foreground.active()
        except X_ERRORS:
            return None

"""Answers at once where the focus is, for any thread."""

import time
from collections.abc import Callable
from queue import Empty, SimpleQueue

from Xlib.error import ConnectionClosedError, XError

from rapidwhisper.core.dictation import Target
from rapidwhisper.core.problem import Unavailable
from rapidwhisper.insertion.worker import Worker
from rapidwhisper.insertion.x11_foreground import X11Foreground
from rapidwhisper.insertion.x11_link import X_ERRORS, Link
from rapidwhisper.insertion.x11_target import WindowReader

_PATIENCE_S = 0.1
"""An answer takes 1 ms. Whoever asks on the main thread waits no longer."""

_FRESH_S = 1.0
"""A look that late may be at another window than the one that was meant."""


class FocusWatch:
    """A program that grabs the X server makes all others wait: here a thread with its own connection."""

    def __init__(self, display_name: str | None) -> None:
        self._display_name = display_name
        self._worker = Worker("focus")
        try:
            self._connect()
        except Unavailable:
            self._worker.close(_PATIENCE_S)
            raise

    def target(self) -> Target | None:
        """None also if the X server is too slow: an older answer could lead into another window."""
        answers: SimpleQueue[Target | None] = SimpleQueue()
        self._worker.submit(lambda: answers.put(self._look()))
        try:
            return answers.get(timeout=_PATIENCE_S)
        except Empty:
            return None

    def ask(self, then: Callable[[Target | None], None]) -> None:
        """`then` is called once on another thread; a busy computer may take its time, and gets an answer."""
        until = time.monotonic() + _FRESH_S
        self._worker.submit(lambda: then(self._look() if time.monotonic() < until else None))

    def close(self, patience_s: float) -> None:
        if self._worker.close(patience_s):
            self._link.close()

    def _connect(self) -> None:
        self._link = Link(self._display_name)
        self._foreground = X11Foreground(self._link, WindowReader(self._link), self._worker.stopping)

    def _look(self) -> Target | None:
        try:
            return self._active()
        except ConnectionClosedError:
            return self._look_again()
        except XError:
            return None

    def _look_again(self) -> Target | None:
        """Somebody has ended our connection, or the X server is gone."""
        self._link.close()
        try:
            self._connect()
            return self._active()
        except (*X_ERRORS, Unavailable):
            return None

    def _active(self) -> Target | None:
        self._link.forget_events()
        return self._foreground.active()

"""Ctrl+C as a wish: what is done is kept; a second one ends the command at once."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STATUS = 130
"""As shells have it."""


class Interrupt:
    def __init__(self) -> None:
        self._asked = False

    def asked(self) -> bool:
        return self._asked

    @contextmanager
    def heeded(self) -> Iterator[None]:
        before = signal.signal(signal.SIGINT, self._ask)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def _ask(self, _signal: int, _frame: FrameType | None) -> None:
        self._asked = True
        signal.signal(signal.SIGINT, signal.default_int_handler)

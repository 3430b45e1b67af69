"""Keeps pynput listening: a listener that has ended, or has slept with the machine, gives way to a new one.

Windows takes a hook away without a word, most of all around a sleep, and macOS disables a tap.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from rapidwhisper.core.events import Event, Faulted
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Code, Problem, problem

logger = logging.getLogger(__name__)

TICK_S = 4.0
_SLEPT_S = 10.0
"""A wait that took so much longer was no busy moment: the machine slept."""

Clocks = Sequence[Callable[[], float]]
"""One of the two goes on while the machine sleeps: the monotonic one on Windows, the wall clock on macOS."""


class Listener(Protocol):
    def start(self) -> None: ...

    def stop(self) -> None: ...

    def is_alive(self) -> bool: ...


class Naps:
    def __init__(self, clocks: Clocks = (time.time, time.monotonic)) -> None:
        self._clocks = clocks
        self._before = [clock() for clock in clocks]

    def slept(self, waited_s: float) -> bool:
        now = [clock() for clock in self._clocks]
        longest = max(after - before for before, after in zip(self._before, now, strict=True))
        self._before = now
        return longest > waited_s + _SLEPT_S


class Guard:
    """`blind`: keys may have moved unseen. `works`: a trouble that was told is over."""

    def __init__(
        self,
        build: Callable[[Emit], Listener],
        emit: Emit,
        *,
        blind: Callable[[], None],
        works: Callable[[], None],
    ) -> None:
        self._build = build
        self._emit = emit
        self._blind = blind
        self._works = works
        self._stopped = threading.Event()
        self.trouble: Problem | None = None
        """Why the listener does not listen now."""
        self._listener = build(self._report)
        self._listener.start()
        threading.Thread(target=self._watch, name="hotkey guard", daemon=True).start()

    def stop(self) -> None:
        self._stopped.set()
        self._listener.stop()

    def _watch(self) -> None:
        naps = Naps()
        ended = False
        while not self._stopped.wait(TICK_S):
            slept = naps.slept(TICK_S)
            if self._listener.is_alive() and not slept:
                ended = False
                self._recovered()
            else:
                if ended:  # the second in a row: it does not mend by itself
                    self._report(Faulted(problem(Code.HOTKEY_FAILED, detail="pynput")))
                ended = not slept
                self._renew()

    def _renew(self) -> None:
        logger.info("listening for the hotkey anew")
        try:
            self._listener.stop()
            self._listener = self._build(self._report)
            self._listener.start()
        except Exception as cause:
            logger.exception("listening for the hotkey has failed")
            self._report(Faulted(problem(Code.HOTKEY_FAILED, detail=cause)))
        self._blind()
        if self._stopped.is_set():
            self._listener.stop()

    def _recovered(self) -> None:
        if self.trouble is not None:
            self.trouble = None
            self._works()

    def _report(self, event: Event) -> None:
        """A trouble that goes on is told once, by the first who noticed."""
        if not isinstance(event, Faulted):
            self._emit(event)
        elif self.trouble is None:
            self.trouble = event.problem
            self._emit(event)

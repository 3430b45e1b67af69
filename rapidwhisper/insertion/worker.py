"""A daemon thread that does jobs in order, each at its time."""

import heapq
import itertools
import logging
import threading
import time
from collections.abc import Callable

logger = logging.getLogger(__name__)


class Worker:
    def __init__(self, name: str) -> None:
        self.stopping = threading.Event()
        """Set once the program ends: a job that waits gives up then."""
        self._changed = threading.Condition()
        self._jobs: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[], None], *, after_s: float = 0.0) -> None:
        with self._changed:
            heapq.heappush(self._jobs, (time.monotonic() + after_s, next(self._order), job))
            self._changed.notify()

    def close(self, patience_s: float) -> bool:
        """Jobs that have not begun are dropped; tells whether the thread has ended in time."""
        self.stopping.set()
        with self._changed:
            self._changed.notify()
        self._thread.join(patience_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (job := self._next()) is not None:
            try:
                job()
            except Exception:
                logger.exception("a job of %s failed", self._thread.name)

    def _next(self) -> Callable[[], None] | None:
        with self._changed:
            while not self.stopping.is_set():
                wait = self._jobs[0][0] - time.monotonic() if self._jobs else None
                if wait is not None and wait <= 0:
                    return heapq.heappop(self._jobs)[2]
                self._changed.wait(wait)
        return None

"""Stopping work from another thread: the request to stop, and the deadline."""

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


class AbortedError(Exception):
    """Nobody wants the result any more."""


class DeadlineError(Exception):
    """The work took longer than it may."""


class Abort:
    """Asked for from any thread, once or more often; whoever is at work says how to be stopped, once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked = False
        self._stop: Callable[[], None] | None = None

    @property
    def asked(self) -> bool:
        return self._asked

    def ask(self) -> None:
        with self._lock:
            self._asked = True
            stop, self._stop = self._stop, None
        if stop is not None:
            stop()

    def wait(self, seconds: float) -> None:
        """AbortedError as soon as it is asked for."""
        asked = threading.Event()
        with self.stops(asked.set):
            if asked.wait(seconds):
                raise AbortedError

    @contextmanager
    def stops(self, stop: Callable[[], None]) -> Iterator[None]:
        """While the block runs, `ask` calls `stop`; AbortedError if it was asked for before."""
        with self._lock:
            if self._asked:
                raise AbortedError
            self._stop = stop
        try:
            yield
        finally:
            with self._lock:
                self._stop = None


def within(limit_s: float, work: Callable[[Abort], T], abort: Abort) -> T:
    """Run the work on a daemon thread and wait for it, no longer than the limit.

    The work is given an Abort of its own, which is asked when time is up or `abort` is asked. It should end
    then, but this does not depend on it: looking up a host's name cannot be stopped.
    """
    own = Abort()
    results: queue.SimpleQueue[tuple[T | None, BaseException | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            results.put((work(own), None))
        except BaseException as error:  # noqa: BLE001 - it is raised again below, in the thread that waits
            results.put((None, error))

    def give_up() -> None:
        results.put((None, AbortedError()))
        own.ask()

    with abort.stops(give_up):
        threading.Thread(target=run, daemon=True, name="request").start()
        try:
            result, error = results.get(timeout=limit_s)
        except queue.Empty:
            own.ask()
            raise DeadlineError from None
    if error is not None:
        raise error
    return result  # type: ignore[return-value]  # without an error it is what the work returned

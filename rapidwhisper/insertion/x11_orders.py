"""What other threads want from one that sleeps in select."""

import socket
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import TypeVar

T = TypeVar("T")


class Orders:
    """The thread selects on it too, and obeys when it wakes."""

    def __init__(self) -> None:
        self._orders: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._woken, self._wake = socket.socketpair()
        self._woken.setblocking(False)
        self._wake.setblocking(False)

    def fileno(self) -> int:
        return self._woken.fileno()

    def ask(self, work: Callable[[], T], timeout_s: float) -> T:
        """What `work` returns or raises; TimeoutError if it has not been done in time, and it never will be
        unless it has already begun.
        """
        answer: Future[T] = Future()

        def order() -> None:
            if not answer.set_running_or_notify_cancel():
                return
            try:
                answer.set_result(work())
            except Exception as error:  # noqa: BLE001 - it is the caller's, who waits for it
                answer.set_exception(error)

        self.give(order)
        try:
            return answer.result(timeout_s)
        finally:
            answer.cancel()

    def give(self, order: Callable[[], None]) -> None:
        self._orders.put(order)
        with suppress(OSError):
            self._wake.send(b"x")

    def obey(self) -> None:
        with suppress(BlockingIOError):
            self._woken.recv(4096)
        with suppress(Empty):
            while True:
                self._orders.get_nowait()()

    def close(self) -> None:
        self._woken.close()
        self._wake.close()

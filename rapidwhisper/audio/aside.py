"""Work that may never come back. A driver can hang in opening and in closing for as long as it likes."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")


def within(seconds: float, work: Callable[[], T], *, late: Callable[[T], object] = lambda _: None) -> T:
    """Do it on a thread of its own; TimeoutError if it takes longer.

    Threads cannot be ended: one that hangs is left to itself, and what it gives after all goes to `late`.
    """
    answer: Future[T] = Future()

    def run() -> None:
        try:
            result = work()
        except Exception as error:
            if answer.set_running_or_notify_cancel():
                answer.set_exception(error)
            else:
                log.warning("a microphone failed when nobody waited for it any more", exc_info=True)
            return
        if answer.set_running_or_notify_cancel():
            answer.set_result(result)
        else:
            late(result)

    threading.Thread(target=run, name="aside", daemon=True).start()
    try:
        return answer.result(seconds)
    except TimeoutError:
        if answer.cancel():
            raise
        return answer.result()  # it came in this very moment

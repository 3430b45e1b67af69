"""The requests that wait for an answer, which may come minutes later and from any thread."""

import queue
import threading
import time
from collections.abc import Callable

from rapidwhisper.desktop.wire import BAD_REQUEST, Handle, Message

END_WITHIN_S = 1.0
MOST = 32
"""A person has a few at once; a program gone wild must not fill the memory with threads."""


class Pending:
    """One request. Its own thread waits here and sends, so that no answering thread ever does."""

    def __init__(self) -> None:
        self._answers: queue.SimpleQueue[Message | None] = queue.SimpleQueue()

    def give_up(self) -> None:
        """The program ends; an answer that is already there still goes out."""
        self._answers.put(None)

    def outcome(self, request: Message | None, handle: Handle) -> Message | None:
        """The answer to this request; None if the program ends before there is one."""
        if request is None:
            return BAD_REQUEST
        try:
            handle(request, self._answers.put)
        except Exception:
            import logging

            logging.getLogger(__name__).exception("A request could not be handled")
            return {"error": "internal"}
        return self._answers.get()


class Conversations:
    """All requests under way, each on a daemon thread."""

    def __init__(self) -> None:
        self._lock = threading.Condition()
        self._pending: dict[threading.Thread, Pending] = {}

    def wait_for_room(self, timeout_s: float) -> bool:
        """For whoever accepts: callers then wait at the door, where the system bounds their number."""
        with self._lock:
            return self._lock.wait_for(lambda: len(self._pending) < MOST, timeout_s)

    def start(self, converse: Callable[[Pending], None]) -> bool:
        """False where the system gives no more threads just now."""
        pending = Pending()
        thread = threading.Thread(target=self._run, args=(converse, pending), name="request", daemon=True)
        with self._lock:  # a thread can be waited for only once it is started
            try:
                thread.start()
            except RuntimeError:
                import logging

                logging.getLogger(__name__).warning("There is no thread for a request")
                return False
            self._pending[thread] = pending
        return True

    def end(self) -> None:
        with self._lock:
            waiting = dict(self._pending)
        for pending in waiting.values():
            pending.give_up()
        limit = time.monotonic() + END_WITHIN_S
        for thread in waiting:
            thread.join(max(0.0, limit - time.monotonic()))

    def _run(self, converse: Callable[[Pending], None], pending: Pending) -> None:
        try:
            converse(pending)
        except (OSError, EOFError):  # the command was interrupted; nobody waits for the answer
            pass
        finally:
            with self._lock:
                del self._pending[threading.current_thread()]
                self._lock.notify_all()

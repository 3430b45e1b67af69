"""From the system's memory on to the disk itself, behind whoever writes: a power cut takes the rest.

One thread for all files: a disk that hangs holds up this thread, and neither a recording nor a second thread.
"""

import logging
import os
import queue
import threading
import time
from collections.abc import Callable
from typing import Protocol, TypeAlias

log = logging.getLogger(__name__)

PAUSE_S = 0.04
"""Between two waits for the disk. With a block of 20 ms before it, speech is on the disk within 0.1 s, and a
disk is asked 20 times a second at most."""

Flush: TypeAlias = Callable[[int], None]
"""Returns when everything written to this open file is on the disk; raises OSError."""

FLUSH: Flush = getattr(os, "fdatasync", os.fsync)


class Written(Protocol):
    def sync(self, flush: Flush) -> None:
        """What was written until now goes to the disk; may take as long as it likes."""


class Disk:
    def __init__(self, flush: Flush = FLUSH) -> None:
        self._flush = flush
        self._wishes: queue.SimpleQueue[Written] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def wish(self, file: Written) -> None:
        """Returns at once. A file that waits already need not be wished for again."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="disk", daemon=True)
                self._thread.start()
        self._wishes.put(file)

    def _work(self) -> None:
        while True:
            try:
                self._wishes.get().sync(self._flush)
            except Exception:  # the other files still need it
                log.exception("a recording did not reach the disk")
            time.sleep(PAUSE_S)

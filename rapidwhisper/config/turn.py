"""Writers of a folder's files take turns, across processes; who edits by hand knows nothing of it."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE_S = 0.5
"""A write takes milliseconds; a process that is stopped in its midst must not hold up the others for ever."""
_PAUSE_S = 0.005

if sys.platform == "win32":

    @contextmanager
    def turn(_folder: Path) -> Iterator[None]:
        """A folder cannot be locked there; only the one instance writes."""
        yield

else:
    import fcntl

    @contextmanager
    def turn(folder: Path) -> Iterator[None]:
        """The lock goes with the process that has it."""
        handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            limit = time.monotonic() + PATIENCE_S
            while not _locked(handle) and time.monotonic() < limit:
                time.sleep(_PAUSE_S)
            yield
        finally:
            os.close(handle)

    def _locked(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

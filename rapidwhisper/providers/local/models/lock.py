"""One program at a time works on a model's folder; the lock goes with the process that has it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rapidwhisper.core.problem import Code, ProblemError, problem

if sys.platform == "win32":
    import msvcrt

    def _locked(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def alone_with(folder: Path, name: str) -> Iterator[None]:
    """Raises ProblemError where another program, or another thread, is at work on the model."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / f".{name}.lock", os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
    try:
        if not _locked(handle):
            raise ProblemError(problem(Code.DOWNLOAD_UNDER_WAY, model=name))
        yield
    finally:
        os.close(handle)

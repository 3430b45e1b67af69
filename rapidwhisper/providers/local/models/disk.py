"""Room on the disk, and files that are written block by block."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rapidwhisper.core.problem import Code, ProblemError, problem

RESERVE_BYTES = 200_000_000
"""Must stay free: the desktop and the recordings need some too."""

_MB = 1_000_000
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def check_room(folder: Path, needed: int) -> None:
    """Raises ProblemError if so many bytes more would fill the folder's disk."""
    if needed + RESERVE_BYTES > free(folder):
        raise _no_space(folder, needed)


def free(folder: Path) -> int:
    """Of the disk on which it is, or will be."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    return shutil.disk_usage(there).free


@contextmanager
def disk_problems(folder: Path, needed: Callable[[], int] = lambda: 0) -> Iterator[None]:
    """An OSError in the block becomes a ProblemError; `needed`: bytes that are still to be written."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise _no_space(folder, needed()) from error
        detail = error.strerror or str(error)
        raise ProblemError(problem(Code.MODELS_UNWRITABLE, path=folder, detail=detail)) from error


def _no_space(folder: Path, needed: int) -> ProblemError:
    facts = {"needed": -(-(needed + RESERVE_BYTES) // _MB), "free": free(folder) // _MB}
    return ProblemError(problem(Code.DOWNLOAD_NO_SPACE, path=folder, **facts))


class Part:
    """A file of which the beginning is here already, or nothing."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._handle = os.open(path, _FLAGS, 0o644)

    @property
    def size(self) -> int:
        return os.fstat(self._handle).st_size

    def append(self, block: bytes) -> None:
        rest = memoryview(block)
        while rest:
            rest = rest[os.write(self._handle, rest) :]

    def restart(self) -> None:
        os.ftruncate(self._handle, 0)

    def close(self) -> None:
        """On the disk itself, so that a power cut does not leave a hole under a good name."""
        os.fsync(self._handle)
        os.close(self._handle)


def size_of(path: Path) -> int:
    """0: there is no such file."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def sync_folder(folder: Path) -> None:
    """A new name is on the disk only with its folder; Windows cannot be asked for that."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

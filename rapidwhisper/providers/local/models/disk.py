"""The disk: how much room there is, what it refuses, and what is on it for good."""

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
        raise ProblemError(problem(Code.MODELS_UNUSABLE, path=folder, detail=detail)) from error


def _no_space(folder: Path, needed: int) -> ProblemError:
    facts = {"needed": -(-(needed + RESERVE_BYTES) // _MB), "free": free(folder) // _MB}
    return ProblemError(problem(Code.DOWNLOAD_NO_SPACE, path=folder, **facts))


def size_of(path: Path) -> int:
    """0: there is no such file."""
    try:
        return path.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
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

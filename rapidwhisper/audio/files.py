"""Files of recordings: the user's alone, never through a link, on the disk before they count."""

import os
import stat
from contextlib import suppress
from pathlib import Path

NEVER_A_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read(path: Path) -> bytes:
    handle = os.open(path, os.O_RDONLY | NEVER_A_LINK)
    with os.fdopen(handle, "rb") as file:
        return file.read()


def start_of(path: Path, count: int) -> bytes:
    """The first bytes; none if it cannot be read."""
    try:
        handle = os.open(path, os.O_RDONLY | NEVER_A_LINK)
    except OSError:
        return b""
    with os.fdopen(handle, "rb") as file:
        return file.read(count)


def size(path: Path) -> int:
    try:
        found = path.lstat()
    except OSError:
        return 0
    return found.st_size if stat.S_ISREG(found.st_mode) else 0


def write_safely(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | NEVER_A_LINK, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def keep_names(folder: Path) -> None:
    """A new name survives a power cut only once its folder is on the disk too; not every system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

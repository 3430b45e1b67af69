"""Files beside the recordings: the user's alone, never through a link, on the disk before they count."""

import os
from pathlib import Path

NEVER_A_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def start_of(path: Path, count: int) -> bytes:
    """The first bytes; none if it cannot be read."""
    try:
        handle = os.open(path, os.O_RDONLY | NEVER_A_LINK)
    except OSError:
        return b""
    with os.fdopen(handle, "rb") as file:
        return file.read(count)


def write_safely(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | NEVER_A_LINK, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def settle(folder: Path) -> None:
    """A new name is safe when its folder is; elsewhere than on POSIX a folder cannot be opened."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

"""A file that comes block by block, and goes on where it stopped."""

import os
from pathlib import Path

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


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
        try:
            os.fsync(self._handle)
        finally:
            os.close(self._handle)

"""A disk without space, for this process."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_write = os.write


@contextmanager
def full_disk() -> Iterator[None]:
    """No file takes anything while the block runs; pipes, by which the rig speaks, do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "write", _no_space)
        yield


def _no_space(handle: int, block: bytes) -> int:
    if stat.S_ISREG(os.fstat(handle).st_mode):
        raise OSError(28, "No space left on device")
    return _write(handle, block)

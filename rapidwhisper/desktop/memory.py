"""What becomes of memory that is free again: the C library's own rules keep much of it."""

import ctypes
import sys

_MMAP_THRESHOLD = -3
"""M_MMAP_THRESHOLD in malloc.h."""

_LARGE = 128 * 1024
"""glibc's own value at the start. It takes the size of each larger block that is freed for a new one, up to
32 MB, and from then on keeps such blocks in the arena of the thread that has used them."""


def give_back_large_blocks() -> None:
    """From now on the system has them back as soon as they are free. Only glibc has to be told."""
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_MMAP_THRESHOLD, _LARGE)

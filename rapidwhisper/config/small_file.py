"""Reading a file that anybody may have put there: never without end, never waiting at a pipe."""

import errno
import os
import stat
from pathlib import Path

from rapidwhisper.core.words import phrase

LARGEST = 100_000
"""No settings are longer, and rubbish of this size is parsed within half a second."""

_NO_FILE = phrase("Settings", "it is not a file")
_TOO_LARGE = phrase("Settings", "it is larger than {size} kB").filled(size=LARGEST // 1000)
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_small_file(path: Path) -> bytes:
    """Raises OSError, also for what is no file or too large; its `strerror` is for people."""
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, _NO_FILE)
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise OSError(errno.EFBIG, _TOO_LARGE)
    return data

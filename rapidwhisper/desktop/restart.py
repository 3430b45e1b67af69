"""Starting anew in the same process: its number, its command line, its current folder stay."""

import contextlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

_STANDARD_FILES = 3


def start_anew(environ: Mapping[str, str]) -> NoReturn:
    """Raises OSError where the system refuses."""
    sys.stdout.flush()
    sys.stderr.flush()
    for file in _open_files():
        with contextlib.suppress(OSError):  # closed meanwhile
            os.set_inheritable(file, False)  # a library may have thought of no exec: the microphone stayed on
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], environ)  # noqa: S606 - a shell is not wanted


def _open_files() -> list[int]:
    return [
        number for each in Path("/proc/self/fd").glob("*") if (number := int(each.name)) >= _STANDARD_FILES
    ]

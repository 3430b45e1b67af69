"""Another user of this computer. Only root can become one: tests run as root, as in the container."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STRANGER = 65534
"""“nobody”."""

_BECOME = """
import os, sys
import socket, dotenv.parser, rapidwhisper.config.env_file
os.setgroups([])
os.setgid({stranger})
os.setuid({stranger})
"""
"""Our own modules first: their folder may be closed to a stranger."""


def as_stranger(script: str, *arguments: str) -> str:
    """What the Python script prints."""
    command = [sys.executable, "-c", _BECOME.format(stranger=STRANGER) + script, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def a_strangers_folder() -> Iterator[Path]:
    """It is the stranger's, and the way to it is open, as pytest's own folders are not."""
    with tempfile.TemporaryDirectory(prefix="rw-") as made:
        folder = Path(made)
        os.chown(folder, STRANGER, STRANGER)
        yield folder

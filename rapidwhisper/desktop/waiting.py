"""A program that waits for its display holds no lock and no socket; by this file it can be asked to end."""

from pathlib import Path

_NAME = "waiting"


def begin_waiting(runtime: Path) -> Path:
    """The file: whoever removes it wants the waiting to end."""
    path = runtime / _NAME
    path.touch(mode=0o600)
    return path


def end_waiting(runtime: Path) -> bool:
    """Whether somebody was waiting, until now."""
    try:
        (runtime / _NAME).unlink()
    except FileNotFoundError:
        return False
    return True

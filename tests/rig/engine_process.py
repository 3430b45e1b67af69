"""The process of the engine on this computer, as a test looks at it and does violence to it."""

import fcntl
import os
import signal
import sys
import termios
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from rapidwhisper.providers.local.child import WORKER
from rapidwhisper.providers.local.engine import LocalEngine
from tests.rig.process import wait_until


def pid(engine: LocalEngine) -> int:
    assert engine._child is not None
    return engine._child.pid


def loaded(engine: LocalEngine) -> int:
    """Its process, once it has loaded its model."""
    wait_until(
        lambda: engine._child is not None and not engine._child.loading, "the model is loaded", seconds=60
    )
    return pid(engine)


def gone(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    return _stat(number)[0] == "Z"


def priority(number: int) -> int:
    return int(_stat(number)[16])


def count_threads(number: int) -> int:
    return len(list(Path(f"/proc/{number}/task").iterdir()))


def is_engine(number: int) -> bool:
    command = b"".join(each.encode() + b"\0" for each in WORKER)
    with suppress(FileNotFoundError, ProcessLookupError):  # it has ended meanwhile
        return Path(f"/proc/{number}/cmdline").read_bytes().startswith(command)
    return False


def engine_of(program: int) -> int:
    """The process that it has started for it."""

    def found() -> int | None:
        return next((each for each in _children(program) if is_engine(each)), None)

    number: int = wait_until(found, "the engine is started")
    return number


def kill_at_work(number: int) -> None:
    """It was stopped before, so that it is certain to be in the middle."""
    wait_until(lambda: _unread(number), "the sound is on its way to the engine")
    os.kill(number, signal.SIGKILL)


def _children(program: int) -> Iterator[int]:
    for thread in Path(f"/proc/{program}/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):  # the thread has ended meanwhile
            yield from map(int, thread.read_text().split())


def _unread(number: int) -> int:
    """Bytes that wait in the pipe to the process."""
    pipe = os.open(f"/proc/{number}/fd/0", os.O_RDONLY | os.O_NONBLOCK)
    try:
        return int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder)
    finally:
        os.close(pipe)


def _stat(number: int) -> list[str]:
    """From the state on."""
    return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()

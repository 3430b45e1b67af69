"""Programs that a test starts: always ended, by their own handle, whatever happens."""

import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any


@contextmanager
def running(
    command: Sequence[str], *, env: Mapping[str, str] | None = None, **options: Any
) -> Iterator[subprocess.Popen[str]]:
    """A child process that is gone when the block ends."""
    process = subprocess.Popen(
        list(command), env=dict(env) if env is not None else None, text=True, **options
    )
    try:
        yield process
    finally:
        end(process)


def end(process: "subprocess.Popen[str]", patience_s: float = 3.0) -> None:
    """Ask, then insist."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(patience_s)
        except subprocess.TimeoutExpired:
            process.kill()
    process.wait(patience_s)
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()


def wait_until(
    condition: Callable[[], object], what: str, *, seconds: float = 10.0, every: float = 0.01
) -> Any:
    """Poll until the condition holds and return its value; AssertionError naming what never came."""
    limit = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > limit:
            raise AssertionError(f"waited {seconds:g} s in vain: {what}")
        time.sleep(every)
    return value

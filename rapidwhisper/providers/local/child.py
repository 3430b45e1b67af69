"""The child process of the engine: its start, one exchange, its end."""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import rapidwhisper
from rapidwhisper.providers.local.frames import Kind, read_frame, write_frame

# -P: a file called random.py in the current folder must not become part of the engine.
WORKER = (sys.executable, "-P", "-m", "rapidwhisper.providers.local.worker")

_PACKAGES = Path(rapidwhisper.__file__).parents[1]
_LAST_WORDS = 300


class ChildError(Exception):
    """The child died, was killed, or could not decode; its message says which."""


class Child:
    """Used by one thread at a time, except `kill`."""

    def __init__(self, command: Sequence[str]) -> None:
        """Starts at once; raises ChildError."""
        self._late = False
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - closed by end()
        try:
            self._process = subprocess.Popen(
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._complaints,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(_path())},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            self._complaints.close()
            raise ChildError(f"it cannot be started: {error.strerror}") from None

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def decode(self, pcm: bytes, limit_s: float) -> str:
        """Raises ChildError; after it only `end` makes sense."""
        watch = threading.Timer(limit_s, self._expire)
        watch.daemon = True
        watch.start()
        try:
            return self._exchange(pcm)
        except ValueError:
            raise ChildError("its answer makes no sense") from None
        except (OSError, EOFError):
            raise ChildError(f"no answer within {limit_s:g} s" if self._late else self._why()) from None
        finally:
            watch.cancel()

    def kill(self) -> None:
        """From any thread; whoever waits for an answer is told that there is none."""
        self._process.kill()

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._complaints):
            # What could not be written any more is of no use now.
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]

    def _exchange(self, pcm: bytes) -> str:
        source, sink = self._process.stdout, self._process.stdin
        if source is None or sink is None:
            raise EOFError
        write_frame(sink, Kind.DECODE, pcm)  # type: ignore[arg-type]
        kind, payload = read_frame(source)  # type: ignore[arg-type]
        text = payload.decode()
        if kind is not Kind.TEXT:
            raise ChildError(text)
        return text

    def _expire(self) -> None:
        self._late = True
        self._process.kill()

    def _why(self) -> str:
        """The end of what it wrote before it died, else how it ended."""
        status = self._process.wait()
        size = self._complaints.seek(0, os.SEEK_END)
        self._complaints.seek(max(0, size - _LAST_WORDS))
        lines = self._complaints.read().decode(errors="replace").split("\n")
        said = [line.strip() for line in lines if line.strip()]
        return said[-1] if said else f"it ended with status {status}"


def _path() -> list[str]:
    """The child must find this very package, wherever the program was started."""
    others = os.environ.get("PYTHONPATH")
    return [str(_PACKAGES), *([others] if others else [])]

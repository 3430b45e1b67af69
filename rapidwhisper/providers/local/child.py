"""The child process of the engine: its start, one exchange, its end."""

import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import rapidwhisper
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.abort import Abort, AbortedError
from rapidwhisper.providers.local.frames import Kind, read_frame, request, write_frame
from rapidwhisper.providers.local.spec import Spec

# -P: a file called random.py in the current folder must not become part of the engine.
WORKER = (sys.executable, "-P", "-m", "rapidwhisper.providers.local.worker")

LOADING_LIMIT_S = 180.0
"""A model of a gigabyte from a slow disk takes one minute."""

_PACKAGES = Path(rapidwhisper.__file__).parents[1]
_LAST_WORDS = 300
_KILLED = phrase("Reason", "the system ended it, perhaps because memory ran out")

log = logging.getLogger(__name__)


class ChildError(Exception):
    """The child could not be started, or answered in no useful way in time."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        """Perhaps a Phrase."""


class DiedError(ChildError):
    """It crashed, or somebody killed it, while it was at work on what it had been asked."""


class LoadError(ChildError):
    """It could not load its model, or died at it."""


class DiedLoadingError(DiedError, LoadError):
    """It died before it was asked anything."""


class WithoutGpuError(LoadError):
    """It was told to compute on a graphics card, and cannot."""


class BuiltWithoutGpuError(WithoutGpuError):
    """Whatever card there is: this build of the engine is for processors alone."""


class Child:
    """Used by one thread at a time, except `kill`."""

    def __init__(self, command: Sequence[str], spec: Spec) -> None:
        """Starts at once, and loads; raises ChildError."""
        self._late = False
        self._failure: ChildError | None = None
        self._changed = threading.Condition()
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - closed by end()
        try:
            self._process = subprocess.Popen(
                [*command, spec.to_json()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._complaints,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(_path())},
                creationflags=_flag("CREATE_NO_WINDOW") | _flag("BELOW_NORMAL_PRIORITY_CLASS"),
            )
        except OSError as error:
            self._complaints.close()
            raise ChildError(f"it cannot be started: {error.strerror}") from None
        self.loading = True
        self._reader = threading.Thread(target=self._await_ready, daemon=True, name="engine-loading")
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def wait_until_loaded(self, abort: Abort) -> None:
        """Raises ChildError, or AbortedError once `abort` was asked; then it goes on loading."""
        with abort.stops(self._wake), self._changed:
            self._changed.wait_for(lambda: not self.loading or abort.asked, LOADING_LIMIT_S)
        if self._failure is not None:
            raise self._failure
        if abort.asked:
            raise AbortedError
        if self.loading:
            raise LoadError(f"it was not loaded within {LOADING_LIMIT_S:g} s")

    def decode(self, pcm: bytes, language: str, limit_s: float) -> str:
        """Raises ChildError; after it only `end` makes sense."""
        watch = threading.Timer(limit_s, self._expire)
        watch.daemon = True
        watch.start()
        try:
            return self._exchange(request(pcm, language))
        except ValueError:
            raise ChildError("its answer makes no sense") from None
        except (OSError, EOFError):
            if self._late:
                raise ChildError(f"no answer within {limit_s:g} s") from None
            raise DiedError(self._why()) from None
        finally:
            watch.cancel()

    def kill(self) -> None:
        """From any thread; whoever waits for an answer is told that there is none."""
        self._process.kill()

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for pipe in (self._process.stdin, self._process.stdout, self._complaints):
            # What could not be written any more is of no use now.
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]

    def _await_ready(self) -> None:
        """On a thread of its own."""
        began = time.monotonic()
        try:
            self._failure = self._first_word()
        except ValueError:
            self._failure = LoadError("its answer makes no sense")
        except (OSError, EOFError):
            self._failure = DiedLoadingError(self._why())
        if self._failure is None:
            log.info("model loaded in %d ms", round(1000 * (time.monotonic() - began)))
        with self._changed:
            self.loading = False
            self._changed.notify_all()

    def _first_word(self) -> ChildError | None:
        kind, payload = read_frame(self._process.stdout)  # type: ignore[arg-type]
        match kind:
            case Kind.READY:
                return None
            case Kind.WITHOUT_GPU:
                return BuiltWithoutGpuError(payload.decode())
            case Kind.NO_GPU:
                return WithoutGpuError(payload.decode())
            case _:
                return LoadError(payload.decode())

    def _exchange(self, asked: bytes) -> str:
        source, sink = self._process.stdout, self._process.stdin
        if source is None or sink is None:
            raise EOFError
        write_frame(sink, Kind.DECODE, asked)  # type: ignore[arg-type]
        kind, payload = read_frame(source)  # type: ignore[arg-type]
        text = payload.decode()
        if kind is not Kind.TEXT:
            raise ChildError(text)
        return text

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()

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
        if status == -getattr(signal, "SIGKILL", 0):
            return _KILLED
        return said[-1] if said else f"it ended with status {status}"


def _flag(name: str) -> int:
    """Of Windows; elsewhere there are none."""
    return getattr(subprocess, name, 0)


def _path() -> list[str]:
    """The child must find this very package, wherever the program was started."""
    others = os.environ.get("PYTHONPATH")
    return [str(_PACKAGES), *([others] if others else [])]

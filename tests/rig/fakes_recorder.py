"""Recorders for tests: one without any sound system, and a microphone stream whose blocks a test writes."""

import threading
import time
from collections.abc import Callable

import numpy as np

from rapidwhisper.audio.microphone import Hearing
from rapidwhisper.audio.pulse import Source
from rapidwhisper.audio.route import Route
from rapidwhisper.core.audio import RATE, Samples
from rapidwhisper.core.dictation import DictationId, Take
from rapidwhisper.core.events import Listening, NotRecorded, Recorded
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.settings import Settings


class FakeRecorder:
    """Hears whatever a test says it heard."""

    def __init__(self, emit: Emit, *, present: bool = True) -> None:
        self._emit = emit
        self.present = present
        self.open: DictationId | None = None
        self.take = Take(2.0, speech=True)

    def start(self, dictation: DictationId, settings: Settings) -> None:
        if not self.present:
            self._emit(NotRecorded(dictation, problem(Code.NO_MICROPHONE)))
            return
        self.open = dictation
        self._emit(Listening(dictation))

    def stop(self, dictation: DictationId) -> None:
        if self.open == dictation:
            self.open = None
            self._emit(Recorded(dictation, self.take))

    def abort(self, dictation: DictationId) -> None:
        if self.open == dictation:
            self.open = None


class ScriptedStream:
    """A microphone that gives the blocks that a test puts into it."""

    def __init__(self, hearing: Hearing, rate: int, *, source: Source | None, notice: Problem | None) -> None:
        self.rate = rate
        self.latency_s = 0.0
        self.age_s = 0.0
        self.source = source
        self.notice = notice
        self.closed = threading.Event()
        self.lets_go = threading.Event()
        """Closing hangs until then."""
        self.lets_go.set()
        self.failure: Exception | None = None
        """In closing."""
        self.hearing = hearing
        self.unplug = hearing.gone

    def hear(self, samples: Samples, *, block: int | None = None) -> None:
        size = block or self.rate // 50
        for start in range(0, len(samples), size):
            self.hearing.block(samples[start : start + size], time.monotonic(), self.age_s)

    def moves(self, source: Source) -> None:
        """The sound server tells that the sound comes from there now."""
        assert self.hearing.route is not None
        self.hearing.route(Route(source, time.monotonic()))

    def close(self) -> None:
        self.lets_go.wait()
        self.closed.set()
        if self.failure is not None:
            raise self.failure


class ScriptedMicrophones:
    """Opens scripted streams; `opened` gives the newest one once it is there."""

    def __init__(self, *, rate: int = RATE, failure: Callable[[], Exception] | None = None) -> None:
        self._rate = rate
        self.failure = failure
        self.source: Source | None = None
        self.notice: Problem | None = None
        self.answers = threading.Event()
        """Opening hangs until then."""
        self.answers.set()
        self.names: list[str] = []
        self.streams: list[ScriptedStream] = []
        self._opened = threading.Semaphore(0)

    def __call__(self, name: str, hearing: Hearing) -> ScriptedStream:
        self.names.append(name)
        self.answers.wait()
        if self.failure is not None:
            raise self.failure()
        stream = ScriptedStream(hearing, self._rate, source=self.source, notice=self.notice)
        self.streams.append(stream)
        self._opened.release()
        return stream

    def opened(self) -> ScriptedStream:
        """Wait for the next stream that is opened."""
        assert self._opened.acquire(timeout=5), "no microphone was opened"
        return self.streams[-1]


def tone(seconds: float, *, rate: int = RATE, hertz: float = 1000.0, level: float = 0.1) -> Samples:
    """A sine of this RMS level."""
    time = np.arange(round(seconds * rate)) / rate
    samples: Samples = np.round(np.sin(2 * np.pi * hertz * time) * level * 2**0.5 * 32767).astype(np.int16)
    return samples


def silence(seconds: float, *, rate: int = RATE) -> Samples:
    return np.zeros(round(seconds * rate), np.int16)

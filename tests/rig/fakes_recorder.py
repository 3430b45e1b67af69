"""Recorders for tests: one without any sound system, and a microphone stream whose blocks a test writes."""

import threading
from collections.abc import Callable

import numpy as np

from rapidwhisper.audio.microphone import OnBlock, OnEnd
from rapidwhisper.core.audio import RATE, Samples
from rapidwhisper.core.dictation import DictationId, Take
from rapidwhisper.core.events import Listening, NotRecorded, Recorded
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Code, problem
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

    def __init__(self, on_block: OnBlock, on_end: OnEnd, rate: int) -> None:
        self.rate = rate
        self.latency_s = 0.0
        self.closed = threading.Event()
        self._on_block = on_block
        self.unplug = on_end

    def hear(self, samples: Samples, *, block: int | None = None) -> None:
        size = block or self.rate // 50
        for start in range(0, len(samples), size):
            self._on_block(samples[start : start + size])

    def close(self) -> None:
        self.closed.set()


class ScriptedMicrophones:
    """Opens scripted streams; `opened` gives the newest one once it is there."""

    def __init__(self, *, rate: int = RATE, failure: Callable[[], Exception] | None = None) -> None:
        self._rate = rate
        self.failure = failure
        self.names: list[str] = []
        self.streams: list[ScriptedStream] = []
        self._opened = threading.Semaphore(0)

    def __call__(self, name: str, on_block: OnBlock, on_end: OnEnd) -> ScriptedStream:
        self.names.append(name)
        if self.failure is not None:
            raise self.failure()
        stream = ScriptedStream(on_block, on_end, self._rate)
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

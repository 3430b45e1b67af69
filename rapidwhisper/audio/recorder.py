"""The recorder: one worker thread that opens the microphone, keeps the journal and listens for speech.

PortAudio's own thread only puts blocks into the queue. Everything that may take time (opening, closing,
disk, voice activity) happens on the worker, so the main thread never waits.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from rapidwhisper.audio.journal import Journal
from rapidwhisper.audio.microphone import MicrophoneStream, OpenStream
from rapidwhisper.audio.recording import PATIENCE, Patience, Recording
from rapidwhisper.audio.voice import Detector, load_detector
from rapidwhisper.core.audio import RATE, Samples
from rapidwhisper.core.dictation import DictationId, Take
from rapidwhisper.core.events import Faulted, Listening, NotRecorded, Recorded, SilenceReached
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.settings import Settings

log = logging.getLogger(__name__)


LONGEST_LATENCY_S = 0.1
"""A reported latency above this is a driver's fancy; waiting for it would only cost time."""


LONGEST_CUE_S = 1.0
"""However long a driver takes over the starting sound, the recording then begins."""

ECHO_S = 0.05
"""What a room adds to the starting sound."""


@dataclass(frozen=True, slots=True)
class _Start:
    id: DictationId
    settings: Settings


@dataclass(frozen=True, slots=True)
class _Stop:
    id: DictationId
    at: float


@dataclass(frozen=True, slots=True)
class _Abort:
    id: DictationId


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    id: DictationId
    samples: Samples
    at: float


@dataclass(frozen=True, slots=True)
class _Gone:
    id: DictationId


@dataclass(frozen=True, slots=True)
class _CueOver:
    id: DictationId
    at: float


_Message: TypeAlias = _Start | _Stop | _Abort | _Block | _Gone | _CueOver | None


class MicrophoneRecorder:
    """The Recorder port on a real microphone."""

    def __init__(
        self,
        emit: Emit,
        journal: Journal,
        *,
        open_stream: OpenStream = MicrophoneStream,
        patience: Patience = PATIENCE,
        detector: Callable[[], Detector] = load_detector,
        play_start: Callable[[], None] = lambda: None,
    ) -> None:
        """`play_start` plays the starting sound and returns when it has been heard."""
        self._emit = emit
        self._journal = journal
        self._open_stream = open_stream
        self._patience = patience
        self._play_start = play_start
        self._messages: queue.SimpleQueue[_Message] = queue.SimpleQueue()
        self._recording: Recording | None = None
        self._new_detector = detector
        self.level = 0.0
        """RMS of the newest block, 0 to 1, for whoever shows it; 0 while nothing records."""
        self._worker = threading.Thread(target=self._work, name="audio", daemon=True)
        self._worker.start()

    def start(self, dictation: DictationId, settings: Settings) -> None:
        self._messages.put(_Start(dictation, settings))

    def stop(self, dictation: DictationId) -> None:
        self._messages.put(_Stop(dictation, time.monotonic()))

    def abort(self, dictation: DictationId) -> None:
        self._messages.put(_Abort(dictation))

    def close(self) -> None:
        """Let go of the microphone and end the worker."""
        self._messages.put(None)
        self._worker.join(2.0)

    def _work(self) -> None:
        while True:
            try:
                message = self._messages.get(
                    timeout=self._recording.waits_s(self._patience) if self._recording else None
                )
            except queue.Empty:
                self._out_of_patience()
                continue
            if message is None:
                self._finish()
                return
            try:
                self._handle(message)
            except Exception as error:  # the worker must live on for the next dictation
                log.exception("recording failed")
                self._fail(message.id, problem(Code.INTERNAL, detail=type(error).__name__))

    def _handle(self, message: _Message) -> None:
        match message:
            case _Start(dictation, settings):
                self._start(dictation, settings)
            case _Block(dictation, samples, at) if self._records(dictation):
                self._block(samples, at)
            case _Stop(dictation, at) if self._records(dictation):
                self._current.stop_at = at
            case _Gone(dictation) if self._records(dictation):
                self._end(problem(Code.MICROPHONE_LOST))
            case _CueOver(dictation, at) if self._records(dictation):
                take = self._current
                latency_s = min(take.stream.latency_s, LONGEST_LATENCY_S)
                take.deaf_until = min(take.deaf_until, at + latency_s + ECHO_S)
            case _Abort(dictation) if self._records(dictation):
                self._finish()

    def _records(self, dictation: DictationId) -> bool:
        return self._recording is not None and self._recording.id == dictation

    @property
    def _current(self) -> Recording:
        if self._recording is None:
            raise AssertionError("nothing records")
        return self._recording

    def _start(self, dictation: DictationId, settings: Settings) -> None:
        if self._recording is not None:  # the dictation before it is only waiting for its last blocks
            self._end()

        def on_block(samples: Samples) -> None:
            self._messages.put(_Block(dictation, samples, time.monotonic()))

        detector = self._new_detector()
        try:
            stream = self._open_stream(
                settings.input_device, on_block, lambda: self._messages.put(_Gone(dictation))
            )
        except ProblemError as error:
            self._emit(NotRecorded(dictation, error.problem))
            return
        self._recording = Recording(dictation, settings, stream, self._journal.open(dictation), detector)

    def _block(self, samples: Samples, at: float) -> None:
        take = self._current
        if at >= take.deaf_until:
            self._hear(take, samples, at)
        if take.stop_at is not None and at >= take.stop_at + min(take.stream.latency_s, LONGEST_LATENCY_S):
            self._end()

    def _hear(self, take: Recording, samples: Samples, at: float) -> None:
        self.level = take.add(samples)
        if take.journal.problem is not None and not take.told_of_journal:
            take.told_of_journal = True
            self._emit(Faulted(take.journal.problem))
        if take.becomes_ready(samples):
            if take.settings.sounds:
                self._play_cue(take, at)
            else:
                self._emit(Listening(take.id))
        elif take.awaits_cue:
            take.awaits_cue = False
            self._emit(Listening(take.id))
        if take.falls_silent(self.level, len(samples)):
            self._emit(SilenceReached(take.id))

    def _play_cue(self, take: Recording, at: float) -> None:
        """The user speaks after the sound, so what is heard meanwhile is the sound."""
        take.awaits_cue = True
        take.deaf_until = at + LONGEST_CUE_S

        def play() -> None:
            self._play_start()
            self._messages.put(_CueOver(take.id, time.monotonic()))

        threading.Thread(target=play, name="cue", daemon=True).start()

    def _out_of_patience(self) -> None:
        take = self._recording
        if take is None:
            return
        if take.stop_at is not None:
            self._end()
        elif take.count == 0:
            self._finish()
            self._emit(NotRecorded(take.id, problem(Code.MICROPHONE_FAILED, detail="it gives no sound")))
        else:
            self._end(problem(Code.MICROPHONE_LOST))

    def _end(self, cause: Problem | None = None) -> None:
        take = self._current
        take.add_rest()
        self._finish()
        self._emit(Recorded(take.id, Take(take.count / RATE, take.speech), cause))

    def _fail(self, dictation: DictationId, cause: Problem) -> None:
        self._finish()
        self._emit(NotRecorded(dictation, cause))

    def _finish(self) -> None:
        """The microphone is closed and the journal complete; says nothing to anyone."""
        take, self._recording = self._recording, None
        self.level = 0.0
        if take is not None:
            take.stream.close()
            take.journal.close()

"""The recorder: one worker thread that opens the microphone, keeps the journal and listens for speech.

PortAudio's own thread only puts blocks into the queue. Everything that may take time (opening, closing,
disk, voice activity) happens on the worker, so the main thread never waits.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable

from rapidwhisper.audio.aside import within
from rapidwhisper.audio.inbox import Abort, Block, CueOver, Gap, Gone, Message, Routed, Stalled, Start, Stop
from rapidwhisper.audio.journal import Journal
from rapidwhisper.audio.microphone import Hearing, MicrophoneStream, OpenStream
from rapidwhisper.audio.recording import PATIENCE, Patience, Recording
from rapidwhisper.audio.route import Move, Route, judge
from rapidwhisper.audio.voice import Detector, load_detector
from rapidwhisper.core.audio import RATE, Samples
from rapidwhisper.core.dictation import DictationId, Take
from rapidwhisper.core.events import Faulted, Listening, NotRecorded, Recorded, SilenceReached
from rapidwhisper.core.laps import Lap
from rapidwhisper.core.ports import Emit, Listener
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.words import phrase

log = logging.getLogger(__name__)


LONGEST_LATENCY_S = 0.1
"""A reported latency above this is a driver's fancy; waiting for it would only cost time."""


NONSENSE_S = -0.01
"""A block that seems to come from farther in the future than clocks are apart: its driver does not know."""

LONGEST_CUE_S = 1.0
"""However long a driver takes over the starting sound, the recording then begins."""

ECHO_S = 0.05
"""What a room adds to the starting sound."""


_NO_SOUND = phrase("Problem", "it gives no sound")
_NO_ANSWER = phrase("Problem", "it does not answer")


class _Nobody:
    """Does not follow the recording."""

    def heard(self, dictation: DictationId, samples: Samples, *, speech: bool) -> None: ...

    def paused(self, dictation: DictationId, at: int) -> None: ...


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
        listener: Listener | None = None,
    ) -> None:
        """`play_start` plays the starting sound and returns when it has been heard."""
        self._emit = emit
        self._journal = journal
        self._open_stream = open_stream
        self._patience = patience
        self._play_start = play_start
        self._listener = listener or _Nobody()
        self._messages: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._recording: Recording | None = None
        self._told: Problem | None = None
        self._new_detector = detector
        self.level = 0.0
        """RMS of the newest block, 0 to 1, for whoever shows it; 0 while nothing records."""
        self._worker = threading.Thread(target=self._work, name="audio", daemon=True)
        self._worker.start()

    def start(self, dictation: DictationId, settings: Settings) -> None:
        self._messages.put(Start(dictation, settings))

    def stop(self, dictation: DictationId) -> None:
        self._messages.put(Stop(dictation, time.monotonic()))

    def abort(self, dictation: DictationId) -> None:
        self._messages.put(Abort(dictation))

    def close(self) -> None:
        """Let go of the microphone and end the worker."""
        self._messages.put(None)
        self._worker.join(2.0)

    def _work(self) -> None:
        while (message := self._next()) is not None:
            try:
                self._handle(message)
            except Exception as error:  # the worker must live on for the next dictation
                log.exception("recording failed")
                self._fail(message.id, problem(Code.INTERNAL, detail=type(error).__name__))
        self._finish()

    def _next(self) -> Message | None:
        """None ends the worker."""
        take = self._recording
        if take is None:
            return self._messages.get()
        left_s = take.waits_until(self._patience) - time.monotonic()
        try:
            return self._messages.get(timeout=max(0.0, left_s))
        except queue.Empty:
            return Stalled(take.id)

    def _handle(self, message: Message) -> None:
        match message:
            case Start(dictation, settings):
                self._start(dictation, settings)
            case Stop() | Block() | Gap() | Gone() | Routed() | CueOver() | Abort() | Stalled():
                if self._recording is not None and self._recording.id == message.id:
                    self._of_recording(self._recording, message)

    def _of_recording(self, take: Recording, message: Message) -> None:
        match message:
            case Block():
                self._block(take, message)
            case Stop(_, at):
                take.stop_at = at
            case Gap() if take.ready:
                self._gap(take)
            case Gone():
                self._end(take, problem(Code.MICROPHONE_LOST))
            case Routed(_, route):
                self._route(take, route)
            case CueOver(_, at):
                latency_s = min(take.stream.latency_s, LONGEST_LATENCY_S)
                take.deaf_until = min(take.deaf_until, at + latency_s + ECHO_S)
            case Abort():
                self._finish()
            case Stalled():
                self._out_of_patience(take)

    def _start(self, dictation: DictationId, settings: Settings) -> None:
        if self._recording is not None:  # it is only waiting for its last blocks
            self._end(self._recording)
        put = self._messages.put
        hearing = Hearing(
            block=lambda samples, at, age_s: put(Block(dictation, samples, at, age_s)),
            gone=lambda: put(Gone(dictation)),
            gap=lambda: put(Gap(dictation)),
            route=lambda route: put(Routed(dictation, route)),
        )
        try:
            stream = within(
                self._patience.opening_s,
                lambda: self._open_stream(settings.input_device, hearing),
                late=lambda stream: stream.close(),
            )
        except ProblemError as error:
            self._emit(NotRecorded(dictation, error.problem))
            return
        except TimeoutError:
            self._emit(NotRecorded(dictation, problem(Code.MICROPHONE_FAILED, detail=_NO_ANSWER)))
            return
        self._recording = Recording(
            dictation,
            settings,
            stream=stream,
            journal=self._journal.open(dictation),
            detector=self._new_detector(),  # the microphone is open already
            listener=self._listener,
        )
        self._recording.alive_at = time.monotonic()
        self._tell_of_stand_in(stream.notice)

    def _tell_of_stand_in(self, notice: Problem | None) -> None:
        """Not at every press, as long as it is the same."""
        if notice is not None and notice != self._told:
            self._emit(Faulted(notice))
        self._told = notice

    def _block(self, take: Recording, block: Block) -> None:
        take.alive_at = block.at
        if block.at >= take.deaf_until:
            self._hear(take, block.samples, block.at)
        if take.stop_at is not None:
            latency_s = min(take.stream.latency_s, LONGEST_LATENCY_S)
            sounded_at = block.at - (min(block.age_s, latency_s) if block.age_s > NONSENSE_S else latency_s)
            if sounded_at >= take.stop_at:
                self._end(take)

    def _hear(self, take: Recording, samples: Samples, at: float) -> None:
        self.level = take.add(samples, at)
        if take.journal.problem is not None and not take.told_of_journal:
            take.told_of_journal = True
            self._emit(Faulted(take.journal.problem))
        if take.goes_silent(samples):
            self._tell_silent(take)
        if take.becomes_ready():
            if take.settings.sounds:
                self._play_cue(take, at)
            else:
                self._tell_listening(take, at)
        elif take.awaits_cue:
            take.awaits_cue = False
            self._tell_listening(take, at)
        if take.falls_silent(self.level, len(samples)):
            self._emit(SilenceReached(take.id))

    def _tell_listening(self, take: Recording, at: float) -> None:
        self._emit(Listening(take.id, {Lap.FIRST_SAMPLE: at}))

    def _gap(self, take: Recording) -> None:
        take.gaps += 1
        if take.gaps == 1:
            self._emit(Faulted(problem(Code.SOUND_LOST)))

    def _tell_silent(self, take: Recording) -> None:
        if not take.told_of_silence:
            take.told_of_silence = True
            self._emit(Faulted(problem(Code.MICROPHONE_SILENT)))

    def _route(self, take: Recording, route: Route) -> None:
        before, take.source = take.source, route.source
        if route.source.muted:
            self._tell_silent(take)
        log.info("recording from %s", route.source.name)
        match judge(before, route.source, chosen=take.stream.source):
            case Move.TO_MONITOR:
                take.cut_since(route.at)
                self._end(take, problem(Code.MICROPHONE_IS_MONITOR, name=route.source.label))
            case Move.ELSEWHERE if take.ready:  # Bluetooth changes its profile while it wakes up
                self._emit(Faulted(problem(Code.MICROPHONE_CHANGED, used=route.source.label)))

    def _play_cue(self, take: Recording, at: float) -> None:
        """The user speaks after the sound, so what is heard meanwhile is the sound."""
        take.awaits_cue = True
        take.deaf_until = at + LONGEST_CUE_S

        def play() -> None:
            self._play_start()
            self._messages.put(CueOver(take.id, time.monotonic()))

        threading.Thread(target=play, name="cue", daemon=True).start()

    def _out_of_patience(self, take: Recording) -> None:
        if take.stop_at is not None:
            self._end(take)
        elif take.count == 0:
            self._finish()
            self._emit(NotRecorded(take.id, problem(Code.MICROPHONE_FAILED, detail=_NO_SOUND)))
        else:
            self._end(take, problem(Code.MICROPHONE_LOST))

    def _end(self, take: Recording, cause: Problem | None = None) -> None:
        """Tells first: the text need not wait for the device to be closed."""
        _logged(take.add_rest)
        if cause is None and take.only_zeros:
            cause = problem(Code.MICROPHONE_SILENT)
        stamps = {Lap.LAST_SAMPLE: take.alive_at}
        self._emit(Recorded(take.id, Take(take.count / RATE, take.speech), cause, stamps))
        self._finish()

    def _fail(self, dictation: DictationId, cause: Problem) -> None:
        take = self._recording
        if take is not None and take.id == dictation and take.count:
            self._end(take, cause)
            return
        self._finish()
        self._emit(NotRecorded(dictation, cause))

    def _finish(self) -> None:
        """The microphone is closed and the journal complete; says nothing to anyone."""
        take, self._recording = self._recording, None
        self.level = 0.0
        if take is None:
            return
        if take.gaps:
            log.warning("sound was lost %d times", take.gaps)
        _logged(take.journal.close)
        _logged(lambda: within(self._patience.closing_s, take.stream.close))


def _logged(work: Callable[[], object]) -> None:
    """However a recording ends, it does."""
    try:
        work()
    except TimeoutError:
        log.warning("the microphone does not let go; it is left to itself")
    except Exception:
        log.exception("a recording did not end well")

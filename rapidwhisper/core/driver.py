"""Holds the state, feeds it events, runs the commands through the ports. Lives on the main thread."""

import logging
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import assert_never

from rapidwhisper.core.commands import (
    AbortRecording,
    ArmCancelKey,
    BeginRow,
    BindHotkey,
    BindPasteLast,
    ClearTimer,
    Command,
    DiscardAudio,
    DropTranscription,
    Follow,
    Forget,
    Insert,
    KeepAudio,
    LookAtFocus,
    NoteTarget,
    PlayCue,
    Probe,
    SetTimer,
    StartRecording,
    StopFollowing,
    StopRecording,
    Tell,
    Transcribe,
    UpdateRow,
)
from rapidwhisper.core.dictation import DictationId
from rapidwhisper.core.events import CommandFailed, Event, Faulted, FocusSeen, Probed, TargetNoted
from rapidwhisper.core.machine import step
from rapidwhisper.core.ports import Cues, History, Hotkeys, Inserter, Notifier, Recorder, Timers, Transcriber
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.state import State
from rapidwhisper.core.stopwatch import Stopwatch

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ports:
    recorder: Recorder
    transcriber: Transcriber
    inserter: Inserter
    hotkeys: Hotkeys
    history: History
    timers: Timers
    notifier: Notifier
    cues: Cues


class Driver:
    def __init__(
        self,
        state: State,
        ports: Ports,
        *,
        clock: Callable[[], float],
        on_change: Callable[[State], None],
    ) -> None:
        self.state = state
        self._ports = ports
        self._on_change = on_change
        self._events: deque[Event] = deque()
        self._stopwatch = Stopwatch(clock)
        self._running = False

    def feed(self, event: Event) -> None:
        """Take one event and everything that follows from it at once."""
        self._events.append(event)
        if self._running:
            return
        self._running = True
        try:
            while self._events:
                self._turn(self._events.popleft())
        finally:
            self._running = False

    def timings_ms(self, dictation: DictationId) -> Mapping[str, int]:
        """Of the dictation that has ended last, and none of any other. May be called on any thread."""
        return self._stopwatch.of_last(dictation)

    def _turn(self, event: Event) -> None:
        before = self.state
        self._stopwatch.note(event)
        self.state, commands = step(before, event)
        for command in commands:
            self._attempt(command)
        if self.state is not before:
            self._on_change(self.state)

    def _attempt(self, command: Command) -> None:
        """A port that raises must not strand a dictation, nor stop the commands behind it."""
        try:
            self._run(command)
        except Exception as error:
            log.exception("%s failed", type(command).__name__)
            cause = problem(Code.INTERNAL, detail=type(error).__name__)
            match command:
                case StartRecording(id) | StopRecording(id) | Transcribe(id) | Insert(id):
                    self._events.append(CommandFailed(id, cause))
                case NoteTarget(id):
                    self._events.append(TargetNoted(id, None))
                case LookAtFocus():
                    self._events.append(FocusSeen(None))
                case Probe():
                    self._events.append(Probed(reachable=False))
                case Tell():
                    pass  # telling of it would fail again
                case _:
                    self._events.append(Faulted(cause))

    def _run(self, command: Command) -> None:  # noqa: C901, PLR0912, PLR0915 - a line per command
        ports = self._ports
        match command:
            case StartRecording(dictation, settings):
                ports.recorder.start(dictation, settings)
            case StopRecording(dictation):
                ports.recorder.stop(dictation)
            case AbortRecording(dictation):
                ports.recorder.abort(dictation)
            case Follow(dictation, settings):
                ports.transcriber.follow(dictation, settings)
            case StopFollowing(dictation):
                ports.transcriber.stop_following(dictation)
            case NoteTarget(dictation):
                self._stopwatch.stopped(dictation)
                ports.inserter.note_target(dictation)
            case LookAtFocus():
                ports.inserter.look_at_focus()
            case Probe(settings):
                ports.transcriber.probe(settings)
            case Transcribe(dictation, job, settings):
                ports.transcriber.start(dictation, job, settings)
            case DropTranscription(dictation, job):
                ports.transcriber.drop(dictation, job)
            case Insert(dictation, text, target, settings):
                ports.inserter.insert(dictation, text, target, settings)
            case BeginRow(dictation):
                self._stopwatch.began(dictation)
                ports.history.begin(command)
            case UpdateRow():
                ports.history.update(self._stopwatch.complete(command))
            case DiscardAudio(dictation):
                ports.history.discard_audio(dictation)
            case KeepAudio(dictation):
                ports.history.keep_audio(dictation)
            case Forget(dictation):
                self._stopwatch.end(dictation)
                ports.history.forget_unkept(dictation)
            case BindHotkey(hotkey):
                ports.hotkeys.bind(hotkey)
            case ArmCancelKey(hotkey):
                ports.hotkeys.arm_cancel(hotkey)
            case BindPasteLast(hotkey):
                ports.hotkeys.bind_paste_last(hotkey)
            case PlayCue(cue):
                ports.cues.play(cue)
            case Tell(told):
                ports.notifier.tell(told)
            case SetTimer(timer, seconds):
                ports.timers.set(timer, seconds)
            case ClearTimer(timer):
                ports.timers.clear(timer)
            case _:
                assert_never(command)

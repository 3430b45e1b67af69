"""The rules: `step(state, event) -> (state, commands)`, pure.

A dictation goes opening → recording → stopping → transcribing → waiting → inserting and ends with an
`Outcome`. What waits for the outside has a timer, so that each has a way out. At most one records; any
number may be finishing behind it, and their texts go out in the order in which they were spoken.
"""

from dataclasses import replace

from rapidwhisper.core.commands import (
    AbortRecording,
    ArmCancelKey,
    BeginRow,
    BindHotkey,
    ClearTimer,
    Command,
    Copy,
    DiscardAudio,
    DropTranscription,
    Insert,
    NoteTarget,
    PlayCue,
    SetTimer,
    StartRecording,
    StopRecording,
    Tell,
    Transcribe,
    UpdateRow,
    WarmUp,
)
from rapidwhisper.core.cue import Cue
from rapidwhisper.core.dictation import Delivery, Dictation, DictationId, Ended, Outcome, Stage, Target
from rapidwhisper.core.events import (
    CancelWished,
    CommandFailed,
    Event,
    Faulted,
    Inserted,
    Listening,
    NotInserted,
    NotRecorded,
    NotTranscribed,
    PasteWished,
    Pressed,
    Ready,
    Recorded,
    Released,
    RetryWished,
    Saved,
    SettingsChanged,
    SilenceReached,
    StartWished,
    StopWished,
    TargetNoted,
    Timer,
    TimerFired,
    TimerKind,
    ToggleWished,
    Transcribed,
)
from rapidwhisper.core.hotkey import HOLD_AFTER_S, HotkeyMode
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.state import Key, State
from rapidwhisper.core.text import to_insert

REPEAT_WITHIN_S = 1.0
"""A press without a release before it is key repeat if the last one is younger, else the release was lost."""

BOUNCE_S = 0.03
"""A press this soon after a release is the same press: a bouncing contact, or repeat sent as pairs."""

SHORTEST_S = 0.3
"""Recognisers fail on or invent words for anything shorter."""

WARNING_S = 60.0
OPENING_S = 8.0
STOPPING_S = 5.0
INSERTING_S = 30.0
ERROR_S = 2.0


CALM = {Code.COPIED, Code.KEPT_NO_WAY}
"""The text is on the clipboard because that is the way here; nothing went wrong."""


def transcribing_limit_s(seconds: float) -> float:
    """The last resort for a transcription; the transcriber's own deadlines, piece by piece, are tighter."""
    return 300.0 + 4.0 * seconds


def step(state: State, event: Event) -> tuple[State, tuple[Command, ...]]:
    turn = _Turn(state)
    turn.take(event)
    turn.insert_next()
    turn.arm_cancel_key()
    return turn.state, tuple(turn.commands)


class _Turn:
    """One step's scratch pad: the state so far and the commands so far."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.commands: list[Command] = []

    def take(self, event: Event) -> None:  # noqa: C901, PLR0912 - one flat match is the whole table of events
        match event:
            case Pressed(at):
                self._pressed(at)
            case Released(at):
                self._released(at)
            case ToggleWished():
                self._toggle()
            case StartWished():
                if self.state.recording is None:
                    self._start()
            case StopWished():
                if self.state.recording is not None:
                    self._stop(self.state.recording)
            case CancelWished():
                self._cancel()
            case RetryWished(dictation, seconds, settings):
                self._retry(dictation, seconds, settings)
            case PasteWished(dictation, text, target):
                self._paste(dictation, text, target)
            case Ready():
                self.state = replace(self.state, ready=True)
                self._do(BindHotkey(self.state.settings.hotkey))
            case SettingsChanged(settings):
                self._change_settings(settings)
            case Faulted(cause):
                self._show(cause)
            case Saved(dictation):
                self._do(DiscardAudio(dictation))
            case TimerFired(Timer(TimerKind.ERROR, _)):
                self.state = replace(self.state, showing_error=False)
            case TimerFired(timer):
                self._overdue(timer)
            case Transcribed(dictation, job, text) if not self._awaits(dictation, job):
                self._do(UpdateRow(dictation, text=text))  # late: kept, and nothing that the user sees
            case Transcribed(dictation, _, text):
                self._transcribed(self._of(dictation), text)
            case NotTranscribed(dictation, job, cause):
                if self._awaits(dictation, job):
                    self._end(self._of(dictation), Outcome.FAILED, cause)
            case CommandFailed(dictation, cause) if self.state.find(dictation) is None:
                self._show(cause)
            case _:
                self._of_a_dictation(event)

    def _of_a_dictation(self, event: Event) -> None:  # noqa: C901 - the second half of the table
        """Events that mean something only to a dictation under way."""
        dictation = self.state.find(getattr(event, "id", 0))
        if dictation is None:
            return
        records = dictation.stage in (Stage.OPENING, Stage.RECORDING, Stage.STOPPING)
        match event:
            case Listening() if dictation.stage is Stage.OPENING:
                self._listening(dictation)
            case SilenceReached() if dictation.stage is Stage.RECORDING:
                self._stop(dictation)
            case Recorded(_, take, cause) if records:
                if dictation.stage is not Stage.STOPPING:
                    self._do(NoteTarget(dictation.id))
                self._recorded(replace(dictation, seconds=take.seconds), cause, speech=take.speech)
            case NotRecorded(_, cause) if records:
                self._end(dictation, Outcome.FAILED, cause)
            case TargetNoted(_, target):
                self._set(replace(dictation, target=target))
            case Inserted() if dictation.stage is Stage.INSERTING:
                self._end(dictation, Outcome.DONE)
            case NotInserted(_, cause) if dictation.stage is Stage.INSERTING:
                self._end(dictation, Outcome.HELD, cause)
            case CommandFailed(_, cause):
                self._end(dictation, Outcome.FAILED if dictation.text is None else Outcome.HELD, cause)

    # the hotkey

    def _pressed(self, at: float) -> None:
        key = self.state.key
        repeated = key.down and at - key.last_press_at < REPEAT_WITHIN_S
        bounced = not key.down and at - key.released_at < BOUNCE_S
        if repeated or bounced:
            self.state = replace(self.state, key=replace(key, down=True, last_press_at=at))
            return
        began = self._toggle()
        now = Key(down=True, pressed_at=at, last_press_at=at, released_at=key.released_at, started=began)
        self.state = replace(self.state, key=now)

    def _released(self, at: float) -> None:
        key = self.state.key
        if not key.down:
            return
        self.state = replace(self.state, key=replace(key, down=False, released_at=at))
        current = self.state.recording
        if current is None or current.id != key.started:
            return
        mode = current.settings.hotkey_mode
        held = mode is HotkeyMode.AUTO and at - key.pressed_at > HOLD_AFTER_S
        if held or mode is HotkeyMode.HOLD:
            self._stop(current)

    def _toggle(self) -> DictationId | None:
        if self.state.recording is not None:
            self._stop(self.state.recording)
            return None
        return self._start()

    # recording

    def _start(self) -> DictationId:
        dictation = Dictation(self.state.next_id, self.state.settings)
        self.state = replace(
            self.state, next_id=dictation.id + 1, dictations=(*self.state.dictations, dictation)
        )
        self._do(
            StartRecording(dictation.id, dictation.settings),
            SetTimer(Timer(TimerKind.OPENING, dictation.id), OPENING_S),
            BeginRow(dictation.id, dictation.settings),
            WarmUp(dictation.settings),
        )
        return dictation.id

    def _listening(self, dictation: Dictation) -> None:
        self._set(replace(dictation, stage=Stage.RECORDING))
        longest = dictation.settings.max_recording_seconds
        self._do(
            ClearTimer(Timer(TimerKind.OPENING, dictation.id)),
            SetTimer(Timer(TimerKind.FULL, dictation.id), longest),
        )
        if longest > WARNING_S:
            self._do(SetTimer(Timer(TimerKind.NEARLY_FULL, dictation.id), longest - WARNING_S))

    def _stop(self, dictation: Dictation) -> None:
        self._set(replace(dictation, stage=Stage.STOPPING))
        self._do(StopRecording(dictation.id), NoteTarget(dictation.id))
        self._clear_timers(dictation.id)
        self._do(SetTimer(Timer(TimerKind.STOPPING, dictation.id), STOPPING_S))

    def _recorded(self, dictation: Dictation, cause: Problem | None, *, speech: bool) -> None:
        """What ended a recording early also explains why there is nothing in it."""
        self._clear_timers(dictation.id)
        self._do(UpdateRow(dictation.id, seconds=dictation.seconds))
        if dictation.seconds < SHORTEST_S:
            self._end(dictation, Outcome.EMPTY, cause or problem(Code.TOO_SHORT))
        elif not speech:
            self._end(dictation, Outcome.EMPTY, cause or problem(Code.NO_SPEECH))
        else:
            if cause is not None:
                self._show(cause)
            self._play(Cue.STOP)
            self._transcribe(dictation)

    # transcribing and inserting

    def _retry(self, dictation: DictationId, seconds: float, settings: Settings) -> None:
        if self.state.find(dictation) is not None or dictation >= self.state.next_id:
            return  # it is under way, or was never spoken
        again = Dictation(dictation, settings, delivery=Delivery.CLIPBOARD, seconds=seconds)
        self.state = replace(self.state, dictations=(*self.state.dictations, again))
        self._do(UpdateRow(dictation, seconds=seconds, settings=settings))
        self._transcribe(again)

    def _paste(self, dictation: DictationId, text: str, target: Target | None) -> None:
        """A kept text once more; behind those that are on their way."""
        if self.state.find(dictation) is None and dictation < self.state.next_id:
            again = Dictation(
                dictation, self.state.settings, Stage.WAITING, Delivery.AGAIN, target=target, text=text
            )
            self.state = replace(self.state, dictations=(*self.state.dictations, again))

    def _transcribe(self, dictation: Dictation) -> None:
        job = self.state.next_job
        self.state = replace(self.state, next_job=job + 1)
        self._set(replace(dictation, stage=Stage.TRANSCRIBING, job=job))
        self._do(
            Transcribe(dictation.id, job, dictation.settings),
            SetTimer(Timer(TimerKind.TRANSCRIBING, dictation.id), transcribing_limit_s(dictation.seconds)),
        )

    def _transcribed(self, dictation: Dictation, text: str) -> None:
        self._clear_timers(dictation.id)
        self._do(UpdateRow(dictation.id, text=text))
        if dictation.delivery is Delivery.CLIPBOARD:
            self._do(Copy(text))
            self._end(replace(dictation, text=text), Outcome.HELD, problem(Code.COPIED))
        else:
            self._set(replace(dictation, stage=Stage.WAITING, text=text))

    def insert_next(self) -> None:
        """Insert the oldest text, unless an older dictation has none yet or the hotkey is being held.

        While a grabbed hotkey is down, injected keys would come to us and not to the window.
        """
        if self.state.key.down and self.state.recording is not None:
            return
        due = next((each for each in self.state.dictations if each.delivery is not Delivery.CLIPBOARD), None)
        if due is None or due.stage is not Stage.WAITING or due.text is None:
            return
        self._set(replace(due, stage=Stage.INSERTING))
        text = to_insert(due.text, due.settings.insert_suffix)
        self._do(
            SetTimer(Timer(TimerKind.INSERTING, due.id), INSERTING_S),
            Insert(due.id, text, due.target, due.settings),
        )

    # ways out

    def _cancel(self) -> None:
        """What is being spoken, else what was spoken last and is not on its way into the window yet."""
        open_to_cancel = [each for each in self.state.dictations if each.stage is not Stage.INSERTING]
        if not open_to_cancel:
            return
        dictation = self.state.recording or open_to_cancel[-1]
        self._let_go(dictation)
        if dictation.delivery is Delivery.WINDOW:  # what is kept stays what it was before
            self._do(UpdateRow(dictation.id, outcome=Outcome.CANCELLED))
        self._drop(dictation.id)
        self.state = replace(self.state, ended=Ended(dictation.id, Outcome.CANCELLED))

    def _overdue(self, timer: Timer) -> None:
        dictation = self.state.find(timer.id)
        if dictation is None:
            return
        match timer.kind, dictation.stage:
            case TimerKind.NEARLY_FULL, Stage.RECORDING:
                self._do(Tell(problem(Code.NEARLY_FULL)))
            case TimerKind.FULL, Stage.RECORDING:
                self._stop(dictation)
            case (TimerKind.OPENING, Stage.OPENING) | (TimerKind.STOPPING, Stage.STOPPING):
                self._let_go(dictation)
                self._end(dictation, Outcome.FAILED, problem(Code.MICROPHONE_LOST))
            case TimerKind.TRANSCRIBING, Stage.TRANSCRIBING:
                self._let_go(dictation)
                self._end(
                    dictation, Outcome.FAILED, problem(Code.TIMED_OUT, host=dictation.settings.ai_provider)
                )
            case TimerKind.INSERTING, Stage.INSERTING:
                self._end(dictation, Outcome.HELD, problem(Code.KEPT_IN_HISTORY))

    def _end(self, dictation: Dictation, outcome: Outcome, cause: Problem | None = None) -> None:
        wrong = cause if cause is not None and cause.code not in CALM else None
        self._do(UpdateRow(dictation.id, outcome=outcome, problem=wrong))
        self._drop(dictation.id)
        self.state = replace(self.state, ended=Ended(dictation.id, outcome, dictation.text, cause))
        if wrong is not None:
            self._show(wrong)
            return
        self.state = replace(self.state, last_error=None, showing_error=False)
        if cause is not None:
            self._do(Tell(cause))

    def _let_go(self, dictation: Dictation) -> None:
        if dictation.stage in (Stage.OPENING, Stage.RECORDING, Stage.STOPPING):
            self._do(AbortRecording(dictation.id))
        elif dictation.stage is Stage.TRANSCRIBING:
            self._do(DropTranscription(dictation.id, dictation.job))

    def _drop(self, dictation: DictationId) -> None:
        self._clear_timers(dictation)
        rest = tuple(each for each in self.state.dictations if each.id != dictation)
        self.state = replace(self.state, dictations=rest)

    def _show(self, cause: Problem) -> None:
        self.state = replace(self.state, last_error=cause, showing_error=True)
        self._do(Tell(cause), SetTimer(Timer(TimerKind.ERROR), ERROR_S))
        self._play(Cue.ERROR)

    def _play(self, cue: Cue) -> None:
        """Never while something records: it would be in the recording."""
        if self.state.settings.sounds and self.state.recording is None:
            self._do(PlayCue(cue))

    # settings and keys

    def _change_settings(self, settings: Settings) -> None:
        before = self.state.settings
        self.state = replace(self.state, settings=settings)
        if self.state.ready and settings.hotkey != before.hotkey:
            self._do(BindHotkey(settings.hotkey))

    def arm_cancel_key(self) -> None:
        """The cancel key belongs to other programs whenever there is nothing to cancel."""
        busy = any(each.stage is not Stage.INSERTING for each in self.state.dictations)
        wanted = self.state.settings.cancel_hotkey if busy else None
        if wanted != self.state.cancel_key:
            self.state = replace(self.state, cancel_key=wanted)
            self._do(ArmCancelKey(wanted))

    # small change

    def _do(self, *commands: Command) -> None:
        self.commands.extend(commands)

    def _set(self, dictation: Dictation) -> None:
        changed = tuple(dictation if each.id == dictation.id else each for each in self.state.dictations)
        self.state = replace(self.state, dictations=changed)

    def _of(self, dictation: DictationId) -> Dictation:
        return next(each for each in self.state.dictations if each.id == dictation)

    def _awaits(self, dictation: DictationId, job: int) -> bool:
        found = self.state.find(dictation)
        return found is not None and found.stage is Stage.TRANSCRIBING and found.job == job

    def _clear_timers(self, dictation: DictationId) -> None:
        self._do(*(ClearTimer(Timer(kind, dictation)) for kind in TimerKind if kind is not TimerKind.ERROR))

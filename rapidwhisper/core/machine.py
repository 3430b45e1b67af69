"""The rules: `step(state, event) -> (state, commands)`, pure.

A dictation goes opening → recording → stopping → transcribing → waiting → inserting and ends with an
`Outcome`. What waits for the outside has a timer, so that each has a way out. At most one records; any
number may be finishing behind it, and their texts go out in the order in which they were spoken.
"""

from dataclasses import replace

from rapidwhisper.core import held, unreached
from rapidwhisper.core.commands import (
    ArmCancelKey,
    BeginRow,
    BindHotkey,
    BindPasteLast,
    ClearTimer,
    Command,
    DiscardAudio,
    Follow,
    Insert,
    KeepAudio,
    NoteTarget,
    SetTimer,
    StartRecording,
    StopRecording,
    Tell,
    UpdateRow,
)
from rapidwhisper.core.cue import Cue
from rapidwhisper.core.dictation import (
    Delivery,
    Dictation,
    DictationId,
    Ended,
    Held,
    Kept,
    Outcome,
    Stage,
    Target,
    Unsent,
)
from rapidwhisper.core.events import (
    CancelWished,
    CommandFailed,
    Event,
    Faulted,
    HotkeyWorks,
    Inserted,
    Listening,
    ModelAwaited,
    NotInserted,
    NotRecorded,
    NotTranscribed,
    NumberTaken,
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
from rapidwhisper.core.hotkey import HOLD_AFTER_S, Hotkey, HotkeyMode
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.retention import keeps_audio, keeps_text
from rapidwhisper.core.settings import PasteMethod, Settings
from rapidwhisper.core.state import Key, State
from rapidwhisper.core.text import to_insert
from rapidwhisper.core.waiting import Waiting, once_more

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


def step(state: State, event: Event) -> tuple[State, tuple[Command, ...]]:
    turn = _Rules(state)
    turn.take(event)
    turn.retry_next()
    turn.insert_next()
    turn.arm_cancel_key()
    return turn.state, tuple(turn.commands)


_KEY_PROBLEMS = {Code.HOTKEY_TAKEN, Code.HOTKEY_UNTYPABLE}


class _Rules(Waiting):
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
                keys = self.state.settings
                self._do(BindHotkey(keys.hotkey), BindPasteLast(keys.paste_last_hotkey))
            case SettingsChanged(settings):
                self._change_settings(settings)
            case NumberTaken():
                self.state = replace(self.state, next_id=self.state.next_id + 1)
            case Faulted(cause):
                self._show(cause)
            case HotkeyWorks(hotkey):
                self._hotkey_works(hotkey)
            case ModelAwaited(waits):
                self.state = replace(self.state, model_awaited=waits)
            case Saved(dictation):
                keeps = keeps_audio(self.state.settings)
                self._do(KeepAudio(dictation) if keeps else DiscardAudio(dictation))
            case TimerFired(timer):
                self._overdue(timer)
            case Transcribed(dictation, job, text, by) if not self._awaits(dictation, job):
                self._keep_late(dictation, job, text, by)
            case Transcribed(dictation, _, text, by):
                self._transcribed(replace(self._of(dictation), text=text, by=by), text)
            case NotTranscribed(dictation, job, cause):
                if self._awaits(dictation, job):
                    self._not_transcribed(self._of(dictation), cause)
            case CommandFailed(dictation, cause) if self.state.find(dictation) is None:
                self._show(cause)
            case _:
                self._about_what_waits(event)
                self._of_a_dictation(event)

    def _of_a_dictation(self, event: Event) -> None:  # noqa: C901 - the last part of the table
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
                self._target_noted(dictation, target)
            case Inserted() if dictation.stage is Stage.INSERTING:
                self._end(dictation, Outcome.DONE)
            case NotInserted(_, cause) if dictation.stage is Stage.INSERTING:
                self._end(dictation, Outcome.HELD, cause)
                self._hold(dictation, cause)
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
            Follow(dictation.id, dictation.settings),  # first: not a sample may pass it by
            StartRecording(dictation.id, dictation.settings),
            SetTimer(Timer(TimerKind.OPENING, dictation.id), OPENING_S),
            BeginRow(dictation.id, dictation.settings),
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

    def _paste(self, dictation: DictationId, text: str, target: Target | None) -> None:
        """A kept text once more; behind those that are on their way."""
        if self.state.find(dictation) is None and dictation < self.state.next_id:
            self._become(held.let_go(self.state, dictation))
            again = once_more(Held(dictation, text, target, self.state.settings))
            self.state = replace(self.state, dictations=(*self.state.dictations, again))

    def _transcribed(self, dictation: Dictation, text: str) -> None:
        self._clear_timers(dictation.id)
        if keeps_text(dictation.settings):
            settings = dictation.settings.with_provider(dictation.by)
            # of a retry no stages are known, and those of the first attempt were another's
            timings: dict[str, int] | None = {} if dictation.delivery is Delivery.CLIPBOARD else None
            self._do(UpdateRow(dictation.id, text=text, settings=settings, timings_ms=timings))
        self.state = replace(self.state, last_text=Kept(dictation.id, text), probe_s=0.0, failures=0)
        if dictation.delivery is Delivery.CLIPBOARD:
            self._copy(dictation, text)
        else:
            self._set(replace(dictation, stage=Stage.WAITING))
            if not dictation.target_noted:  # which window it is for must be known first
                self._do(SetTimer(Timer(TimerKind.INSERTING, dictation.id), INSERTING_S))
        self._reached()

    def _keep_late(self, dictation: DictationId, job: int, text: str, by: str) -> None:
        """Nothing that the user sees; in the history it stands under the settings that it was asked with."""
        asked = next(
            (each.settings for each in self.state.given_up if (each.id, each.job) == (dictation, job)),
            self.state.settings,
        )
        if keeps_text(asked) and keeps_text(self.state.settings):
            self._do(UpdateRow(dictation, text=text, settings=asked.with_provider(by)))

    def _copy(self, dictation: Dictation, text: str) -> None:
        """What the queue has brought so far goes along: each copy takes the place of the one before."""
        copied = "\n".join(filter(None, (self.state.recovered, text)))
        self.state = replace(self.state, recovered=copied if self.state.queue else "")
        self._set(replace(dictation, stage=Stage.INSERTING))
        by_copying = replace(dictation.settings, paste_method=PasteMethod.COPY)
        self._do(
            SetTimer(Timer(TimerKind.INSERTING, dictation.id), INSERTING_S),
            Insert(dictation.id, copied, None, by_copying),
        )

    def _target_noted(self, dictation: Dictation, target: Target | None) -> None:
        self._set(replace(dictation, target=target, target_noted=True))
        if dictation.stage is Stage.WAITING:
            self._do(ClearTimer(Timer(TimerKind.INSERTING, dictation.id)))

    def _not_transcribed(self, dictation: Dictation, cause: Problem) -> None:
        self._end(dictation, Outcome.FAILED, cause)
        if cause.code not in unreached.CAUSES:
            return
        waiting = (Unsent(dictation.id, dictation.seconds), *self.state.queue)
        by_itself = dictation.delivery is Delivery.CLIPBOARD
        self.state = replace(self.state, queue=(), failures=self.state.failures + by_itself)
        self._become(unreached.add(self.state, waiting))

    def insert_next(self) -> None:
        """Insert the oldest text, unless an older dictation has none yet or the hotkey is being held.

        While a grabbed hotkey is down, injected keys would come to us and not to the window.
        """
        if self.state.key.down and self.state.recording is not None:
            return
        due = next((each for each in self.state.dictations if each.delivery is not Delivery.CLIPBOARD), None)
        if due is None or due.stage is not Stage.WAITING or due.text is None or not due.target_noted:
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
        spoken = [each for each in open_to_cancel if each.delivery is not Delivery.CLIPBOARD]
        dictation = self.state.recording or (spoken or open_to_cancel)[-1]
        if not spoken:
            self.state = replace(self.state, queue=(), recovered="")
        self._let_go(dictation)
        if dictation.delivery is Delivery.WINDOW:  # what is kept stays what it was before
            self._do(UpdateRow(dictation.id, outcome=Outcome.CANCELLED))
        self._drop(dictation)
        self.state = replace(self.state, ended=Ended(dictation.id, Outcome.CANCELLED))

    def _overdue(self, timer: Timer) -> None:
        match timer.kind:
            case TimerKind.ERROR:
                self.state = replace(self.state, showing_error=False)
            case TimerKind.LOOK:
                self._do(*held.look(self.state))
            case TimerKind.HELD:
                self._held_too_long(timer.id)
            case TimerKind.PROBE:
                self._do(*unreached.probe(self.state))
            case _:
                self._stage_overdue(timer)

    def _stage_overdue(self, timer: Timer) -> None:
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
                self._not_transcribed(dictation, problem(Code.TIMED_OUT, host=dictation.settings.ai_provider))
            case TimerKind.INSERTING, Stage.INSERTING | Stage.WAITING:
                self._end(dictation, Outcome.HELD, problem(Code.KEPT_IN_HISTORY))

    # settings and keys

    def _hotkey_works(self, hotkey: Hotkey) -> None:
        """What stood in its way is over, and no longer the last thing that went wrong."""
        told = self.state.last_error
        of_this_key = told is not None and (
            told.code is Code.HOTKEY_FAILED
            or (told.code in _KEY_PROBLEMS and told.facts.get("hotkey") == str(hotkey))
        )
        if of_this_key:
            self.state = replace(self.state, last_error=None, showing_error=False)

    def _change_settings(self, settings: Settings) -> None:
        before = self.state.settings
        self.state = replace(self.state, settings=settings)
        if self.state.ready and settings.hotkey != before.hotkey:
            self._do(BindHotkey(settings.hotkey))
        if self.state.ready and settings.paste_last_hotkey != before.paste_last_hotkey:
            self._do(BindPasteLast(settings.paste_last_hotkey))

    def arm_cancel_key(self) -> None:
        """The cancel key belongs to other programs whenever there is nothing to cancel."""
        busy = any(
            each.stage is not Stage.INSERTING and each.delivery is not Delivery.CLIPBOARD
            for each in self.state.dictations
        )
        wanted = self.state.settings.cancel_hotkey if busy else None
        if wanted != self.state.cancel_key:
            self.state = replace(self.state, cancel_key=wanted)
            self._do(ArmCancelKey(wanted))

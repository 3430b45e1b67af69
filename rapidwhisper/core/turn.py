"""One step's scratch pad: the state so far, the commands so far, and the ways out that all rules share."""

from dataclasses import replace

from rapidwhisper.core.commands import (
    AbortRecording,
    ClearTimer,
    Command,
    DropTranscription,
    Forget,
    PlayCue,
    SetTimer,
    StopFollowing,
    Tell,
    UpdateRow,
)
from rapidwhisper.core.cue import Cue
from rapidwhisper.core.dictation import Dictation, DictationId, Ended, Outcome, Stage
from rapidwhisper.core.events import Timer, TimerKind
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.retention import keeps_text
from rapidwhisper.core.state import State

ERROR_S = 2.0

GIVEN_UP = 8
"""So many are remembered; answers are not that late."""

CALM = {Code.COPIED, Code.KEPT_NO_WAY}
"""The text is on the clipboard because that is the way here; nothing went wrong."""

_IN_HISTORY = {Code.KEPT_IN_HISTORY, Code.CLIPBOARD_FAILED}
"""They say that the text can be had from there."""

_BEFORE_TRANSCRIBING = (Stage.OPENING, Stage.RECORDING, Stage.STOPPING)

_OF_A_STAGE = (
    TimerKind.OPENING,
    TimerKind.NEARLY_FULL,
    TimerKind.FULL,
    TimerKind.STOPPING,
    TimerKind.TRANSCRIBING,
    TimerKind.INSERTING,
)


class Turn:
    def __init__(self, state: State) -> None:
        self.state = state
        self.commands: list[Command] = []

    # ways out

    def _end(self, dictation: Dictation, outcome: Outcome, cause: Problem | None = None) -> None:
        keeps = keeps_text(dictation.settings)
        if cause is not None and cause.code in _IN_HISTORY and not keeps:
            cause = problem(Code.KEPT_AS_RECORDING)
        calm = cause is None or cause.code in CALM
        wrong = None if calm else cause
        arrived = outcome is Outcome.DONE or (outcome is Outcome.HELD and calm)
        if arrived and not keeps:
            self._do(Forget(dictation.id))
        else:
            self._do(UpdateRow(dictation.id, outcome=outcome, problem=wrong))
        self._drop(dictation)
        who = dictation.settings.ai_provider, dictation.by
        spoken = dictation.seconds, dictation.settings
        ended = Ended(dictation.id, outcome, dictation.text, cause, *who, *spoken)
        self.state = replace(self.state, ended=ended)
        if wrong is not None:
            self._show(wrong)
            return
        self.state = replace(self.state, last_error=None, showing_error=False)
        if cause is not None:
            self._do(Tell(cause))

    def _let_go(self, dictation: Dictation) -> None:
        if dictation.stage in _BEFORE_TRANSCRIBING:
            self._do(AbortRecording(dictation.id))
        elif dictation.stage is Stage.TRANSCRIBING:
            self._do(DropTranscription(dictation.id, dictation.job))
            self.state = replace(self.state, given_up=(*self.state.given_up, dictation)[-GIVEN_UP:])

    def _drop(self, dictation: Dictation) -> None:
        self._clear_timers(dictation.id)
        if dictation.stage in _BEFORE_TRANSCRIBING:
            self._do(StopFollowing(dictation.id))
        rest = tuple(each for each in self.state.dictations if each.id != dictation.id)
        self.state = replace(self.state, dictations=rest)

    def _show(self, cause: Problem) -> None:
        self.state = replace(self.state, last_error=cause, showing_error=True)
        self._do(Tell(cause), SetTimer(Timer(TimerKind.ERROR), ERROR_S))
        self._play(Cue.ERROR)

    def _play(self, cue: Cue) -> None:
        """Never while something records: it would be in the recording."""
        if self.state.settings.sounds and self.state.recording is None:
            self._do(PlayCue(cue))

    # small change

    def _become(self, result: tuple[State, tuple[Command, ...]]) -> None:
        self.state, commands = result
        self._do(*commands)

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
        self._do(*(ClearTimer(Timer(kind, dictation)) for kind in _OF_A_STAGE))

"""What has ended and still waits: texts for their window, recordings for their text."""

from dataclasses import replace

from rapidwhisper.core import held, unreached
from rapidwhisper.core.commands import SetTimer, Tell, Transcribe, UpdateRow
from rapidwhisper.core.dictation import Delivery, Dictation, DictationId, Held, Outcome, Stage, Target, Unsent
from rapidwhisper.core.events import (
    DiscardWished,
    Event,
    FocusSeen,
    Forgotten,
    ModelReady,
    OfferTaken,
    Probed,
    RecordingsFound,
    Timer,
    TimerKind,
)
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.retention import keeps_text
from rapidwhisper.core.settings import Settings, WhenPossible
from rapidwhisper.core.turn import Turn


def transcribing_limit_s(seconds: float) -> float:
    """The last resort for a transcription; all providers that are asked for it together get a little less."""
    return 300.0 + 4.0 * seconds


def once_more(text: Held) -> Dictation:
    """A kept text on its way into a window once more."""
    return Dictation(
        text.id,
        text.settings,
        Stage.WAITING,
        Delivery.AGAIN,
        target=text.target,
        target_noted=True,
        text=text.text,
    )


class Waiting(Turn):
    def _about_what_waits(self, event: Event) -> None:
        """Texts for their window, recordings for their text."""
        match event:
            case RecordingsFound(found, texts, waiting):
                if texts:
                    self._do(Tell(problem(Code.TEXTS_FOUND, count=texts)))
                self._found(found)
                self._become(unreached.add(self.state, waiting))
            case OfferTaken():
                self._take_offer()
            case DiscardWished(dictation):
                self._discard(dictation)
            case Forgotten(ids):
                self._forgotten(ids)
            case FocusSeen(focus):
                self._focus_seen(focus)
            case Probed(reachable):
                self._probed(reachable=reachable)
            case ModelReady():
                self._model_ready(event)

    # texts that wait for their window

    def _hold(self, dictation: Dictation, cause: Problem) -> None:
        waits = cause.code is Code.HELD_FOR_ITS_WINDOW
        if waits and dictation.target is not None and dictation.text is not None:
            text = Held(dictation.id, dictation.text, dictation.target, dictation.settings)
            self._become(held.hold(self.state, text))

    def _focus_seen(self, focus: Target | None) -> None:
        """What was spoken first goes in first, so a text that is let go of stands before all others."""
        state, commands, back = held.seen(self.state, focus)
        self._become((state, commands))
        again = tuple(once_more(each) for each in back if self.state.find(each.id) is None)
        if again:
            self.state = replace(self.state, dictations=(*again, *self.state.dictations))

    def _held_too_long(self, dictation: DictationId) -> None:
        text = next((each for each in self.state.held if each.id == dictation), None)
        if text is None:
            return
        self._become(held.let_go(self.state, dictation))
        code = Code.HELD_NO_LONGER if keeps_text(text.settings) else Code.KEPT_AS_RECORDING
        cause = problem(code)
        self.state = replace(self.state, last_error=cause)
        self._do(UpdateRow(dictation, outcome=Outcome.HELD, problem=cause), Tell(cause))

    # recordings that wait for their text

    def _found(self, found: tuple[Unsent, ...]) -> None:
        if not found:
            return
        by_itself = self.state.settings.recover is WhenPossible.AUTO
        seconds = round(sum(each.seconds for each in found))
        code = Code.RECOVERING if by_itself else Code.RECORDINGS_FOUND
        self._do(Tell(problem(code, count=len(found), seconds=seconds)))
        self.state = replace(self.state, offered=found)
        if by_itself:
            self._take_offer()

    def _take_offer(self) -> None:
        self.state = unreached.line_up(self.state, self.state.offered)

    def _probed(self, *, reachable: bool) -> None:
        if reachable:
            self._reached()
        else:
            self._become(unreached.not_yet(self.state))

    def _reached(self) -> None:
        """The server answers, or the model is here."""
        waiting = self.state.unreached
        if not waiting:
            return
        if self._asks_first:
            here = self.state.settings.ai_provider == "local"
            code = Code.LOCAL_MODEL_BACK if here else Code.SERVER_BACK
            self._become(unreached.offer(self.state))
            self._do(Tell(problem(code, count=len(waiting))))
        else:
            self.state = unreached.line_up(self.state, waiting)

    @property
    def _asks_first(self) -> bool:
        in_vain = self.state.failures >= unreached.ATTEMPTS
        return self.state.settings.retry is WhenPossible.ASK or in_vain

    def _model_ready(self, model: ModelReady) -> None:
        settings = self.state.settings
        is_chosen = settings.ai_provider == "local" and settings.local_model == model.name
        told = self.state.last_error
        if is_chosen and told is not None and told.code in unreached.NO_MODEL:
            self.state = replace(self.state, last_error=None, showing_error=False)
        if not is_chosen or not self.state.unreached:
            self._do(Tell(problem(Code.LOCAL_MODEL_READY, model=model.label)))
        elif model.unasked:
            self.state = unreached.line_up(self.state, self.state.unreached)
        else:
            self._reached()

    def retry_next(self) -> None:
        """One at a time: the server may break off again, and each is a recording in memory."""
        if self.state.queue and not any(
            each.delivery is Delivery.CLIPBOARD for each in self.state.dictations
        ):
            first = self.state.queue[0]
            self.state = unreached.drop(self.state, first.id)
            self._retry(first.id, first.seconds, self.state.settings)

    def _retry(self, dictation: DictationId, seconds: float, settings: Settings) -> None:
        if self.state.find(dictation) is not None or dictation >= self.state.next_id:
            return  # it is under way, or was never spoken
        again = Dictation(dictation, settings, delivery=Delivery.CLIPBOARD, seconds=seconds)
        self._become(held.let_go(unreached.drop(self.state, dictation), dictation))
        self.state = replace(self.state, dictations=(*self.state.dictations, again))
        self._transcribe(again)

    def _transcribe(self, dictation: Dictation) -> None:
        job = self.state.next_job
        self.state = replace(self.state, next_job=job + 1)
        self._set(replace(dictation, stage=Stage.TRANSCRIBING, job=job))
        self._do(
            Transcribe(dictation.id, job, dictation.settings),
            SetTimer(Timer(TimerKind.TRANSCRIBING, dictation.id), transcribing_limit_s(dictation.seconds)),
        )

    # done without

    def _discard(self, dictation: DictationId) -> None:
        if self.state.find(dictation) is None and dictation < self.state.next_id:
            self.state = unreached.drop(self.state, dictation)
            self._do(UpdateRow(dictation, outcome=Outcome.CANCELLED))

    def _forgotten(self, ids: tuple[DictationId, ...] | None) -> None:
        """Nothing deleted comes back: not into its window, not by a key, not from a server."""
        state = self.state
        known = {each.id for each in state.held}
        known |= {each.id for each in (*state.unreached, *state.offered, *state.queue)}
        known |= {state.last_text.id} if state.last_text is not None else set()
        gone = known if ids is None else known & set(ids)
        for dictation in gone:
            self._become(held.let_go(self.state, dictation))
        self.state = unreached.drop(self.state, *gone)
        if state.last_text is not None and state.last_text.id in gone:
            self.state = replace(self.state, last_text=None)

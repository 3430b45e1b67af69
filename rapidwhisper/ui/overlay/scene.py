"""What the overlay shows, decided from the state alone."""

from dataclasses import dataclass
from enum import Enum, auto

from rapidwhisper.core.dictation import Dictation, DictationId, Ended, Outcome, Stage
from rapidwhisper.core.hotkey import HotkeyMode
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.state import State
from rapidwhisper.ui.keys import readable
from rapidwhisper.ui.messages import CALM, message
from rapidwhisper.ui.remedies import Help
from rapidwhisper.ui.wishes import Wish, wish_of
from rapidwhisper.ui.words import counted, said, translate

FIRST_WORDS = 80
"""Characters of a text that are shown when it has arrived."""

TOLD_S = 10.0
OFFERED_S = 20.0

LOADING_AFTER_S = 1
"""From then on it says that the model is being loaded: small ones are there sooner."""

SLOW_AFTER_S = 3
"""From then on the overlay says who is being waited for."""


class Look(Enum):
    GETTING_READY = auto()
    RECORDING = auto()
    WORKING = auto()
    DONE = auto()
    KEPT = auto()
    ERROR = auto()
    CANCELLED = auto()


@dataclass(frozen=True, slots=True)
class Scene:
    look: Look
    title: str
    detail: str = ""
    shown_s: float | None = None
    """How long it stays; None: until another takes its place."""
    wish: Wish | None = None
    """What a click does; None: it closes what is only there to be read."""
    helps: tuple[Help, ...] = ()
    """What the buttons do."""


def of_dictation(state: State, provider: str, seconds: int) -> Scene | None:
    """The dictation under way, `seconds` after it came to its present look; the one that records wins."""
    dictation = current(state)
    if dictation is None:
        return None
    others = len(state.dictations) - 1
    more = counted("Overlay", "%n more on the way", "", 2)(others) if others else ""
    match dictation.stage:
        case Stage.OPENING:
            return Scene(Look.GETTING_READY, translate("Overlay", "Getting ready…"), more)
        case Stage.RECORDING:
            return Scene(Look.RECORDING, f"{seconds // 60}:{seconds % 60:02}", _hint(dictation.settings))
        case Stage.INSERTING | Stage.WAITING:
            return Scene(Look.WORKING, translate("Overlay", "Inserting…"), more)
        case _:
            return Scene(Look.WORKING, _waiting(state, dictation, provider, seconds), more)


def current(state: State) -> Dictation | None:
    return state.recording or next(iter(state.dictations), None)


def subject(state: State) -> tuple[DictationId, Look] | None:
    """What the seconds are counted for: they begin anew with another dictation or look."""
    scene = of_dictation(state, "", 0)
    dictation = current(state)
    return (dictation.id, scene.look) if scene and dictation else None


def _hint(settings: Settings) -> str:
    cancel = readable(settings.cancel_hotkey)
    if settings.hotkey_mode is HotkeyMode.HOLD:
        return translate("Overlay", "Let go to finish, {cancel} cancels").format(cancel=cancel)
    text = translate("Overlay", "{hotkey} finishes, {cancel} cancels")
    return text.format(hotkey=readable(settings.hotkey), cancel=cancel)


def _waiting(state: State, dictation: Dictation, provider: str, seconds: int) -> str:
    settings = dictation.settings
    asked = settings.ai_provider, *settings.fallback_providers
    if state.model_awaited and "local" in asked and seconds >= LOADING_AFTER_S:
        return counted("Overlay", "Loading the model… %n s", "", 2)(seconds)
    if seconds < SLOW_AFTER_S:
        return translate("Overlay", "Transcribing…")
    if settings.ai_provider == "local":
        return counted("Overlay", "Recognising on this computer… %n s", "", 2)(seconds)
    text = counted("Overlay", "Waiting for {provider}… %n s", "", 2)(seconds)
    return text.format(provider=said(provider))


def of_held(state: State) -> Scene | None:
    """A text that waits for its window stays in sight, for a click can send it elsewhere."""
    if not state.held:
        return None
    told = message(problem(Code.HELD_FOR_ITS_WINDOW))
    return Scene(Look.KEPT, told.what, told.remedy, wish=Wish.INSERT_HELD)


def of_notice(told: Problem, helps: tuple[Help, ...] = ()) -> Scene:
    """Something that belongs to no dictation under way."""
    said = message(told)
    wish = wish_of(told)
    look = Look.KEPT if told.code in CALM or wish is not None else Look.ERROR
    shown_s = OFFERED_S if wish is not None or helps else TOLD_S
    return Scene(look, said.what, said.remedy, shown_s, wish, helps)


def of_end(ended: Ended, by: str = "", helps: tuple[Help, ...] = ()) -> Scene:
    """What became of a dictation; `by`: the provider that stood in for the chosen one."""
    told = message(ended.problem) if ended.problem else None
    match ended.outcome:
        case Outcome.DONE:
            words = " ".join((ended.text or "").split())
            return Scene(Look.DONE, _done(ended, by), _shortened(words), 3.0 if by else 1.5)
        case Outcome.CANCELLED:
            return Scene(Look.CANCELLED, translate("Overlay", "Cancelled"), shown_s=1.2)
        case Outcome.HELD if told:
            return Scene(Look.KEPT, told.what, told.remedy, 8.0)
        case _ if told:
            shown_s = OFFERED_S if helps else TOLD_S
            return Scene(Look.ERROR, told.what, told.remedy, shown_s, helps=helps)
        case _:
            return Scene(Look.CANCELLED, translate("Overlay", "Ended"), shown_s=1.2)


def _done(ended: Ended, by: str) -> str:
    if not by:
        return translate("Overlay", "Done")
    if ended.by == "local":
        return translate("Overlay", "Done, on this computer")
    return translate("Overlay", "Done, by {provider}").format(provider=said(by))


def _shortened(words: str) -> str:
    return words if len(words) <= FIRST_WORDS else words[:FIRST_WORDS].rstrip() + "…"

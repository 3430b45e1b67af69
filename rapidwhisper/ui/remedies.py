"""The remedies of a Problem in words, and which of them are there to be had."""

from collections.abc import Callable
from dataclasses import dataclass

from rapidwhisper.core.dictation import DictationId
from rapidwhisper.core.problem import Problem
from rapidwhisper.core.provider_card import ProviderCard
from rapidwhisper.core.remedy import NEEDS_SPEECH, Remedy, remedies
from rapidwhisper.core.state import State
from rapidwhisper.core.words import QT_TRANSLATE_NOOP
from rapidwhisper.ui.words import translate

_LABELS = {
    Remedy.OPEN_KEY_PAGE: QT_TRANSLATE_NOOP("Remedy", "Get a key"),
    Remedy.TRY_AGAIN: QT_TRANSLATE_NOOP("Remedy", "Try again"),
    Remedy.OTHER_PROVIDER: QT_TRANSLATE_NOOP("Remedy", "Other provider"),
    Remedy.OPEN_SETTINGS: QT_TRANSLATE_NOOP("Remedy", "Settings"),
    Remedy.DOWNLOAD: QT_TRANSLATE_NOOP("Remedy", "Download"),
}

_BY_CLICK = {
    Remedy.OPEN_KEY_PAGE: QT_TRANSLATE_NOOP("Remedy", "Click here to get a key."),
    Remedy.TRY_AGAIN: QT_TRANSLATE_NOOP("Remedy", "Click here to try again."),
    Remedy.OPEN_SETTINGS: QT_TRANSLATE_NOOP("Remedy", "Click here to open the settings."),
    Remedy.DOWNLOAD: QT_TRANSLATE_NOOP("Remedy", "Click here to download it."),
}
"""Where nothing but the whole notice can be clicked; among providers one would have to choose."""


@dataclass(frozen=True, slots=True)
class Help:
    """A remedy, for whom, and for what was said."""

    remedy: Remedy
    provider: str
    """Whose key it is, or who is asked for the text."""
    dictation: DictationId | None = None


@dataclass(frozen=True, slots=True)
class Providers:
    """The providers, as far as remedies need them."""

    usable: Callable[[], tuple[ProviderCard, ...]] = tuple
    """Those that are configured."""
    key_page: Callable[[str], str] = lambda _: ""
    """Where the provider of this name makes its keys; empty: nowhere."""

    def besides(self, name: str) -> tuple[ProviderCard, ...]:
        return tuple(card for card in self.usable() if card.name != name)

    def can(self, help_: Help) -> bool:
        match help_.remedy:
            case Remedy.OPEN_KEY_PAGE:
                return bool(self.key_page(help_.provider))
            case Remedy.OTHER_PROVIDER:
                return bool(self.besides(help_.provider))
            case _:
                return True


def helps(told: Problem, state: State) -> tuple[Help, ...]:
    """The best one first. Only what ended a dictation leaves something that can be tried again."""
    ended = state.ended
    if ended is not None and ended.problem is told:
        return tuple(Help(each, ended.provider, ended.id) for each in remedies(told))
    without_speech = (each for each in remedies(told) if each not in NEEDS_SPEECH)
    return tuple(Help(each, state.settings.ai_provider) for each in without_speech)


def label(remedy: Remedy) -> str:
    """On a button."""
    return translate("Remedy", _LABELS[remedy])


def by_click(remedy: Remedy) -> str:
    """For a notice; empty where a click on it would not be enough."""
    return translate("Remedy", _BY_CLICK[remedy]) if remedy in _BY_CLICK else ""

"""What the settings dialog asks of a provider before anything is saved."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from rapidwhisper.audio.file import read_clip
from rapidwhisper.config.keys import Keys
from rapidwhisper.core.check import Check, Verdict
from rapidwhisper.core.problem import Problem, found_ahead
from rapidwhisper.core.provider_card import Model
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.words import phrase
from rapidwhisper.doctor.providers import SAMPLE
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.address_note import note_on
from rapidwhisper.providers.nearby import nearby
from rapidwhisper.providers.speech import SpeechToText
from rapidwhisper.providers.trial import try_provider
from rapidwhisper.ui.settings.doors import Listed, ProviderDoors

T = TypeVar("T")

_BROKE_OFF = phrase("Check", "The check itself failed.")


class Later(Protocol):
    """Does the work on a thread of its own; the answer comes on the main thread, whatever happens."""

    def __call__(
        self, work: Callable[[], T], answer: Callable[[T], None], failed: Callable[[Problem], T], /
    ) -> None:
        """`failed` makes an answer of what went wrong."""


def trying(speech: SpeechToText, keys: Keys, later: Later) -> ProviderDoors:
    def models(settings: Settings) -> Listed:
        listed = speech.models(settings, Abort())
        return (
            None if listed is None else tuple(Model(each, end=listed.ends.get(each)) for each in listed.ids)
        )

    def tried(settings: Settings, *, send: bool) -> tuple[Check, ...]:
        return try_provider(speech, settings, sample=read_clip(SAMPLE) if send else None, abort=Abort())

    def key(name: str) -> str | Problem:
        return keys.read(name)

    return ProviderDoors(
        address=note_on,
        models=lambda settings, answer: later(lambda: models(settings), answer, _itself),
        measured=speech.measured,
        nearby=lambda answer: later(nearby, answer, lambda _: ()),
        try_out=lambda settings, send, answer: later(
            lambda: tried(settings, send=send), answer, lambda cause: (_broken_off(settings, cause),)
        ),
        keyring=lambda answer: later(keys.hindrance, answer, _itself),
        read_key=lambda name, answer: later(lambda: key(name), answer, _itself),
    )


def _broken_off(settings: Settings, cause: Problem) -> Check:
    return Check(f"provider/{settings.ai_provider}", Verdict.FAILED, _BROKE_OFF, found_ahead(cause))


def _itself(cause: Problem) -> Problem:
    return cause

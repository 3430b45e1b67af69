"""What the settings dialog asks of a provider before anything is saved."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from rapidwhisper.config.keys import Keys
from rapidwhisper.core.check import Check, Verdict
from rapidwhisper.core.problem import Code, Problem, ProblemError, found_ahead, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.address_note import note_on
from rapidwhisper.providers.reach import reachable
from rapidwhisper.providers.registry import configuration_problem, describe
from rapidwhisper.ui.settings.doors import ProviderDoors

T = TypeVar("T")


class Later(Protocol):
    """Does the work on a thread of its own; the answer comes on the main thread."""

    def __call__(self, work: Callable[[], T], answer: Callable[[T], None], /) -> None: ...


def trying(keys: Keys, later: Later) -> ProviderDoors:
    def read(key: str) -> str | Problem:
        try:
            return keys.read(key)
        except ProblemError as error:
            return error.problem

    return ProviderDoors(
        address=note_on,
        models=lambda _, answer: later(lambda: None, answer),
        nearby=lambda answer: later(lambda: (), answer),
        try_out=lambda settings, _, answer: later(lambda: (_tried(settings),), answer),
        keyring=lambda answer: later(keys.hindrance, answer),
        read_key=lambda key, answer: later(lambda: read(key), answer),
    )


def _tried(settings: Settings) -> Check:
    name = f"provider/{settings.ai_provider}"
    found = configuration_problem(settings)
    if found is None and not reachable(settings):
        found = problem(Code.UNREACHABLE, host=describe(settings).url)
    if found is not None:
        return Check(name, Verdict.FAILED, phrase("Check", "It cannot be used."), found_ahead(found))
    return Check(name, Verdict.OK, phrase("Check", "It answers."))

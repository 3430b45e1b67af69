"""A provider tried out before anybody depends on it: does it answer, and does it write down what it hears?"""

import time
from typing import Protocol

from rapidwhisper.core.audio import Clip
from rapidwhisper.core.check import Check, Verdict
from rapidwhisper.core.problem import Code, Problem, ProblemError, found_ahead, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.capabilities import ServerProvider
from rapidwhisper.providers.chain import Heard
from rapidwhisper.providers.model_list import ServerModels
from rapidwhisper.providers.redact import detail
from rapidwhisper.providers.registry import chosen, configuration_problem, describe

_SHOWN = 5

_NOT_USABLE = phrase("Check", "It cannot be used.")
_INSTALLED = phrase("Check", "It is installed.")
_NO_LIST = phrase("Check", "It answered within {ms} ms; it has no list of models.")
_LISTED = phrase("Check", "It answered within {ms} ms and lists models: {count}.")
_HEARD = phrase("Check", "It heard “{text}” within {ms} ms.")


class Recogniser(Protocol):
    def text(self, clip: Clip, settings: Settings, abort: Abort) -> Heard: ...

    def models(self, settings: Settings, abort: Abort) -> ServerModels | None: ...


def try_provider(
    speech: Recogniser,
    settings: Settings,
    *,
    sample: Clip | None,
    abort: Abort,
) -> tuple[Check, ...]:
    """The configured provider. It blocks; `sample` is sent to it, and nothing is where that is None.

    Raises AbortedError once `abort` was asked.
    """
    name = f"provider/{settings.ai_provider}"
    settings = settings.with_provider(settings.ai_provider)  # whoever stands in for it proves nothing
    hindrance = configuration_problem(settings)
    if hindrance is not None:
        return (_failed(name, hindrance),)
    if isinstance(chosen(settings), ServerProvider):
        first = _reached(name, speech, settings, abort)
    else:
        first = Check(name, Verdict.OK, _INSTALLED)
    if sample is None or first.verdict is Verdict.FAILED:
        return (first,)
    return first, _heard(f"{name}/speech", speech, sample, settings, abort)


def _reached(name: str, speech: Recogniser, settings: Settings, abort: Abort) -> Check:
    began = time.monotonic()
    try:
        listed = speech.models(settings, abort)
    except ProblemError as error:
        return _failed(name, error.problem)
    return _judged(name, settings, listed, _ms_since(began))


def _judged(name: str, settings: Settings, listed: ServerModels | None, took_ms: int) -> Check:
    """A model that the server does not list may work all the same, so that is no failure."""
    if listed is None:
        return Check(name, Verdict.OK, _NO_LIST.filled(ms=took_ms))
    found = _LISTED.filled(ms=took_ms, count=len(listed.ids))
    model = describe(settings).model
    if not model or not listed.ids or model in listed.ids:
        return Check(name, Verdict.OK, found)
    shown = ", ".join([*listed.ids[:_SHOWN], *(["…"] if len(listed.ids) > _SHOWN else [])])
    return Check(
        name, Verdict.WARNING, found, problem(Code.MODEL_UNLISTED, model=model, models=detail(shown))
    )


def _heard(name: str, speech: Recogniser, sample: Clip, settings: Settings, abort: Abort) -> Check:
    began = time.monotonic()
    try:
        heard = speech.text(sample, settings, abort)
    except ProblemError as error:
        return _failed(name, error.problem)
    return Check(name, Verdict.OK, _HEARD.filled(text=detail(heard.text), ms=_ms_since(began)))


def _failed(name: str, cause: Problem) -> Check:
    return Check(name, Verdict.FAILED, _NOT_USABLE, found_ahead(cause))


def _ms_since(began: float) -> int:
    return round(1000 * (time.monotonic() - began))

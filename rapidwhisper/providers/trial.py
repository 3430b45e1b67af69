"""A provider tried out before anybody depends on it: does it answer, and does it write down what it hears?

What it surely or probably cannot do is a warning: servers learn, and only speech decides.
"""

import time
from dataclasses import replace
from typing import Protocol

from rapidwhisper.core.audio import Clip
from rapidwhisper.core.check import Check, Verdict
from rapidwhisper.core.problem import Code, Problem, ProblemError, found_ahead, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.capabilities import ServerProvider
from rapidwhisper.providers.chain import Heard
from rapidwhisper.providers.models import ServerModels
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

    def forewarning(self, settings: Settings) -> Problem | None: ...


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
    provider = chosen(settings)
    if isinstance(provider, ServerProvider):
        first = _reached(name, provider, speech, settings, abort)
    else:
        first = Check(name, Verdict.OK, _INSTALLED)
    if sample is None or first.verdict is Verdict.FAILED:
        return (first,)
    spoken = _heard(f"{name}/speech", speech, sample, settings, abort)
    if spoken.verdict is Verdict.OK:  # then what was feared is not so
        first = replace(first, verdict=Verdict.OK, problem=None)
    return first, spoken


def _reached(
    name: str, provider: ServerProvider, speech: Recogniser, settings: Settings, abort: Abort
) -> Check:
    began = time.monotonic()
    try:
        listed = speech.models(settings, abort)
    except ProblemError as error:
        return _failed(name, error.problem)
    took_ms = _ms_since(began)
    if listed is None:
        found, feared = _NO_LIST.filled(ms=took_ms), None
    else:
        found = _LISTED.filled(ms=took_ms, count=len(listed.ids))
        feared = _unlisted(describe(settings).model, listed) if provider.lists_speech_models else None
    feared = speech.forewarning(settings) or feared
    if feared is None:
        return Check(name, Verdict.OK, found)
    return Check(name, Verdict.WARNING, found, found_ahead(feared))


def _unlisted(model: str, listed: ServerModels) -> Problem | None:
    """It may work all the same."""
    if not model or model in listed.ids:
        return None
    shown = ", ".join([*listed.ids[:_SHOWN], *(["…"] if len(listed.ids) > _SHOWN else [])])
    return problem(Code.MODEL_UNLISTED, model=model, models=detail(shown))


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

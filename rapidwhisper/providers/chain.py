"""The fallback chain: who is asked when the chosen provider fails, and who is left alone for a while."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

from rapidwhisper.core.cures import another_can_cure
from rapidwhisper.core.laps import Stamps
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.waiting import transcribing_limit_s
from rapidwhisper.providers.abort import Abort, DeadlineError, within
from rapidwhisper.providers.capabilities import Account, ServerProvider
from rapidwhisper.providers.registry import chosen, configuration_problem

REST_S = 60.0
"""How long a provider that has had too many requests is left alone if it does not say how long."""

SPARE_S = 10.0
"""Of the core's patience, for reading the recording and for the way back."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Heard:
    """A text, and who has understood it: a provider as AI_PROVIDER names it, and its model."""

    text: str
    provider: str
    model: str
    stamps: Stamps = field(default_factory=dict, compare=False)


Ask: TypeAlias = Callable[[Settings, Abort], Heard]
"""Asks the one provider that these settings choose; raises ProblemError or AbortedError."""


def chain_limit_s(seconds: float) -> float:
    """How long all providers together may take for so many seconds of audio."""
    return transcribing_limit_s(seconds) - SPARE_S


class Chain:
    """Remembers who wants to be left alone; any number of threads may use it."""

    def __init__(
        self,
        *,
        limit_s: Callable[[float], float] = chain_limit_s,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limit_s = limit_s
        self._clock = clock
        self._lock = threading.Lock()
        self._rests_until: dict[Account, float] = {}

    def heard(self, seconds: float, settings: Settings, ask: Ask, abort: Abort) -> Heard:
        """The first text that comes. Where nobody has one, the chosen provider's failure is raised."""
        line = self._line(settings)
        if len(line) == 1:
            return ask(settings, abort)
        failures: dict[str, Problem] = {}
        end = self._clock() + self._limit_s(seconds)
        for place, one in enumerate(line):
            # Whoever hangs leaves an equal share of the time to each that comes after.
            share_s = max(0.0, end - self._clock()) / (len(line) - place)
            try:
                return within(share_s, partial(ask, one), abort)
            except ProblemError as error:
                cause = error.problem
            except DeadlineError:
                cause = problem(Code.TIMED_OUT, host=chosen(one).label, seconds=round(share_s))
            log.info("no text by %s: %s", one.ai_provider, cause.code)
            failures[one.ai_provider] = cause
            self._note(one, cause)
            if one.ai_provider == settings.ai_provider and not another_can_cure(cause.code):
                break
        raise ProblemError(failures[settings.ai_provider])

    def _line(self, settings: Settings) -> list[Settings]:
        """The chosen provider and those that are able to stand in for it; whoever rests comes last."""
        first = settings.ai_provider
        names = dict.fromkeys((first, *settings.fallback_providers))
        line = [settings.with_provider(name) for name in names]
        return sorted((one for one in line if one.ai_provider == first or _is_able(one)), key=self.rests)

    def rests(self, settings: Settings) -> bool:
        """Whether the provider wants to be left alone."""
        account = _account(settings)
        with self._lock:
            until = self._rests_until.get(account) if account is not None else None
        return until is not None and self._clock() < until

    def _note(self, settings: Settings, cause: Problem) -> None:
        account = _account(settings)
        if cause.code is Code.RATE_LIMITED and account is not None:
            with self._lock:
                self._rests_until[account] = self._clock() + float(cause.facts.get("wait") or REST_S)


def _is_able(settings: Settings) -> bool:
    hindrance = configuration_problem(settings)
    if hindrance is not None:
        log.info("%s cannot stand in: %s", settings.ai_provider, hindrance.code)
    return hindrance is None


def _account(settings: Settings) -> Account | None:
    provider = chosen(settings)
    return provider.account(settings) if isinstance(provider, ServerProvider) else None

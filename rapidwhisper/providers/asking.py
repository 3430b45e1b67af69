"""One recording's requests to its server: each piece as the server takes it, and never more than it takes."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from rapidwhisper.core.audio import Clip
from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.core.segments import cut, joined
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.text import repeats
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.answers import Answer, RefusedError
from rapidwhisper.providers.capabilities import Capabilities, ServerProvider
from rapidwhisper.providers.encode import sound_file
from rapidwhisper.providers.endpoint import endpoint
from rapidwhisper.providers.evidence import Hears, spoken, stretches
from rapidwhisper.providers.form import MOST_EARLIER, Wish, form, size
from rapidwhisper.providers.learnt import Learnt, LearntServers
from rapidwhisper.providers.lessons import lessons, smaller, too_large
from rapidwhisper.providers.profile import explanation, learn_kind, profile

if TYPE_CHECKING:
    from rapidwhisper.providers.client import Reply, SpeechClient

LONGEST_S = 600.0
"""Of a piece for a server without limits: a longer one meets the deadline of a request before a slow computer
has heard it, and what is told of its segments is more than is read of an answer."""

_UTF8_BYTES = 4
"""Of one character, at most."""

log = logging.getLogger(__name__)


class _TooLargeError(Exception):
    """The request was, and the next ones will be smaller."""


class Asking:
    """Any number of threads may ask for a piece each."""

    def __init__(
        self,
        client: "SpeechClient",
        learnt: LearntServers,
        provider: ServerProvider,
        settings: Settings,
        *,
        limit_s: Callable[[float], float],
        recording_s: float,
        hears: Hears,
    ) -> None:
        """`limit_s`: of a request with so many seconds of sound; `recording_s`: of all of them, from now."""
        to = endpoint(provider.account(settings), settings)
        self._to = replace(to, model=provider.model_for(to.model or provider.model))
        self._client = client
        self._servers = learnt
        self._provider = provider
        self._settings = settings
        self._wish = Wish(settings.language.lower(), settings.prompt)
        self._limit_s = limit_s
        self._recording_s = recording_s
        self._until = time.monotonic() + recording_s
        self._hears = hears

    def pieces(self, clip: Clip) -> list[Clip]:
        """Cut at pauses, each for one request; views of the clip and no copies."""
        can = self._can(self._learnt)
        earlier = MOST_EARLIER * _UTF8_BYTES if can.earlier_text else 0
        most_s = can.piece_seconds(size(form(self._wish, can)) + earlier)
        return cut(clip, min(most_s, LONGEST_S))

    def text(self, piece: Clip, earlier: str, abort: Abort) -> str:
        """Perhaps empty; raises ProblemError, or AbortedError once `abort` was asked."""
        parts = self.pieces(piece)
        if len(parts) > 1:  # less fits than when the recording was cut
            return joined([self.text(part, "", abort) for part in parts])
        wish = self._wish
        if self._can(self._learnt).earlier_text:
            wish = replace(wish, earlier=earlier)
        with suppress(_TooLargeError):
            return self._said(piece, wish, abort)
        return self.text(piece, earlier, abort)

    def _said(self, piece: Clip, wish: Wish, abort: Abort) -> str:
        heard = self._heard(piece, wish, abort)
        if self._is_echo(heard, wish):
            log.warning("%s gave the prompt back as the text; asking again without it", self._host)
            # What comes now was heard and not read off: it is taken even if it is the same.
            heard = self._heard(piece, Wish(wish.language), abort)
        text = spoken(heard.text, stretches(heard.answer, heard.text), piece, self._hears)
        if len(text) < len(heard.text):
            log.info(
                "left out what nobody said: %d of %d letters", len(heard.text) - len(text), len(heard.text)
            )
        return text

    def _heard(self, piece: Clip, wish: Wish, abort: Abort) -> "Reply":
        """Asked for less where the server refuses; what helps is remembered."""
        learnt = self._learnt
        try:
            return self._ask(piece, wish, learnt, abort)
        except RefusedError as error:
            refused = error.with_traceback(None)  # which would keep the sound that was sent
        can = self._can(learnt)
        for lesson in lessons(refused.answer, form(wish, can), can):
            learnt = lesson(learnt)
            try:
                heard = self._ask(piece, wish, learnt, abort)
            except RefusedError:
                continue
            self._servers.note(self._to.address.url, lesson)
            log.info("learnt about %s: %s", self._host, self._learnt)
            return heard
        raise refused

    def _ask(self, piece: Clip, wish: Wish, learnt: Learnt, abort: Abort) -> "Reply":
        from rapidwhisper.providers.client import Request

        can = self._can(learnt)
        file = sound_file(piece, can.formats[0])
        request = Request(
            self._to,
            file,
            form(wish, can),
            self._remaining_s(piece.seconds),
            explanation(self._provider, self._settings, learnt),
            (wish.vocabulary, wish.earlier),
        )
        try:
            reply = self._client.ask(request, abort)
        except RefusedError as refused:
            self._recognise(refused.answer)
            lesson = smaller(len(file.content)) if too_large(refused.answer) else None
            if lesson is None:
                raise
            self._servers.note(self._to.address.url, lesson)
            log.info("learnt about %s: %s", self._host, self._learnt)
            raise _TooLargeError from None
        except ProblemError as error:
            if error.problem.code is Code.TIMED_OUT and time.monotonic() >= self._until:
                raise self._out_of_time() from None
            raise
        self._recognise(reply.answer)
        return reply

    def _recognise(self, answer: Answer) -> None:
        learn_kind(answer, self._to.address.url, self._provider, self._settings, self._servers)

    def _is_echo(self, heard: "Reply", wish: Wish) -> bool:
        can = self._can(self._learnt)
        prompted = form(wish, can) != form(Wish(wish.language), can)
        return prompted and any(repeats(heard.text, prompt) for prompt in (wish.vocabulary, wish.earlier))

    def _remaining_s(self, seconds: float) -> float:
        """Of a request that begins now."""
        limit_s = min(self._limit_s(seconds), self._until - time.monotonic())
        if limit_s <= 0:
            raise self._out_of_time()
        return limit_s

    def _out_of_time(self) -> ProblemError:
        """All requests together have taken too long."""
        return ProblemError(problem(Code.TIMED_OUT, host=self._host, seconds=round(self._recording_s)))

    def _can(self, learnt: Learnt) -> Capabilities:
        return profile(self._provider, self._to.model, self._settings, learnt)

    @property
    def _learnt(self) -> Learnt:
        return self._servers.of(self._to.address.url)

    @property
    def _host(self) -> str:
        return self._to.address.host

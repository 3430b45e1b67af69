"""One recording's requests to its server: each piece as the server takes it, and never more than it takes."""

import logging
import math
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from rapidwhisper.core.audio import Clip
from rapidwhisper.core.laps import Lap, Stamps
from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.core.segments import cut, joined
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.text import repeats
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.answers import Answer, RefusedError
from rapidwhisper.providers.capabilities import Capabilities, Format, ServerProvider, Takes
from rapidwhisper.providers.endpoint import endpoint
from rapidwhisper.providers.evidence import Hears, spoken, stretches
from rapidwhisper.providers.form import Wish, form, size
from rapidwhisper.providers.learning import Learning
from rapidwhisper.providers.learnt import Learnt, LearntServers
from rapidwhisper.providers.lessons import REFUSED, Attempt, attempts, smaller, too_large
from rapidwhisper.providers.piece import Piece
from rapidwhisper.providers.profile import explanation, is_custom, learn_kind, only_looks_so, profile

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
        hears: Hears,
    ) -> None:
        """`limit_s`: of a request with so many seconds of sound."""
        to = endpoint(provider.account(settings), settings)
        self._to = replace(to, model=provider.model_for(to.model or provider.model))
        self._client = client
        self._servers = learnt
        self._learning = Learning(learnt, to.address.url, lasting=is_custom(provider))
        self._provider = provider
        self._settings = settings
        self._wish = Wish(settings.language.lower(), settings.prompt)
        self._limit_s = limit_s
        self._recording_s = self._until = math.inf
        self._hears = hears
        self.stamps: Stamps = {}
        """Of the request that was answered last."""

    def must_end_within(self, seconds: float) -> None:
        """All requests together, from now on."""
        self._recording_s = seconds
        self._until = time.monotonic() + seconds

    @property
    def format(self) -> Format:
        """How the next piece should be encoded."""
        return self._can(self._learnt).formats[0]

    @property
    def min_billed_s(self) -> float:
        return self._can(self._learnt).min_billed_s

    def pieces(self, clip: Clip) -> list[Clip]:
        """Cut at pauses, each for one request; views of the clip and no copies."""
        can = self._can(self._learnt)
        earlier = can.longest_prompt * _UTF8_BYTES if can.earlier_text else 0
        most_s = can.piece_seconds(size(form(self._wish, can)) + earlier)
        return cut(clip, min(most_s, LONGEST_S))

    @property
    def at_once(self) -> int:
        """Pieces that may be asked for at a time."""
        return self._can(self._learnt).at_once

    def text(self, piece: Piece, earlier: str, abort: Abort) -> str:
        """Perhaps empty; raises ProblemError, or AbortedError once `abort` was asked."""
        parts = self.pieces(piece.clip)
        if len(parts) > 1:  # a segment has no limit, and less may fit than when the recording was cut
            return joined(self._part_texts(piece, parts, abort))
        wish = self._wish
        if self._can(self._learnt).earlier_text:
            wish = replace(wish, earlier=earlier)
        with suppress(_TooLargeError):
            return self._said(piece, wish, abort)
        return self.text(piece, earlier, abort)

    def _part_texts(self, piece: Piece, parts: list[Clip], abort: Abort) -> Iterator[str]:
        """Where a piece is asked for again, those of its parts are not whose text is there."""
        start = 0
        for clip in parts:
            stop = start + len(clip.samples)
            part = piece.parts.setdefault((start, stop), Piece(clip))
            if part.text is None:
                part.text = self.text(part, "", abort)
            yield part.text
            start = stop

    def _said(self, piece: Piece, wish: Wish, abort: Abort) -> str:
        heard = self._heard(piece, wish, abort)
        if self._is_echo(heard, wish):
            log.warning("%s gave the prompt back as the text; asking again without it", self._host)
            # What comes now was heard and not read off: it is taken even if it is the same.
            heard = self._heard(piece, Wish(wish.language), abort)
        text = spoken(heard.text, stretches(heard.answer, heard.text), piece.clip, self._hears)
        if len(text) < len(heard.text):
            log.info(
                "left out what nobody said: %d of %d letters", len(heard.text) - len(text), len(heard.text)
            )
        return text

    def _heard(self, piece: Piece, wish: Wish, abort: Abort) -> "Reply":
        """Asked for less where the server refuses."""
        steps = self._learning.steps
        try:
            return self._ask(piece, wish, self._learnt, abort)
        except RefusedError as error:
            refused = error.with_traceback(None)  # which would keep the sound that was sent
        with self._learning.trying:
            if self._learning.steps == steps:
                return self._asked_for_less(piece, wish, refused, abort)
        return self._heard(piece, wish, abort)  # as another piece has taught meanwhile

    def _asked_for_less(self, piece: Piece, wish: Wish, refused: RefusedError, abort: Abort) -> "Reply":
        if self._learning.helpless:
            raise refused
        learnt = self._learnt
        tried = False
        for attempt in self._attempts(refused.answer, wish, learnt):
            tried = True
            learnt = attempt.lesson(learnt)
            try:
                heard = self._ask(piece, wish, learnt, abort)
            except RefusedError:
                continue
            self._learning.helped(attempt)
            return heard
        self._learning.helpless = tried
        raise refused

    def _attempts(self, answer: Answer, wish: Wish, learnt: Learnt) -> Iterator[Attempt]:
        """Each together with those before it; in the end as if nothing were known of the kind of server."""
        can = self._can(learnt)
        found = attempts(answer, form(wish, can), can)
        yield from found
        if answer.status in REFUSED and only_looks_so(self._provider, self._settings, learnt):
            for attempt in found:
                learnt = attempt.lesson(learnt)
            unknown = replace(learnt, kind="")
            if form(wish, self._can(unknown)) != form(wish, self._can(learnt)):
                yield Attempt(lambda learnt: replace(learnt, kind=""))

    def _ask(self, piece: Piece, wish: Wish, learnt: Learnt, abort: Abort) -> "Reply":
        from rapidwhisper.providers.client import Request

        can = self._can(learnt)
        taken_up_at = time.monotonic()
        file = piece.encoded(can.formats[0])
        encoded_at = time.monotonic()
        request = Request(
            self._to,
            file,
            form(wish, can),
            self._remaining_s(piece.clip.seconds),
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
            self._learning.try_smaller(lesson)
            raise _TooLargeError from None
        except ProblemError as error:
            if error.problem.code is Code.TIMED_OUT and time.monotonic() >= self._until:
                raise self._out_of_time() from None
            raise
        self.stamps = {Lap.PREPARE: taken_up_at, Lap.ENCODE: encoded_at, **reply.stamps}
        self._recognise(reply.answer)
        self._learning.went_well(len(file.content))
        return reply

    def _recognise(self, answer: Answer) -> None:
        learn_kind(answer, self._to.address.url, self._provider, self._settings, self._servers)

    def _is_echo(self, heard: "Reply", wish: Wish) -> bool:
        """Compared with what was sent, which may be less than the user wrote down."""
        sent = form(wish, self._can(self._learnt))
        lists = [" ".join(sent.get(name, ())) for name in (Takes.KEYWORDS, Takes.HOTWORDS)]
        return any(repeats(heard.text, prompt) for prompt in (sent.get(Takes.PROMPT, ""), *lists))

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
        return self._learning.learnt

    @property
    def _host(self) -> str:
        return self._to.address.host

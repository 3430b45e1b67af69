"""A recording that is understood while it is spoken: encoded as it comes, and sent in segments cut at pauses.

When the user stops, only the rest is left to be sent, so the wait does not grow with the length. What was
sent counts only if it adds up to the recording, sample by sample; else all of it is asked for anew.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable

from rapidwhisper.core.audio import RATE, Clip, Samples
from rapidwhisper.core.laps import Stamps
from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.core.segments import SHORTEST_S, joined, shares
from rapidwhisper.providers.abort import Abort, AbortedError
from rapidwhisper.providers.answers import RefusedError
from rapidwhisper.providers.capabilities import READY
from rapidwhisper.providers.piece import Piece
from rapidwhisper.providers.recogniser import Recogniser
from rapidwhisper.providers.segment import BACK, Segment
from rapidwhisper.providers.sending import Round, texts

EARLIEST = 2 / 3
"""Of SEGMENT_SECONDS: from then on the next clear pause ends a segment, which so becomes about as long."""

LONGEST_S = 300.0
"""Of a segment without a pause: what is longer is not kept in memory, and read from the disk in the end."""

SHARE_S = 5.0
"""A rest is split for several requests at a time only if each is at least so long: less gains nothing."""

ENOUGH = 2
"""Verdicts of speech, each of 32 ms: a lone one may be a click."""

STRIDE = RATE // 2
"""So many samples are taken over at a time."""

_OF_THE_CUT = {
    Code.REQUEST_REFUSED,
    Code.CONTENT_REFUSED,
    Code.FORMAT_REFUSED,
    Code.SERVER_ERROR,
    Code.ERROR_ANSWER,
    Code.UNUSABLE_ANSWER,
}
"""What a server may say of a segment and not of the whole recording."""

_OF_THE_ACCOUNT = {Code.KEY_REFUSED, Code.ACCESS_DENIED, Code.COUNTRY_REFUSED, Code.NO_CREDIT}
"""What is not otherwise by now, and need not be told by uploading all of it."""

log = logging.getLogger(__name__)


class NotAheadError(Exception):
    """What was sent ahead does not help; all of the recording must be asked for."""


class Ahead:
    """`heard` and `paused` are for the recorder's thread, `text` is for the one that wants the text."""

    def __init__(self, segment_s: float, prepare: Callable[[], Recogniser]) -> None:
        """`segment_s`: about how long segments are, 0: there are none. `prepare` may take a while, and raise
        ProblemError.
        """
        self._segment_s = segment_s
        self._prepare = prepare
        self._recogniser: Recogniser | None = None
        self._segment = Segment(0)
        self._round: Round | None = None
        self._changed = threading.Condition()
        self._new: list[Samples] = []
        self._count = 0
        self._taken = 0
        """Samples that are in the segment or were sent."""
        self._spoken: deque[int] = deque(maxlen=ENOUGH)
        """Where there was speech last."""
        self._new_pauses: list[int] = []
        self._pauses: list[int] = []
        """Those of the segment."""
        self._complete = False
        self._dropped = False
        self._ended = False
        threading.Thread(target=self._work, daemon=True, name="ahead").start()

    # the recorder's thread

    def heard(self, samples: Samples, *, speech: bool) -> None:
        with self._changed:
            self._count += len(samples)
            if speech:
                self._spoken.append(self._count)
            if self._ended:
                return
            self._new.append(samples)
            if self._count - self._taken >= STRIDE:
                self._changed.notify_all()

    def paused(self, at: int) -> None:
        with self._changed:
            self._new_pauses.append(at)
            self._changed.notify_all()

    # other threads

    def drop(self) -> None:
        """Nobody wants its text."""
        with self._changed:
            self._dropped = True
            self._changed.notify_all()
        if self._round is not None:
            self._round.stop()

    def text(self, count: int, load: Callable[[], Clip], limit_s: float, abort: Abort) -> tuple[str, Stamps]:
        """Of a recording of so many samples; perhaps empty. And the laps on the way to it.

        Raises NotAheadError, ProblemError, or AbortedError once `abort` was asked.
        """
        with abort.stops(self.drop), self._changed:
            self._complete = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._ended or self._dropped)
            if self._dropped:
                raise AbortedError
        if self._recogniser is None or self._count != count:
            log.info("what was sent ahead does not count: %d of %d samples", self._count, count)
            self.drop()
            raise NotAheadError
        self._recogniser.must_end_within(limit_s)
        text = self._text(self._recogniser, load, abort)
        return text, self._recogniser.stamps

    @property
    def failed(self) -> bool:
        """A segment did, and nothing more is sent ahead."""
        return self._round is not None and self._round.failure is not None

    def _text(self, recogniser: Recogniser, load: Callable[[], Clip], abort: Abort) -> str:
        sending = self._round
        if sending is None:
            rest = self._rest(recogniser, load)
            return joined(texts(rest, recogniser.text, abort, at_once=recogniser.at_once))
        if self._is_spoken():
            sending.add(*self._rest(recogniser, load))
        try:
            return joined(sending.texts(abort))
        except ProblemError as error:
            code = error.problem.code
            by_now_otherwise = sending.failed_early and code not in _OF_THE_ACCOUNT
            if not by_now_otherwise and not (isinstance(error, RefusedError) and code in _OF_THE_CUT):
                raise
            log.warning("a segment has failed (%s); asking for the whole recording", code)
            raise NotAheadError from None

    def _is_spoken(self) -> bool:
        """Whether the rest holds more than a click: as much speech as makes a recording one."""
        return len(self._spoken) == ENOUGH and self._spoken[0] > self._segment.start

    def _rest(self, recogniser: Recogniser, load: Callable[[], Clip]) -> list[Piece]:
        """What is left of the recording."""
        start, stop = self._segment.start, self._count
        if self._segment.forgotten:
            return [Piece(clip) for clip in recogniser.pieces(Clip(load().samples[start:]))]
        shortest = round(max(SHARE_S, recogniser.min_billed_s) * RATE)
        most = min(recogniser.at_once, READY)  # opening another connection would cost what it gains
        spans = shares(start, stop, self._pauses, shortest=shortest, most=most)
        rest = self._segment.piece(stop)
        if len(spans) == 1 and len(recogniser.pieces(rest.clip)) == 1:
            return [rest]
        parts = (Clip(rest.clip.samples[span.start - start : span.stop - start]) for span in spans)
        return [Piece(clip) for part in parts for clip in recogniser.pieces(part)]

    # our own thread

    def _work(self) -> None:
        try:
            recogniser = self._prepare()
            while not self._take(recogniser):
                pass
            self._recogniser = recogniser
        except ProblemError as error:
            log.info("nothing is sent ahead: %s", error.problem.code)
        except Exception as error:  # noqa: BLE001 - asking for all of it will tell what is wrong
            log.warning("nothing is sent ahead: %s", type(error).__name__)
        finally:
            with self._changed:
                self._ended = True
                self._new.clear()
                self._changed.notify_all()

    def _take(self, recogniser: Recogniser) -> bool:
        """Takes over what came; True: that was all of it."""
        with self._changed:
            self._changed.wait_for(self._is_due)
            new, self._new = self._new, []
            pauses, self._new_pauses = self._new_pauses, []
            self._taken = self._count
            complete = self._complete or self._dropped
        self._segment.add(new)
        for at in pauses:
            self._pauses.append(at)
            if self._is_long_enough(at, recogniser):
                self._send(at, recogniser)
        if self._taken - self._segment.start > LONGEST_S * RATE:
            self._segment.forget()
        self._segment.encode(self._taken - (0 if complete else BACK), recogniser.format)
        return complete

    def _is_due(self) -> bool:
        return (
            self._complete or self._dropped or bool(self._new_pauses) or self._count - self._taken >= STRIDE
        )

    def _is_long_enough(self, at: int, recogniser: Recogniser) -> bool:
        if not self._segment_s or self._segment.forgotten or self._dropped:
            return False
        shortest_s = max(SHORTEST_S, EARLIEST * self._segment_s, recogniser.min_billed_s)
        return at - self._segment.start >= shortest_s * RATE

    def _send(self, at: int, recogniser: Recogniser) -> None:
        if self._round is None:
            self._round = Round(recogniser.text, at_once=recogniser.at_once)
        segment = self._segment
        segment.encode(at, recogniser.format)
        piece = segment.piece(at)
        log.info("%.1f s are sent ahead", piece.clip.seconds)
        self._round.add(piece)
        if self._dropped:  # just now
            self._round.stop()
        self._segment = segment.after(at)
        self._pauses.clear()

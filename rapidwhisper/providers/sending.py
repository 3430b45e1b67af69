"""The pieces of one recording, some at a time; one that fails is asked for once more, alone.

What helps a failed piece is mostly that the others are done: fewer connections, a limit that is no longer
exceeded. The texts of those others are kept meanwhile, which is why a recording of one piece is not asked for
twice: there the next provider, or the user, decides.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias

from rapidwhisper.core.audio import Clip
from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.core.segments import joined
from rapidwhisper.providers.abort import Abort, AbortedError
from rapidwhisper.providers.answers import RefusedError

MOST_FAILED = 3
"""Pieces of a recording: more are no accident."""

LONGEST_WAIT_S = 20.0

_PASSING = {Code.CONNECTION_LOST, Code.RATE_LIMITED}

Ask: TypeAlias = Callable[[Clip, str, Abort], str]
"""A piece's text, by the piece and the text just before it as far as it is known."""

log = logging.getLogger(__name__)


def texts(pieces: Sequence[Clip], ask: Ask, abort: Abort, *, at_once: int) -> list[str]:
    """In the order of the pieces; raises what `ask` raises, AbortedError once `abort` was asked."""
    if len(pieces) == 1:
        return [ask(pieces[0], "", abort)]
    return _Round(pieces, ask, at_once).run(abort)


def wait_before_retry_s(error: ProblemError) -> float | None:
    """How long to leave the server alone before a piece is asked for again; None: that would not help."""
    faulty = isinstance(error, RefusedError) and error.answer.status >= 500  # noqa: PLR2004 - its own faults
    if not faulty and error.problem.code not in _PASSING:
        return None
    wait_s = float(error.problem.facts.get("wait") or 0)
    return wait_s if wait_s <= LONGEST_WAIT_S else None


class _Round:
    """All pieces once, by a few threads, and then those again that failed by accident."""

    def __init__(self, pieces: Sequence[Clip], ask: Ask, at_once: int) -> None:
        self._pieces = pieces
        self._ask = ask
        self._texts: list[str | None] = [None] * len(pieces)
        self._again: dict[int, float] = {}
        """Pieces that failed, and when they may be asked for again."""
        self._lock = threading.Lock()
        self._next = 0
        self._aborts = [Abort() for _ in range(min(at_once, len(pieces)))]
        self._ends: queue.SimpleQueue[BaseException | None] = queue.SimpleQueue()
        """What each thread ended with; None: there was nothing left to do."""

    def run(self, abort: Abort) -> list[str]:
        with abort.stops(self._give_up):
            for own in self._aborts:
                work = partial(self._work, own)
                threading.Thread(target=work, daemon=True, name="piece").start()
            for _ in self._aborts:
                error = self._ends.get()
                if error is not None:
                    self._stop()
                    raise error
        for index, due in sorted(self._again.items()):
            abort.wait(max(0.0, due - time.monotonic()))
            log.info("asking once more for piece %d of %d", index + 1, len(self._pieces))
            self._texts[index] = self._ask(self._pieces[index], self._before(index), abort)
        return [text or "" for text in self._texts]

    def _work(self, abort: Abort) -> None:
        try:
            while (index := self._taken()) is not None and not abort.asked:
                self._try(index, abort)
            self._ends.put(None)
        except BaseException as error:  # noqa: BLE001 - it is raised again by the thread that waits
            self._ends.put(error)

    def _taken(self) -> int | None:
        with self._lock:
            index = self._next
            self._next += 1
        return index if index < len(self._pieces) else None

    def _try(self, index: int, abort: Abort) -> None:
        try:
            self._texts[index] = self._ask(self._pieces[index], self._before(index), abort)
        except ProblemError as error:
            wait_s = wait_before_retry_s(error)
            with self._lock:
                if wait_s is None and error.problem.code is Code.TIMED_OUT and len(self._aborts) > 1:
                    wait_s = 0.0  # the server may have worked on the others all the time
                if wait_s is None or len(self._again) == MOST_FAILED:
                    raise
                self._again[index] = time.monotonic() + wait_s

    def _before(self, index: int) -> str:
        """The text up to this piece, back to the first gap; empty while the one before it is not there."""
        start = index
        while start > 0 and self._texts[start - 1] is not None:
            start -= 1
        return joined([text or "" for text in self._texts[start:index]])

    def _give_up(self) -> None:
        self._ends.put(AbortedError())
        self._stop()

    def _stop(self) -> None:
        for own in self._aborts:
            own.ask()

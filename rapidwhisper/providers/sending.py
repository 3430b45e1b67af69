"""The pieces of one recording, some at a time; one that fails is asked for once more, alone in the end.

Where pieces still come while others are under way, it is asked for with the next one already. What helps a
failed piece is mostly that the others are done: fewer connections, a limit that is no longer exceeded. The
texts of those others are kept meanwhile, which is why a recording of one piece is not asked for twice: there
the next provider, or the user, decides.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import TypeAlias

from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.core.segments import joined
from rapidwhisper.providers.abort import Abort, AbortedError
from rapidwhisper.providers.answers import RefusedError
from rapidwhisper.providers.piece import Piece

MOST_FAILED = 3
"""Pieces of a recording: more are no accident."""

LONGEST_WAIT_S = 20.0

_PASSING = {Code.CONNECTION_LOST, Code.RATE_LIMITED}

Ask: TypeAlias = Callable[[Piece, str, Abort], str]
"""A piece's text, by the piece and the text just before it as far as it is known."""

log = logging.getLogger(__name__)


def texts(pieces: Sequence[Piece], ask: Ask, abort: Abort, *, at_once: int) -> list[str]:
    """In the order of the pieces; raises what `ask` raises, AbortedError once `abort` was asked."""
    if len(pieces) == 1:
        return [ask(pieces[0], "", abort)]
    sending = Round(ask, at_once=at_once)
    sending.add(*pieces)
    return sending.texts(abort)


def wait_before_retry_s(error: ProblemError, longest_s: float = LONGEST_WAIT_S) -> float | None:
    """How long to leave the server alone before a piece is asked for again; None: that would not help."""
    faulty = isinstance(error, RefusedError) and error.answer.status >= 500  # noqa: PLR2004 - its own faults
    if not faulty and error.problem.code not in _PASSING:
        return None
    wait_s = float(error.problem.facts.get("wait") or 0)
    return wait_s if wait_s <= longest_s else None


class Round:
    """Pieces may be added while others are under way. Any number of threads may use it."""

    def __init__(self, ask: Ask, *, at_once: int) -> None:
        self._ask = ask
        self._at_once = at_once
        self._pieces: dict[int, Piece] = {}
        """Those without a text: an hour of sound is not kept for its words."""
        self._texts: list[str | None] = []
        self._todo: deque[int] = deque()
        self._again: dict[int, float] = {}
        """Pieces that failed, and when they may be asked for again."""
        self._under_way: dict[threading.Thread, Abort] = {}
        self._changed = threading.Condition()
        self._repeated: set[int] = set()
        self._last = False
        """All pieces are there, and somebody waits for their texts."""
        self.failure: BaseException | None = None
        """Nothing more is asked for."""
        self.failed_early = False
        """What failed was asked for before the last pieces were there."""

    def add(self, *pieces: Piece) -> None:
        """They are asked for at once, and before them, once more, what failed and may be asked for by now."""
        with self._changed:
            if self.failure is not None:
                return
            now = time.monotonic()
            for index in [index for index, due in sorted(self._again.items()) if due <= now]:
                if index not in self._repeated:
                    self._repeated.add(index)
                    del self._again[index]
                    self._todo.append(index)
            for piece in pieces:
                self._todo.append(len(self._texts))
                self._pieces[len(self._texts)] = piece
                self._texts.append(None)
            for _ in range(min(self._at_once - len(self._under_way), len(self._todo))):
                own = Abort()
                thread = threading.Thread(target=self._work, args=(own,), daemon=True, name="piece")
                self._under_way[thread] = own
                thread.start()

    def texts(self, abort: Abort) -> list[str]:
        """In the order of the pieces; raises what `ask` raised, AbortedError once `abort` was asked."""
        with abort.stops(self.stop), self._changed:
            self._last = True
            self._changed.wait_for(lambda: self.failure is not None or not self._under_way)
            if self.failure is not None:
                raise self.failure
        for index, due in sorted(self._again.items()):
            abort.wait(max(0.0, due - time.monotonic()))
            log.info("asking once more for piece %d of %d", index + 1, len(self._texts))
            self._texts[index] = self._ask(self._pieces[index], self._before(index), abort)
        return [text or "" for text in self._texts]

    def stop(self) -> None:
        """Nobody wants their texts any more."""
        self._fail(AbortedError())

    def _fail(self, error: BaseException) -> None:
        with self._changed:
            self.failure = self.failure or error
            self._todo.clear()
            aborts = list(self._under_way.values())
            self._changed.notify_all()
        for own in aborts:
            own.ask()

    def _work(self, abort: Abort) -> None:
        try:
            while (index := self._next()) is not None:
                self._try(index, abort)
        except BaseException as error:  # noqa: BLE001 - it is raised again by the thread that waits
            with self._changed:
                self._under_way.pop(threading.current_thread(), None)
            self._fail(error)

    def _next(self) -> int | None:
        """None: there is nothing left to do, and this thread is no longer under way."""
        with self._changed:
            if self._todo:
                return self._todo.popleft()
            del self._under_way[threading.current_thread()]
            self._changed.notify_all()
            return None

    def _try(self, index: int, abort: Abort) -> None:
        early = not self._last
        try:
            self._texts[index] = self._ask(self._pieces[index], self._before(index), abort)
            del self._pieces[index]
        except ProblemError as error:
            wait_s = wait_before_retry_s(error)
            with self._changed:
                if wait_s is None and error.problem.code is Code.TIMED_OUT and self._at_once > 1:
                    wait_s = 0.0  # the server may have worked on the others all the time
                if wait_s is None or len(self._again) == MOST_FAILED:
                    self.failed_early = self.failed_early or early
                    raise
                self._again[index] = time.monotonic() + wait_s

    def _before(self, index: int) -> str:
        """The text up to this piece, back to the first gap; empty while the one before it is not there."""
        start = index
        while start > 0 and self._texts[start - 1] is not None:
            start -= 1
        return joined([text or "" for text in self._texts[start:index]])

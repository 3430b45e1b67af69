"""All of a file, from its first part to its last: some at a time, in order, with gaps where it must be."""

import threading
from collections import deque
from collections.abc import Callable, Iterator

from rapidwhisper.core.cutting import Part
from rapidwhisper.core.passage import Passage
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.transcribing.asked import Asked, Speech

LOOK_S = 0.1
"""How soon a wish to stop is noticed, and that a dictation is over."""

LET_GO_S = 1.0

IN_A_ROW = 3
"""Parts that fail one behind the other: the next one would, too."""

_OF_ONE_PART = {
    *(Code.CONNECTION_LOST, Code.TIMED_OUT, Code.RATE_LIMITED, Code.SERVER_LOADING, Code.SERVER_ERROR),
    *(Code.ERROR_ANSWER, Code.UNUSABLE_ANSWER, Code.REQUEST_REFUSED, Code.CONTENT_REFUSED, Code.TOO_LARGE),
    *(Code.ENGINE_FAILED, Code.INTERNAL),
}
"""The next part may have more luck; with a refused key or without a network it has none."""


def _always() -> bool:
    return True


class Work:
    """For one file, on one thread."""

    def __init__(
        self,
        speech: Speech,
        settings: Settings,
        *,
        at_once: int,
        stopped: Callable[[], bool],
        free: Callable[[], bool] = _always,
    ) -> None:
        """`stopped`: whether nobody wants more of it. `free`: whether the next part may be asked for now."""
        self._speech = speech
        self._settings = settings
        self._at_once = at_once
        self._stopped = stopped
        self._free = free
        self._under_way: deque[Asked] = deque()
        self._woken = threading.Event()
        self._failed = 0
        self._end: Problem | None = None
        """Why nothing more is asked for."""
        self._all_asked = False

    def passages(self, parts: Iterator[Part], seconds: float) -> Iterator[Passage]:
        """In order and without a hole, up to the last of so many seconds; what came is never lost.

        Raises ProblemError where there is nothing in the file.
        """
        reached = 0.0
        try:
            for passage in self._all(parts):
                yield passage
                reached = passage.stop_s
        finally:
            self.give_up()
        if self._end is not None and (self._under_way or not self._all_asked):
            if not reached and self._end.code is Code.FILE_TOO_SHORT:
                raise ProblemError(self._end)
            yield Passage(reached, max(reached, seconds), problem=self._end)

    def give_up(self) -> None:
        """What is asked for by now; from any thread, and it waits for nothing."""
        for each in tuple(self._under_way):
            each.give_up()

    def _all(self, parts: Iterator[Part]) -> Iterator[Passage]:
        try:
            for part in parts:
                yield from self._until(self._has_room)
                if self._end is not None:
                    break
                self._under_way.append(Asked(part, self._speech, self._settings, self._woken.set))
            else:
                self._all_asked = True
        except ProblemError as error:  # of the file
            yield from self._until(self._is_empty)
            self._end = self._end or error.problem
        yield from self._until(self._is_empty)
        yield from self._left_over()

    def _until(self, enough: Callable[[], bool]) -> Iterator[Passage]:
        """What is answered until then, or until there is a reason to end."""
        while True:
            while self._end is None and (passage := self._next()) is not None:
                yield self._noted(passage)
            if self._stopped():
                self._end = self._end or problem(Code.CANCELLED)
            if self._end is not None or enough():
                return
            self._woken.wait(LOOK_S)
            self._woken.clear()

    def _next(self) -> Passage | None:
        """The first of those under way, if it is over."""
        passage = self._under_way[0].passage if self._under_way else None
        if passage is not None:
            self._under_way.popleft()
        return passage

    def _has_room(self) -> bool:
        return len(self._under_way) < self._at_once and self._free()

    def _is_empty(self) -> bool:
        return not self._under_way

    def _noted(self, passage: Passage) -> Passage:
        cause = passage.problem
        self._failed = 0 if cause is None else self._failed + 1
        if cause is not None and (cause.code not in _OF_ONE_PART or self._failed == IN_A_ROW):
            self._end = cause
        return passage

    def _left_over(self) -> Iterator[Passage]:
        """What was asked for and has been answered, behind what has not."""
        self.give_up()
        for each in self._under_way:
            each.wait(LET_GO_S)
        answered = [place for place, each in enumerate(self._under_way) if each.passage is not None]
        for _ in range(max(answered, default=-1) + 1):
            each = self._under_way.popleft()
            yield each.passage or Passage(each.start_s, each.stop_s, problem=self._end)

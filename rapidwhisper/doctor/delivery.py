"""One text through the inserter on behalf of no dictation, awaited by the thread that wants to know."""

from queue import Empty, SimpleQueue

from rapidwhisper.core.dictation import DictationId, Target
from rapidwhisper.core.events import Event, Inserted, NotInserted, TargetNoted
from rapidwhisper.core.ports import Inserter
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.settings import Settings

NOTED_S = 3.0
INSERTED_S = 30.0
"""Longer than any insertion takes."""


class Delivery:
    """Each question has a number of its own, below those of dictations: an answer that comes too late for
    one is none to the next.
    """

    def __init__(self) -> None:
        self._question: tuple[DictationId, SimpleQueue[Event]] = 0, SimpleQueue()
        """One value, because it is answered on another thread."""

    def takes(self, event: Event) -> bool:
        """Whether it was an answer to us, and concerns no dictation."""
        match event:
            case TargetNoted(id=number) | Inserted(id=number) | NotInserted(id=number) if number < 0:
                asked, answers = self._question
                if number == asked:
                    answers.put(event)
                return True
        return False

    def target(self, inserter: Inserter) -> Target | None:
        """The window in front, our own excepted."""
        inserter.note_target(self._next())
        match self._answer(NOTED_S):
            case TargetNoted(target=target):
                return target
        return None

    def insert(self, inserter: Inserter, text: str, target: Target, settings: Settings) -> Problem | None:
        """None once the window has taken it."""
        inserter.insert(self._next(), text, target, settings)
        match self._answer(INSERTED_S):
            case Inserted():
                return None
            case NotInserted(problem=obstacle):
                return obstacle
        return problem(Code.KEPT_NOT_TAKEN)

    def _next(self) -> DictationId:
        number = self._question[0] - 1
        self._question = number, SimpleQueue()
        return number

    def _answer(self, seconds: float) -> Event | None:
        try:
            return self._question[1].get(timeout=seconds)
        except Empty:
            return None

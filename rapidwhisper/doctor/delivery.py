"""One text through the inserter on behalf of no dictation, awaited by the thread that wants to know."""

from queue import Empty, SimpleQueue

from rapidwhisper.core.dictation import DictationId, Target
from rapidwhisper.core.events import Event, Inserted, NotInserted, TargetNoted
from rapidwhisper.core.ports import Inserter
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.settings import Settings

TRIAL: DictationId = -1
"""No dictation has this number."""

NOTED_S = 3.0
INSERTED_S = 30.0
"""Longer than any insertion takes."""


class Delivery:
    def __init__(self) -> None:
        self._answers: SimpleQueue[Event] = SimpleQueue()

    def takes(self, event: Event) -> bool:
        """Whether it was an answer to us, and concerns no dictation."""
        match event:
            case TargetNoted(id=number) | Inserted(id=number) | NotInserted(id=number) if number == TRIAL:
                self._answers.put(event)
                return True
        return False

    def target(self, inserter: Inserter) -> Target | None:
        """The window in front, our own excepted."""
        inserter.note_target(TRIAL)
        match self._answer(NOTED_S):
            case TargetNoted(target=target):
                return target
        return None

    def insert(self, inserter: Inserter, text: str, target: Target, settings: Settings) -> Problem | None:
        """None once the window has taken it."""
        inserter.insert(TRIAL, text, target, settings)
        match self._answer(INSERTED_S):
            case Inserted():
                return None
            case NotInserted(problem=obstacle):
                return obstacle
        return problem(Code.KEPT_NOT_TAKEN)

    def _answer(self, seconds: float) -> Event | None:
        try:
            return self._answers.get(timeout=seconds)
        except Empty:
            return None

"""Small ports that only a test needs: timers that fire by hand, and a notifier that remembers."""

from rapidwhisper.core.cue import Cue
from rapidwhisper.core.events import Timer, TimerFired
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Problem


class FakeTimers:
    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self.running: dict[Timer, float] = {}

    def set(self, timer: Timer, seconds: float) -> None:
        self.running[timer] = seconds

    def clear(self, timer: Timer) -> None:
        self.running.pop(timer, None)

    def fire(self, timer: Timer) -> None:
        """The time is over, if the timer is still running."""
        if self.running.pop(timer, None) is not None:
            self._emit(TimerFired(timer))


class FakeCues:
    def __init__(self) -> None:
        self.played: list[Cue] = []

    def play(self, cue: Cue) -> None:
        self.played.append(cue)


class FakeNotifier:
    def __init__(self) -> None:
        self.told: list[Problem] = []

    def tell(self, problem: Problem) -> None:
        self.told.append(problem)

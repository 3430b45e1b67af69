"""How fast a download is, told a few times a second."""

import time
from collections import deque
from collections.abc import Callable
from typing import TypeAlias

from rapidwhisper.core.local_model import Phase, Standing

Told: TypeAlias = Callable[[Standing], None]

TOLD_EVERY_S = 0.2
OVER_S = 5.0
"""So long back the speed looks."""


class Progress:
    def __init__(self, all_bytes: int, left_bytes: Callable[[], int], told: Told) -> None:
        self._all_bytes = all_bytes
        self._left_bytes = left_bytes
        self._told = told
        self._steps: deque[tuple[float, int]] = deque()
        self._phase: Phase | None = None

    def at(self, phase: Phase) -> None:
        """Tells every change of the phase, and of the rest as much as people can read."""
        now = time.monotonic()
        if phase is self._phase and self._steps and now - self._steps[-1][0] < TOLD_EVERY_S:
            return
        self._phase = phase
        done_bytes = self._all_bytes - self._left_bytes()
        self._steps.append((now, done_bytes))
        while now - self._steps[0][0] > OVER_S:
            self._steps.popleft()
        self._told(Standing(phase, done_bytes, self._all_bytes, self._bytes_per_s()))

    def _bytes_per_s(self) -> float | None:
        (began, before), (now, done) = self._steps[0], self._steps[-1]
        return (done - before) / (now - began) if now > began and done > before else None

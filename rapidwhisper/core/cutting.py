"""Where a long sound is cut into pieces while it is being read; the pieces add up to it, sample by sample."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from rapidwhisper.core.audio import RATE, Clip, Samples
from rapidwhisper.core.segments import SHORTEST_S, plan


@dataclass(frozen=True, slots=True)
class Lengths:
    """Of the pieces, in seconds."""

    enough: float
    """From here on the next pause ends a piece."""
    longest: float
    """Without a pause it ends at its last one, or where it is quietest."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    start: int
    """Its first sample, of the whole."""
    clip: Clip

    @property
    def start_s(self) -> float:
        return self.start / RATE

    @property
    def stop_s(self) -> float:
        return (self.start + len(self.clip.samples)) / RATE


class Cutter:
    """No part is a splinter, except the only one of a short sound."""

    def __init__(self, lengths: Lengths) -> None:
        self._enough = int(lengths.enough * RATE)
        self._longest = int(lengths.longest * RATE)
        self._shortest = int(min(SHORTEST_S, lengths.longest / 3) * RATE)
        self._start = 0
        self._blocks: list[Samples] = []
        self._length = 0
        self._pauses: list[int] = []
        """Of the whole, in order."""

    def feed(self, samples: Samples, pauses: Iterable[int]) -> Iterator[Part]:
        """`pauses`: samples of the whole before which it may be cut."""
        self._blocks.append(samples)
        self._length += len(samples)
        self._pauses += pauses
        while (at := self._place()) is not None:
            yield self._cut(at)

    def finish(self) -> Iterator[Part]:
        while self._length > self._longest:
            yield self._cut(self._last_resort())
        if self._length:
            yield self._cut(self._length)

    def _place(self) -> int | None:
        """Where the next part ends, by samples of what is here; None: not here yet."""
        possible = (at - self._start for at in self._pauses)
        latest = min(self._longest, self._length - self._shortest)
        at = next((at for at in possible if self._enough <= at <= latest), None)
        if at is None and self._length >= self._longest + self._shortest:
            return self._last_resort()
        return at

    def _last_resort(self) -> int:
        latest = min(self._longest, self._length - self._shortest)
        earlier = [at - self._start for at in self._pauses if at - self._start <= latest]
        if earlier and earlier[-1] >= self._shortest:
            return earlier[-1]
        return plan(self._joined(), self._longest / RATE)[0].stop

    def _cut(self, at: int) -> Part:
        samples = self._joined()
        part = Part(self._start, Clip(samples[:at].copy()))  # a view would keep what comes behind it
        self._start += at
        self._length -= at
        self._blocks = [samples[at:]]
        self._pauses = [pause for pause in self._pauses if pause > self._start]
        return part

    def _joined(self) -> Samples:
        if len(self._blocks) > 1:
            self._blocks = [np.concatenate(self._blocks)]
        return self._blocks[0]

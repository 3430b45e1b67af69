"""The part of a recording that has not been sent yet, and as a file what is encoded of it."""

from collections.abc import Iterable

import numpy as np

from rapidwhisper.core.audio import RATE, Clip, Samples
from rapidwhisper.providers.capabilities import Format
from rapidwhisper.providers.encode import Encoder, encoder, never_larger
from rapidwhisper.providers.piece import Piece

BACK = RATE // 2
"""A pause is told of when it is already a while ago: the newest samples may belong to the next segment."""


class Segment:
    """Positions are samples of the whole recording. Used by one thread at a time."""

    def __init__(self, start: int, samples: Iterable[Samples] = ()) -> None:
        self.start = start
        self.forgotten = False
        """Its samples are no longer here."""
        self._blocks = list(samples)
        self._encoder: Encoder | None = None
        self._format: Format | None = None
        self._encoded = start

    def add(self, samples: Iterable[Samples]) -> None:
        if not self.forgotten:
            self._blocks += samples

    def forget(self) -> None:
        self.forgotten = True
        self._blocks.clear()
        self._encoder = None

    def encode(self, until: int, wanted: Format) -> None:
        """As the format that is wanted at the first call."""
        if self.forgotten or until <= self._encoded:
            return
        if self._format is None:
            self._format = wanted
            self._encoder = encoder(wanted)
        if self._encoder is not None:
            self._encoder.add(self._samples[self._encoded - self.start : until - self.start])
        self._encoded = until

    def piece(self, stop: int) -> Piece:
        """All until there; it is encoded no further then."""
        clip = Clip(self._samples[: stop - self.start])
        if self._encoder is None or self._encoded != stop:
            return Piece(clip)
        return Piece(clip, never_larger(self._encoder.finish(), clip))

    def after(self, at: int) -> "Segment":
        """What comes behind it."""
        return Segment(at, [self._samples[at - self.start :].copy()])  # a view would keep all of it

    @property
    def _samples(self) -> Samples:
        """All of them; the blocks become one."""
        if len(self._blocks) != 1:
            self._blocks = [np.concatenate(self._blocks) if self._blocks else np.empty(0, np.int16)]
        return self._blocks[0]

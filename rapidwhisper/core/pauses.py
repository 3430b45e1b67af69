"""Where a recording may be cut while it is still being spoken: in the middle of a clear pause."""

CLEAR_S = 0.4
"""Shorter ones may be within a word: the silence before a “p” or a “t” takes a quarter of a second."""

QUIET = 0.15
"""Below this probability of speech nobody speaks. Measured: noise of -30 dBFS between sentences is below."""


class Pauses:
    """Fed with a voice detector's verdicts; tells of each clear pause behind speech once."""

    def __init__(self, *, chunk: int, rate: int) -> None:
        """`chunk`: samples per verdict."""
        self._chunk = chunk
        self._clear = CLEAR_S * rate
        self._judged = 0
        self._quiet = 0
        self._spoken = False

    def feed(self, probability: float) -> int | None:
        """The sample in the middle of the pause that has just become clear."""
        self._judged += self._chunk
        if probability >= QUIET:
            self._quiet = 0
            self._spoken = True
            return None
        self._quiet += self._chunk
        if not self._spoken or self._quiet < self._clear:
            return None
        self._spoken = False
        return self._judged - self._quiet // 2

"""How often a program that starts itself anew has lost its display: it may not do so for ever."""

from dataclasses import dataclass

VARIABLE = "RAPIDWHISPER_DISPLAY_LOST"
"""Hands the losses on to the next start."""

MOST = 5
WITHIN_S = 60.0


@dataclass(frozen=True, slots=True)
class Losses:
    """Seconds of the monotonic clock, which is the same for all programs between two boots."""

    times: tuple[float, ...] = ()

    @classmethod
    def read(cls, text: str) -> "Losses":
        try:
            return cls(tuple(float(time) for time in text.split()))
        except ValueError:
            return cls()

    def one_more(self, now: float) -> "Losses":
        return Losses((*(time for time in self.times if 0 <= now - time < WITHIN_S), now))

    @property
    def too_many(self) -> bool:
        return len(self.times) > MOST

    def __str__(self) -> str:
        return " ".join(f"{time:.3f}" for time in self.times)

"""How far a long work is, how fast it goes, and how long it will still take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    done_s: float
    """Of sound."""
    total_s: float
    elapsed_s: float

    @property
    def share(self) -> float:
        """0 to 1."""
        return min(1.0, self.done_s / self.total_s) if self.total_s > 0 else 0.0

    @property
    def percent(self) -> int:
        """100 only when it is done."""
        return int(100 * self.share)

    @property
    def speed(self) -> float:
        """Times real time; 0: not known yet."""
        return self.done_s / self.elapsed_s if self.elapsed_s > 0 else 0.0

    @property
    def left_s(self) -> float | None:
        """None: not known yet."""
        return max(0.0, self.total_s - self.done_s) / self.speed if self.speed > 0 else None

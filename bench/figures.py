"""A figure: what was measured how often, and what it has to reach."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class By(StrEnum):
    """Which of its values a figure is judged by."""

    P50 = "p50"
    P95 = "p95"


class Verdict(StrEnum):
    AIM = "aim"
    MUST = "must"
    MISSED = "missed"
    NOT_THERE = "not there"
    SHOWN = "shown"
    """Nothing is asked of it."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What a bare program needs for the same, in the same run."""

    name: str
    unit: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    key: str
    """As in "P1"; several figures may share it."""
    name: str
    unit: str
    """Empty: a ratio or a count."""
    values: tuple[float, ...]
    """Empty: it could not be measured."""
    must: float | None = None
    aim: float | None = None
    by: By = By.P95
    calibration: tuple[Calibration, ...] = ()
    whole: int | None = None
    """In how many of them every word came once and in its place, where that was looked at."""
    course: dict[int, float] = field(default_factory=dict)
    """How what is measured went on: after how many dictations how much."""
    texts: tuple[Mapping[str, str], ...] = ()
    """What was spoken and what was heard, where that was looked at."""

    @property
    def number(self) -> int:
        """Of its key."""
        return int(self.key[1:])

    @property
    def p50(self) -> float:
        return percentile(self.values, 50)

    @property
    def p95(self) -> float:
        return percentile(self.values, 95)

    @property
    def verdict(self) -> Verdict:
        if not self.values:
            return Verdict.NOT_THERE
        if self.must is None or self.aim is None:
            return Verdict.SHOWN
        judged = self.p95 if self.by is By.P95 else self.p50
        if judged <= self.aim:
            return Verdict.AIM
        return Verdict.MUST if judged <= self.must else Verdict.MISSED


def percentile(values: Sequence[float], share: float) -> float:
    """Between two values the straight line; of few values the 95th is nearly the largest."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * share / 100
    low, high = ordered[math.floor(place)], ordered[math.ceil(place)]
    return low if low == high else low + (high - low) * (place - math.floor(place))

"""How long dictations took, by who transcribed them: the usual time, and that of the slow ones."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from rapidwhisper.core.laps import TOTAL, Lap
from rapidwhisper.history.row import Row

ORDER = (TOTAL, *Lap)


@dataclass(frozen=True, slots=True)
class Spread:
    count: int
    p50: int
    p95: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one provider with one model."""

    provider: str
    model: str
    dictations: int
    seconds: float
    """Of speech."""
    timings_ms: Mapping[str, Spread]
    """Of the total and of each lap, in order; what was never measured is left out."""

    def as_json(self) -> dict[str, Any]:
        """What `rapidwhisper stats --json` shows."""
        return {**asdict(self), "seconds": round(self.seconds, 1)}


def figures(rows: Iterable[Row]) -> list[Figures]:
    """Of those that have a text; who has transcribed most comes first."""
    by_source: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.text:
            by_source[row.source.provider, row.source.model].append(row)
    found = [
        Figures(provider, model, len(own), sum(row.seconds for row in own), dict(_spreads(own)))
        for (provider, model), own in by_source.items()
    ]
    return sorted(found, key=lambda each: (-each.dictations, each.provider, each.model))


def since(rows: Iterable[Row], begin: datetime) -> Iterator[Row]:
    """Those that were spoken since then; a date that is none is before everything."""
    for row in rows:
        try:
            spoken_at = datetime.fromisoformat(row.started_at).astimezone()
        except (ValueError, OverflowError):
            continue
        if spoken_at >= begin:
            yield row


def percentile(values: Sequence[int], percent: int) -> int:
    """By nearest rank: the smallest of the values that at least so many per cent of them do not exceed."""
    return sorted(values)[max(0, math.ceil(percent / 100 * len(values)) - 1)]


def _spreads(rows: Sequence[Row]) -> Iterator[tuple[str, Spread]]:
    for name in ORDER:
        values = [row.timings_ms[name] for row in rows if name in row.timings_ms]
        if values:
            yield str(name), Spread(len(values), percentile(values, 50), percentile(values, 95))

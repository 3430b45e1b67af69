"""Figures as pictures: each value a dot, median and 95th percentile as lines, and what is to be reached."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bench.figures import Figure, percentile
from bench.svg import INK, PALE, dot, line, path, picture, text

WIDTH = 860
LEFT, RIGHT = 290, 40
ROW, AXIS, TITLE = 44, 46, 40
COURSE = 220
DOT, MUST, AIM, QUIET = "#0969da", "#cf222e", "#1a7f37", "#57606a"


@dataclass(frozen=True, slots=True)
class Panel:
    """Rows that share an axis."""

    unit: str
    rows: Sequence[tuple[str, Sequence[float]]]
    limits: Sequence[tuple[str, float, str]] = ()
    """A word, the place and the colour."""

    @property
    def height(self) -> int:
        return ROW * len(self.rows) + AXIS


@dataclass(frozen=True, slots=True)
class Scale:
    low: float
    high: float
    step: float

    def part(self, value: float) -> float:
        """Where it lies between the ends, 0 to 1."""
        return (value - self.low) / (self.high - self.low)

    def x(self, value: float) -> float:
        return LEFT + self.part(value) * (WIDTH - LEFT - RIGHT)

    def ticks(self) -> Iterator[float]:
        for count in range(round((self.high - self.low) / self.step) + 1):
            yield self.low + count * self.step


def plots(figures: Sequence[Figure]) -> dict[str, str]:
    """One picture for each key, by its name."""
    measured = sorted((each for each in figures if each.values), key=lambda each: each.key)
    pictures = {
        key: _picture(key, [panel for figure in group for panel in _panels(figure)])
        for key, group in groupby(measured, key=lambda each: each.key)
    }
    return pictures | {f"{each.key}-course": _course(each) for each in measured if each.course}


def _panels(figure: Figure) -> Iterator[Panel]:
    same = [(each.name, each.values) for each in figure.calibration if each.unit == figure.unit]
    asked = (("must", figure.must, MUST), ("aim", figure.aim, AIM))
    limits = [(word, limit, colour) for word, limit, colour in asked if limit is not None]
    yield Panel(figure.unit, [(figure.name, figure.values), *same], limits)
    others = [each for each in figure.calibration if each.unit != figure.unit]
    if others:
        yield Panel(others[0].unit, [(each.name, each.values) for each in others])


def _picture(key: str, panels: Sequence[Panel]) -> str:
    parts = [text(16, 26, key, bold=True)]
    top = TITLE
    for panel in panels:
        parts += _drawn(panel, top)
        top += panel.height
    return picture(parts, WIDTH, top + 8)


def _drawn(panel: Panel, top: float) -> Iterator[str]:
    values = [value for _, each in panel.rows for value in each if math.isfinite(value)]
    scale = _scale([*values, *(limit for _, limit, _ in panel.limits)])
    bottom = top + ROW * len(panel.rows)
    for tick in scale.ticks():
        yield line((scale.x(tick), top), (scale.x(tick), bottom), PALE)
        yield text(scale.x(tick), bottom + 16, f"{tick:g}", anchor="middle")
    yield text(LEFT - 14, bottom + 16, panel.unit or "ratio or count", anchor="end", colour=QUIET)
    for word, limit, colour in panel.limits:
        yield line((scale.x(limit), top - 2), (scale.x(limit), bottom), colour, width=2, dashed=True)
        yield text(scale.x(limit), bottom + 31, word, anchor="middle", colour=colour)
    for number, (name, each) in enumerate(panel.rows):
        yield from _row(name, each, scale, top + ROW * number + ROW / 2)


def _row(name: str, values: Sequence[float], scale: Scale, y: float) -> Iterator[str]:
    yield text(LEFT - 14, y - 2, name.strip("`"), anchor="end")
    yield text(LEFT - 14, y + 13, f"N = {len(values)}", anchor="end", colour=QUIET)
    seen = [value for value in values if math.isfinite(value)]
    for number, value in enumerate(seen):
        yield dot(scale.x(value), y + number * 7 % 15 - 7, DOT)
    for share, width in ((50, 3.0), (95, 1.5)) if seen else ():
        x = scale.x(percentile(seen, share))
        yield line((x, y - 14), (x, y + 14), INK, width=width)


def _course(figure: Figure) -> str:
    """What was held after each dictation."""
    across, up = _scale([0.0, *figure.course]), _scale([0.0, *figure.course.values()])
    bottom = TITLE + COURSE

    def y(value: float) -> float:
        return bottom - up.part(value) * COURSE

    parts = [
        text(16, 26, figure.key, bold=True),
        text(WIDTH - RIGHT, bottom + 36, "dictations", anchor="end"),
    ]
    for tick in up.ticks():
        parts.append(line((LEFT, y(tick)), (WIDTH - RIGHT, y(tick)), PALE))
        parts.append(text(LEFT - 10, y(tick) + 4, f"{tick:g} MB", anchor="end"))
    parts += [text(across.x(tick), bottom + 18, f"{tick:g}", anchor="middle") for tick in across.ticks()]
    parts.append(path([(across.x(count), y(mb)) for count, mb in sorted(figure.course.items())], DOT))
    return picture(parts, WIDTH, bottom + 48)


def _scale(values: Sequence[float]) -> Scale:
    """Around all of them, in steps that people count in; from 0 on unless they are far from it."""
    low, high = min(values), max(values)
    low = min(low, 0.0) if low < 0.6 * high else low
    rough = max(high - low, 1e-9) / 6
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * each for each in (1, 2, 5, 10) if power * each >= rough)
    low, high = math.floor(low / step) * step, math.ceil(high / step) * step
    return Scale(low, max(high, low + step), step)

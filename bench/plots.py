"""Figures as pictures (SVG): each value a dot, median and 95th percentile as lines, and the limits."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from bench.figures import Figure, percentile

WIDTH = 860
LEFT, RIGHT = 290, 40
ROW, AXIS, TITLE = 44, 46, 40
INK, PALE, DOT, MUST, AIM = "#1b1f24", "#d0d7de", "#0969da", "#cf222e", "#1a7f37"
STYLE = f'font-family="sans-serif" font-size="13" fill="{INK}"'


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
    """From values to places on the picture."""

    low: float
    high: float
    step: float

    def x(self, value: float) -> float:
        return LEFT + (value - self.low) / (self.high - self.low) * (WIDTH - LEFT - RIGHT)

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
    courses = {f"{each.key}-course": _course(each) for each in measured if each.course}
    return pictures | courses


def _panels(figure: Figure) -> Iterator[Panel]:
    same = [(each.name, each.values) for each in figure.calibration if each.unit == figure.unit]
    limits = (("must", figure.must, MUST), ("aim", figure.aim, AIM))
    yield Panel(figure.unit, [(figure.name, figure.values), *same], limits)
    others = [each for each in figure.calibration if each.unit != figure.unit]
    if others:
        yield Panel(others[0].unit, [(each.name, each.values) for each in others])


def _picture(key: str, panels: Sequence[Panel]) -> str:
    parts = [_title(key)]
    top = TITLE
    for panel in panels:
        parts += _drawn(panel, top)
        top += panel.height
    return _svg(parts, top + 8)


def _drawn(panel: Panel, top: float) -> Iterator[str]:
    values = [value for _, each in panel.rows for value in each if math.isfinite(value)]
    scale = _scale([*values, *(limit for _, limit, _ in panel.limits)])
    bottom = top + ROW * len(panel.rows)
    for tick in scale.ticks():
        x = scale.x(tick)
        yield _upright(x, top, bottom, PALE)
        yield _text(x, bottom + 16, f"{tick:g}", "middle")
    yield _text(WIDTH - RIGHT, bottom + 32, panel.unit or "ratio or count", "end")
    for word, limit, colour in panel.limits:
        x = scale.x(limit)
        yield _upright(x, top - 2, bottom, colour, ' stroke-width="2" stroke-dasharray="5 3"')
        yield _text(x, bottom + 32, word, "middle", colour)
    for number, (name, each) in enumerate(panel.rows):
        yield from _row(name, each, scale, top + ROW * number + ROW / 2)


def _row(name: str, values: Sequence[float], scale: Scale, y: float) -> Iterator[str]:
    yield _text(LEFT - 14, y - 2, name, "end")
    yield _text(LEFT - 14, y + 13, f"N = {len(values)}", "end", "#57606a")
    seen = [value for value in values if math.isfinite(value)]
    for number, value in enumerate(seen):
        place = f'cx="{scale.x(value):.1f}" cy="{y + number * 7 % 15 - 7:.1f}"'
        yield f'<circle {place} r="3" fill="{DOT}" fill-opacity="0.45"/>'
    for share, width in ((50, 3), (95, 1.5)) if seen else ():
        x = scale.x(percentile(seen, share))
        yield _upright(x, y - 14, y + 14, INK, f' stroke-width="{width}"')


def _course(figure: Figure) -> str:
    """What was held after each dictation."""
    across, up = _scale([0.0, *figure.course]), _scale([0.0, *figure.course.values()])
    top, bottom = TITLE, TITLE + 220

    def y(value: float) -> float:
        return bottom - (value - up.low) / (up.high - up.low) * (bottom - top)

    parts = [_title(figure.key)]
    for tick in up.ticks():
        parts.append(_path([(LEFT, y(tick)), (WIDTH - RIGHT, y(tick))], PALE))
        parts.append(_text(LEFT - 10, y(tick) + 4, f"{tick:g} MB", "end"))
    parts += [_text(across.x(tick), bottom + 18, f"{tick:g}", "middle") for tick in across.ticks()]
    parts.append(_text(WIDTH - RIGHT, bottom + 36, "dictations", "end"))
    parts.append(_path([(across.x(count), y(mb)) for count, mb in sorted(figure.course.items())], DOT))
    return _svg(parts, bottom + 48)


def _path(points: Sequence[tuple[float, float]], colour: str) -> str:
    places = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="1.5"/>'


def _scale(values: Sequence[float]) -> Scale:
    """Around all of them, in steps that people count in."""
    low, high = min(values), max(values)
    low = min(low, 0.0) if low < 0.4 * high else low
    rough = max(high - low, 1e-9) / 6
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * each for each in (1, 2, 5, 10) if power * each >= rough)
    low, high = math.floor(low / step) * step, math.ceil(high / step) * step
    return Scale(low, max(high, low + step), step)


def _title(key: str) -> str:
    return f'<text x="16" y="26" font-weight="bold">{key}</text>'


def _text(x: float, y: float, words: str, anchor: str, colour: str = INK) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'


def _upright(x: float, top: float, bottom: float, colour: str, more: str = "") -> str:
    return f'<line x1="{x:.1f}" y1="{top:.1f}" x2="{x:.1f}" y2="{bottom:.1f}" stroke="{colour}"{more}/>'


def _svg(parts: Sequence[str], height: float) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:.0f}"'
    frame = f'<rect width="{WIDTH}" height="{height:.0f}" fill="#ffffff"/>'
    return "\n".join([f'{head} viewBox="0 0 {WIDTH} {height:.0f}" {STYLE}>', frame, *parts, "</svg>\n"])

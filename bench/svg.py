"""The few shapes of SVG that the pictures are made of."""

from collections.abc import Iterable
from html import escape

Point = tuple[float, float]

INK, PALE = "#1b1f24", "#d0d7de"


def picture(parts: Iterable[str], width: float, height: float) -> str:
    """On white, whatever the page's own colour is."""
    size = f'width="{width:.0f}" height="{height:.0f}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width:.0f} {height:.0f}"'
    paper = f'<rect {size} fill="#ffffff"/>'
    return "\n".join([f'{head} font-family="sans-serif">', paper, *parts, "</svg>\n"])


def text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "start",
    colour: str = INK,
    size: int = 13,
    bold: bool = False,
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    how = f'text-anchor="{anchor}" fill="{colour}" font-size="{size}"{weight}'
    return f'<text x="{x:.1f}" y="{y:.1f}" {how}>{escape(words)}</text>'


def line(begin: Point, end: Point, colour: str, *, width: float = 1, dashed: bool = False) -> str:
    (x1, y1), (x2, y2) = begin, end
    dashes = ' stroke-dasharray="5 3"' if dashed else ""
    how = f'stroke="{colour}" stroke-width="{width:g}"{dashes}'
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {how}/>'


def path(points: Iterable[Point], colour: str) -> str:
    places = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="2"/>'


def dot(x: float, y: float, colour: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}" fill-opacity="0.45"/>'


def rectangle(corner: Point, size: Point, colour: str) -> str:
    (x, y), (width, height) = corner, size
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
        f' fill="{colour}" fill-opacity="0.35"/>'
    )

"""A picture of one dictation: what ran when, and on which thread: `python -m bench.trace`.

It is written to `docs/pictures/trace.svg`.
"""

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.desk import Timed, exactly, running_desk, thinking
from bench.overhead import said
from bench.report import CHECKOUT
from bench.svg import INK, PALE, line, picture, rectangle, text

PICTURE = CHECKOUT / "docs" / "pictures" / "trace.svg"
WARM = 2
SPEAKS_S = 5.0
SERVER_S = 0.06
AFTER_KEY_MS = 150.0
AFTER_TEXT_MS = 30.0
BEFORE_STOP_MS = 25.0
SHORTEST_MS = 0.15

WIDTH, LEFT, RIGHT = 1300, 100, 120
TITLE, ROW, GAP, AXIS = 34, 15, 10, 26
LETTER = 5.6
COLOURS = ("#0969da", "#8250df", "#1a7f37", "#bf8700", "#cf222e", "#57606a", "#0550ae", "#953800")
KEY_COLOUR, TEXT_COLOUR = "#cf222e", "#1a7f37"


@dataclass(frozen=True, slots=True)
class Bar:
    thread: str
    what: str
    begin_ms: float
    end_ms: float


@dataclass(frozen=True, slots=True)
class View:
    """A part of the time, in ms."""

    title: str
    begin_ms: float
    end_ms: float
    bars: Sequence[Bar]
    marks: Sequence[tuple[str, float, str]]

    def x(self, ms: float) -> float:
        share = (ms - self.begin_ms) / (self.end_ms - self.begin_ms)
        return LEFT + min(1.0, max(0.0, share)) * (WIDTH - LEFT - RIGHT)


@dataclass(slots=True)
class Lane:
    """A thread's bars in as many rows as their words need."""

    thread: str
    rows: list[float] = field(default_factory=list)
    placed: list[tuple[int, Bar]] = field(default_factory=list)

    def place(self, bar: Bar, view: View) -> None:
        begin = view.x(bar.begin_ms)
        end = max(view.x(bar.end_ms), begin + LETTER * len(_label(bar)) + 8)
        row = next((number for number, taken in enumerate(self.rows) if taken < begin), len(self.rows))
        self.rows[row : row + 1] = [end]
        self.placed.append((row, bar))


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "trace"
        with running_desk("bench.traced_inside", str(file)) as place:
            recording = said(place.folder, SPEAKS_S)
            for number in range(WARM + 1):
                words = f"these are the words of dictation {number}"
                place.server.answers(thinking(lambda _: words, SERVER_S))  # noqa: B023 - asked at once
                timed = place.dictate(recording, exactly(words))
                place.clear()
        told = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    PICTURE.write_text(drawn(timed, told), "utf-8")
    print(f"{PICTURE}: {timed.overhead_ms:.0f} ms beside the server's {1000 * timed.server_s:.0f}")
    return 0


def drawn(timed: Timed, told: Sequence[tuple[str, str, float, float]]) -> str:
    """Two views: after the key that starts it, and around the key that ends it."""
    text_ms = 1000 * timed.latency_s
    views = [
        View(
            "after the first key press, ms",
            0.0,
            AFTER_KEY_MS,
            list(_bars(timed, told, timed.start_at)),
            [("key", 0.0, KEY_COLOUR)],
        ),
        View(
            "around the second key press, ms",
            -BEFORE_STOP_MS,
            text_ms + AFTER_TEXT_MS,
            list(_bars(timed, told, timed.stop_at)),
            [("stop key", 0.0, KEY_COLOUR), ("text visible", text_ms, TEXT_COLOUR)],
        ),
    ]
    parts: list[str] = []
    top = 0.0
    for view in views:
        drawing, height = _view(view, top)
        parts += drawing
        top += height
    return picture(parts, WIDTH, top)


def _bars(timed: Timed, told: Sequence[tuple[str, str, float, float]], zero: float) -> Iterator[Bar]:
    served = [("server", "reads", each.began_at, each.read_at) for each in timed.served]
    served += [("server", "thinks", each.read_at, each.answered_at) for each in timed.served]
    for thread, what, began, ended in (*told, *served):
        name = "main" if thread == "MainThread" else thread.partition("-")[0]
        bar = Bar(name, what, 1000 * (began - zero), 1000 * (ended - zero))
        if bar.end_ms - bar.begin_ms >= SHORTEST_MS:
            yield bar


def _view(view: View, top: float) -> tuple[list[str], float]:
    lanes: dict[str, Lane] = {}
    for bar in sorted(view.bars, key=lambda each: (each.begin_ms, -each.end_ms)):
        if view.begin_ms <= bar.begin_ms <= view.end_ms:
            lanes.setdefault(bar.thread, Lane(bar.thread)).place(bar, view)
    height = sum(ROW * len(lane.rows) + GAP for lane in lanes.values())
    first, bottom = top + TITLE, top + TITLE + height
    parts = [text(8, top + 20, view.title, bold=True)]
    for tick in range(-20, int(view.end_ms) + 1, 20):
        if tick >= view.begin_ms:
            parts.append(line((view.x(tick), first), (view.x(tick), bottom), PALE))
            parts.append(text(view.x(tick), bottom + 14, f"{tick}", anchor="middle"))
    for word, at, colour in view.marks:
        parts.append(line((view.x(at), first - 6), (view.x(at), bottom), colour, width=2))
        parts.append(text(view.x(at) + 4, first - 2, word, colour=colour))
    at = first + GAP / 2
    for number, lane in enumerate(lanes.values()):
        parts += _lane(lane, view, at, COLOURS[number % len(COLOURS)])
        at += ROW * len(lane.rows) + GAP
    return parts, TITLE + height + AXIS


def _lane(lane: Lane, view: View, top: float, colour: str) -> Iterator[str]:
    yield text(LEFT - 8, top + 11, lane.thread, anchor="end", bold=True)
    for row, bar in lane.placed:
        x, y = view.x(bar.begin_ms), top + ROW * row
        yield rectangle((x, y + 2), (max(1.5, view.x(bar.end_ms) - x), ROW - 4), colour)
        yield text(x + 3, y + 11, _label(bar), colour=INK, size=10)


def _label(bar: Bar) -> str:
    return f"{bar.what} {bar.end_ms - bar.begin_ms:.1f}"


if __name__ == "__main__":
    sys.exit(main())

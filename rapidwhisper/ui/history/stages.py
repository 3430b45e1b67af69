"""How long the stages of a dictation took: a bar, its longest parts in words, all of them as a tooltip."""

from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from rapidwhisper.core.laps import TOTAL, Lap
from rapidwhisper.ui.history.lap_names import name_of, name_of_total
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.span import span
from rapidwhisper.ui.words import translate

HEIGHT = 10
NARROWEST = 2
"""Pixels of a stage that took any time at all."""
GAP = 1
NAMED_FROM = 0.05
"""Of the total: shorter ones have no place below the bar."""

COLOURS = {
    Lap.LAST_SAMPLE: "#3b82f6",
    Lap.PREPARE: "#6366f1",
    Lap.ENCODE: "#0891b2",
    Lap.CONNECT: "#0d9488",
    Lap.SEND: "#16a34a",
    Lap.ANSWER: "#8b5cf6",
    Lap.TEXT: "#db2777",
    Lap.WAIT: "#80868f",
    Lap.PASTE: "#ea580c",
    Lap.RECEIPT: "#ca8a04",
}
"""Of the laps behind the key; to be told apart on light and on dark windows."""


class Stages(QWidget):
    """Hidden where nothing is known."""

    def __init__(self) -> None:
        super().__init__()
        self._total = named("stages_total", QLabel(wordWrap=True))
        self._bar = named("stages_bar", Bar())
        self._legend = named("stages_legend", QLabel(wordWrap=True))
        self._total.setTextFormat(Qt.TextFormat.PlainText)
        self._legend.setTextFormat(Qt.TextFormat.RichText)  # of our own words only
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self._total, self._bar, self._legend):
            column.addWidget(widget)

    def show_timings(self, timings_ms: Mapping[str, int]) -> None:
        total = timings_ms.get(TOTAL)
        self.setVisible(total is not None)
        if total is None:
            return
        spans = {lap: timings_ms[lap] for lap in COLOURS if lap in timings_ms}
        self._total.setText(_line(name_of_total(), total))
        self._bar.show_spans(spans)
        self._bar.setAccessibleName(translate("History", "Stages"))
        self._bar.setAccessibleDescription("; ".join(_lines(spans)))
        named_ones = {lap: span for lap, span in spans.items() if span and span >= NAMED_FROM * total}
        self._legend.setText("&nbsp;&nbsp; ".join(_marked(lap, span) for lap, span in named_ones.items()))
        self.setToolTip("\n".join(_lines(timings_ms)))
        for widget in (self._bar, self._legend):
            widget.setVisible(bool(spans))


class Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._spans: Mapping[Lap, int] = {}
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_spans(self, spans: Mapping[Lap, int]) -> None:
        self._spans = {lap: span for lap, span in spans.items() if span}
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        x = 0
        for lap, width in zip(self._spans, shares([*self._spans.values()], self.width()), strict=True):
            painter.fillRect(QRect(x, 0, width - GAP, HEIGHT), QColor(COLOURS[lap]))
            x += width


def shares(spans: Sequence[int], width: int) -> list[int]:
    """Pixels that add up to the width; the longest gives what the shortest need to be seen."""
    if not spans:
        return []
    whole = sum(spans)
    found = [max(NARROWEST + GAP, width * span // whole) for span in spans]
    longest = found.index(max(found))
    found[longest] += width - sum(found)
    return found


def _lines(timings_ms: Mapping[Lap, int] | Mapping[str, int]) -> list[str]:
    return [_line(name_of(lap), timings_ms[lap]) for lap in Lap if lap in timings_ms]


def _line(name: str, span_ms: int) -> str:
    return translate("History", "{stage}: {time}").format(stage=name, time=span(span_ms))


def _marked(lap: Lap, span_ms: int) -> str:
    words = escape(f"{name_of(lap)} {span(span_ms)}").replace(" ", "&nbsp;")
    return f'<span style="color: {COLOURS[lap]}">■</span>&nbsp;{words}'

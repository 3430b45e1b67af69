"""The level of the microphone as a row of bars, the newest at the right."""

import math
from collections import deque

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

BARS = 40
QUIETEST_DBFS = -55.0
SHORTEST = 0.06
"""Of the height: silence is a dotted line, so that one sees that it listens."""


def height_of(level: float) -> float:
    """0 to 1 for an RMS of 0 to 1: ears and microphones count in decibels."""
    if level <= 0:
        return SHORTEST
    return min(1.0, max(SHORTEST, 1 - 20 * math.log10(min(1.0, level * 2)) / QUIETEST_DBFS))


class Waveform(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._heights = deque([SHORTEST] * BARS, maxlen=BARS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(160, self.fontMetrics().height() + 10)

    def add(self, level: float) -> None:
        self._heights.append(height_of(level))
        self.update()

    def clear(self) -> None:
        self._heights.extend([SHORTEST] * BARS)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.WindowText))
        step = self.width() / BARS
        for number, part in enumerate(self._heights):
            height = max(step * 0.5, self.height() * part)
            bar = QRectF(number * step + step * 0.2, (self.height() - height) / 2, step * 0.5, height)
            painter.drawRoundedRect(bar, step * 0.25, step * 0.25)

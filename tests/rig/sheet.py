"""Many small pictures on one sheet."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

GAP = 16
FIELD = QColor("#6b7f92")


def sheet(cards: Sequence[QPixmap], columns: int) -> QImage:
    """In rows, as one reads; each column as tight as its cards."""
    stacks = [cards[start::columns] for start in range(columns)]
    width = max(card.width() for card in cards) + GAP
    height = max(sum(card.height() + GAP for card in stack) for stack in stacks)
    image = QImage(columns * width + GAP, height + GAP, QImage.Format.Format_RGB32)
    image.fill(FIELD)
    painter = QPainter(image)
    for x, stack in enumerate(stacks):
        y = GAP
        for card in stack:
            painter.drawPixmap(QPoint(GAP + x * width, y), card)
            y += card.height() + GAP
    painter.end()
    return image

"""Draws a dictation in the list: when, how long, by whom; below it the first words, or why there are none."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rapidwhisper.core.dictation import Outcome
from rapidwhisper.ui.history.entry import Entry
from rapidwhisper.ui.history.model import ENTRY
from rapidwhisper.ui.history.said import first_words, measure, went_wrong, when

PADDING = 8
BETWEEN_LINES = 4
GAP = 12
DOT = 7
NARROWEST = 160
QUIET_OPACITY = 165

COLOURS = {Outcome.HELD: "#d9930d", Outcome.FAILED: "#e5484d"}


class Row(QStyledItemDelegate):
    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        height = QFontMetrics(option.font).height()
        return QSize(NARROWEST, 2 * height + BETWEEN_LINES + 2 * PADDING)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry = index.data(ENTRY)
        self.initStyleOption(option, index)
        option.text = ""
        widget = option.widget
        style = widget.style() if widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw(painter, option, entry)
        painter.restore()


def _draw(painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
    area: QRect = option.rect.adjusted(PADDING, PADDING, -PADDING, -PADDING)
    font: QFont = option.font
    loud, quiet = _colours(option)
    height = QFontMetrics(font).height()
    bold = QFont(font)
    bold.setBold(True)
    first = QRect(area.x(), area.y(), area.width(), height)
    _write(painter, first, when(entry), font=bold, colour=loud)
    used = QFontMetrics(bold).horizontalAdvance(when(entry)) + GAP
    beside = first.adjusted(used, 0, 0, 0)
    _write(painter, beside, measure(entry), font=font, colour=quiet, align=Qt.AlignmentFlag.AlignRight)
    second = first.translated(0, height + BETWEEN_LINES)
    if went_wrong(entry):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(COLOURS[entry.outcome]))
        painter.drawEllipse(QPointF(second.x() + DOT / 2, second.center().y() + 1), DOT / 2, DOT / 2)
        second.adjust(DOT + BETWEEN_LINES + 2, 0, 0, 0)
    _write(painter, second, first_words(entry), font=font, colour=loud if entry.text else quiet)


def _write(
    painter: QPainter,
    place: QRect,
    text: str,
    *,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    elided = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(0, place.width()))
    flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(place, int(flags), elided)


def _colours(option: QStyleOptionViewItem) -> tuple[QColor, QColor]:
    """Of the words, and of what is less loud."""
    state: QStyle.StateFlag = option.state
    palette: QPalette = option.palette
    selected = bool(state & QStyle.StateFlag.State_Selected)
    role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
    group = (
        QPalette.ColorGroup.Active if state & QStyle.StateFlag.State_Active else QPalette.ColorGroup.Inactive
    )
    loud = palette.color(group, role)
    quiet = QColor(loud)
    quiet.setAlpha(QUIET_OPACITY)
    return loud, quiet

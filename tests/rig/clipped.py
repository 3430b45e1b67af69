"""Finds texts that a window does not show whole."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QScrollArea, QWidget

SLACK = 2
"""Pixels: fonts round."""


def clipped(window: QWidget) -> list[str]:
    """What stands in it and is cut off, as a person would see it; scrolling down is fine, sideways is not."""
    found = [_what(each) for each in window.findChildren(QWidget) if each.isVisible() and _is_cut(each)]
    for area in window.findChildren(QScrollArea):
        inside = area.widget()
        if area.isVisible() and inside is not None and inside.width() > area.viewport().width() + SLACK:
            found.append(f"{area.objectName()} is wider than its window")
    return found


def _is_cut(widget: QWidget) -> bool:
    match widget:
        case QLabel() if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height() + SLACK
        case QLabel() | QAbstractButton():
            return bool(widget.text()) and widget.sizeHint().width() > widget.width() + SLACK
        case QComboBox() if not widget.isEditable():
            text = widget.fontMetrics().size(Qt.TextFlag.TextSingleLine, widget.currentText())
            return text.width() > widget.width()
        case _:
            return False


def _what(widget: QWidget) -> str:
    text = widget.currentText() if isinstance(widget, QComboBox) else getattr(widget, "text", str)()
    return f"{widget.objectName() or type(widget).__name__}: “{text}”"

"""What every field of the dialog can do."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget


class Field(QObject):
    """`widget` is laid out, `focus` takes the keyboard; usually they are the same."""

    changed = Signal()

    def __init__(self, key: str, widget: QWidget, focus: QWidget | None = None) -> None:
        super().__init__()
        self.wide = False
        """It needs the whole width of the page, beneath label and help."""
        self.key = key
        self.widget = widget
        self.focus = focus or widget
        self.focus.setObjectName(key)

    def text(self) -> str:
        raise NotImplementedError

    def show(self, text: str) -> None:
        raise NotImplementedError

    def words(self) -> str:
        """What a search should find besides label and help."""
        return ""

    def retranslate(self) -> None:
        """Words of its own anew; the value stays."""

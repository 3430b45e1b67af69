"""How fast the chosen model is on this computer; where nobody knows, a button to find out by speaking."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from rapidwhisper.core.measured import Measured
from rapidwhisper.core.settings import Settings
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.settings.page import note_label
from rapidwhisper.ui.speed import speed
from rapidwhisper.ui.words import translate


class MeasuredSpeed(QWidget):
    voice_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._line = note_label("measured")
        self._try = named("try_with_voice", QPushButton(autoDefault=False))
        self._try.clicked.connect(self.voice_wished)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._line)
        column.addWidget(self._try, 0, Qt.AlignmentFlag.AlignLeft)

    def show_measured(self, measured: Measured | None, settings: Settings) -> None:
        """`settings`: as they are in the dialog."""
        self._line.setText(speed(measured, settings) if measured is not None else "")
        self._line.setVisible(measured is not None)
        self._try.setText(translate("Speed", "Try it with your voice"))
        self._try.setVisible(measured is None)

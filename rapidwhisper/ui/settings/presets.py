"""Ready-made settings of a provider: which program the server is, how it is started, and what it needs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from rapidwhisper.core.provider_card import Preset
from rapidwhisper.ui.link import Link
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.settings.page import note_label
from rapidwhisper.ui.words import said, translate


class Presets(QWidget):
    chosen = Signal(object)
    """A Preset whose values are to be filled in."""

    def __init__(self, presets: tuple[Preset, ...], name: str) -> None:
        super().__init__()
        self._presets = presets
        self._box = named(f"presets/{name}", QComboBox())
        self._note = note_label(f"preset_note/{name}")
        self._command = named(f"start_command/{name}", QLabel(wordWrap=True))
        self._command.setTextFormat(Qt.TextFormat.PlainText)
        self._command.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._command.setStyleSheet("font-family: monospace")
        self._copy = named(f"copy_command/{name}", QToolButton())
        self._docs = named(f"docs/{name}", Link(""))
        self._docs.setWordWrap(True)
        self._start = QWidget()
        row = QHBoxLayout(self._start)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._command, 1)
        row.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(4)
        for widget in (self._box, self._note, self._start, self._docs):
            column.addWidget(widget)
        self._box.addItems([preset.label for preset in presets])
        self._box.setCurrentIndex(-1)
        self._box.activated.connect(lambda number: self.chosen.emit(self._presets[number]))
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._command.text()))

    def show_preset(self, preset: Preset | None) -> None:
        """The one that the fields amount to."""
        self._box.setCurrentIndex(-1 if preset is None else self._presets.index(preset))
        self.retranslate()

    def retranslate(self) -> None:
        self._box.setPlaceholderText(translate("Settings", "Fill in for…"))
        self._box.setAccessibleName(translate("Settings", "Ready-made settings"))
        self._copy.setText(translate("Settings", "Copy"))
        self._copy.setAccessibleName(translate("Settings", "Copy the command"))
        number = self._box.currentIndex()
        preset = self._presets[number] if number >= 0 else None
        self._note.setText(said(preset.note) if preset else "")
        self._note.setVisible(preset is not None)
        self._command.setText(preset.start if preset else "")
        self._start.setVisible(bool(preset and preset.start))
        self._docs.setVisible(bool(preset and preset.docs))
        if preset is not None:
            self._docs.lead_to(preset.docs)
            self._docs.say(translate("Settings", "Documentation of {name}").format(name=preset.label))

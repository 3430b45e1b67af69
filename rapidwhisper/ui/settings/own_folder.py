"""A model of the user's own: a folder, typed or picked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from rapidwhisper.ui.naming import named
from rapidwhisper.ui.settings.page import note_label
from rapidwhisper.ui.words import translate


class OwnFolder(QFrame):
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.button = named("model/own", QRadioButton())
        self._note = note_label("own_folder_note")
        self._path = named("own_folder", QLineEdit())
        self._pick = named("pick_folder", QPushButton(autoDefault=False))
        self._inside = QWidget()
        row = QHBoxLayout(self._inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._path, 1)
        row.addWidget(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        for part in (self.button, self._note, self._inside):
            column.addWidget(part)
        self._inside.hide()
        self.button.toggled.connect(self._toggled)
        self._path.textEdited.connect(self.edited)
        self._pick.clicked.connect(self._ask_for_folder)

    def text(self) -> str:
        return self._path.text().strip()

    def show_path(self, path: str) -> None:
        self._path.setText(path)

    def retranslate(self) -> None:
        self.button.setText(translate("Models", "A folder of my own…"))
        self._note.setText(
            translate("Models", "With a model that onnx-asr can load: config.json, words and .onnx files.")
        )
        self._pick.setText(translate("Models", "Choose…"))
        self._path.setAccessibleName(translate("Models", "Folder with the model"))

    def _toggled(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._inside.setVisible(on)
        self._note.setVisible(on)

    def _ask_for_folder(self) -> None:
        dialog = QFileDialog(self.window(), translate("Models", "Folder with the model"), self.text())
        dialog.setObjectName("folder_dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._picked)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _picked(self, path: str) -> None:
        self.show_path(path)
        self.edited.emit()

"""Where to export to; the name's ending says in which format."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from rapidwhisper.ui.words import translate


def ask_for_file(parent: QWidget, then: Callable[[Path], None]) -> None:
    kinds = {
        translate("History", "Text (*.txt)"): "txt",
        translate("History", "JSON (*.json)"): "json",
        translate("History", "Subtitles (*.srt)"): "srt",
    }
    dialog = QFileDialog(parent, translate("History", "Export"))
    dialog.setObjectName("export_dialog")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(kinds))
    dialog.setDefaultSuffix("txt")
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kinds.get(kind, "txt")))
    dialog.selectFile(translate("History", "dictations"))
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()

"""Where to export to; the name's ending says in which format."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from rapidwhisper.ui.words import translate

ENDINGS = (".txt", ".json", ".srt")


def ask_for_file(parent: QWidget, then: Callable[[Path], None]) -> None:
    """Any other ending than those of a format is taken for a part of the name."""
    kinds = (
        translate("History", "Text (*.txt)"),
        translate("History", "JSON (*.json)"),
        translate("History", "Subtitles (*.srt)"),
    )
    dialog = QFileDialog(parent, translate("History", "Export"))
    dialog.setObjectName("export_dialog")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(kinds)

    def follow(kind: str) -> None:
        dialog.setDefaultSuffix(ENDINGS[kinds.index(kind)])

    def chosen(name: str) -> None:
        file = Path(name)
        known = file.suffix.lower() in ENDINGS
        then(file if known else file.with_name(f"{file.name}.{dialog.defaultSuffix()}"))

    follow(kinds[0])
    dialog.filterSelected.connect(follow)
    dialog.selectFile(translate("History", "dictations"))
    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()

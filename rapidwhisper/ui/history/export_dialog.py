"""Where to export to; the name's ending says in which format."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from rapidwhisper.ui.words import translate

ENDINGS = (".txt", ".json", ".srt")


def ask_for_file(parent: QWidget, then: Callable[[Path], None], name: str = "") -> None:
    """Any other ending than those of a format is taken for a part of the name."""
    kinds = (
        translate("History", "Text (*.txt)"),
        translate("History", "JSON (*.json)"),
        translate("History", "Subtitles (*.srt)"),
    )
    dialog = QFileDialog(parent, translate("History", "Export"))
    dialog.setObjectName("export_dialog")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, translate("History", "Folder:"))
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, translate("History", "Kind of file:"))
    dialog.setNameFilters(kinds)

    def follow(kind: str) -> None:
        dialog.setDefaultSuffix(ENDINGS[kinds.index(kind)])

    def chosen(name: str) -> None:
        file = Path(name)
        if file.suffix.lower() in ENDINGS:
            then(file)
            return
        file = file.with_name(f"{file.name}.{dialog.defaultSuffix()}")
        if file.exists():  # nobody was asked whether it may be replaced
            ask_for_file(parent, then, str(file))
        else:
            then(file)

    follow(kinds[0])
    dialog.filterSelected.connect(follow)
    dialog.selectFile(name or translate("History", "dictations"))
    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()

"""Sound files for the history: those that are dragged over its window, and a dialog to choose some."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from rapidwhisper.ui.words import translate

KINDS = "*.wav *.flac *.ogg *.oga *.opus *.mp3 *.aiff *.aif *.au *.caf"


def dragged(what: QMimeData) -> list[Path]:
    """Only files of this computer; folders are not looked into."""
    paths = (Path(url.toLocalFile()) for url in what.urls() if url.isLocalFile())
    return [path for path in paths if path.is_file()]


def ask_for_sound(parent: QWidget, then: Callable[[Sequence[Path]], None]) -> None:
    dialog = QFileDialog(parent, translate("History", "Transcribe sound files"))
    dialog.setObjectName("sound_dialog")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters(
        (
            translate("History", "Sound files ({kinds})").format(kinds=KINDS),
            translate("History", "All files (*)"),
        )
    )
    dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()

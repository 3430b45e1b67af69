"""A small Qt editor in a process of its own: `python -m tests.rig.target_qt TEXT_FILE KEYS_FILE [OPTION…]`.

It writes its whole text to TEXT_FILE after each change, and a line for each key it gets to KEYS_FILE.
Options: `--deaf=KEYS` ignores these keys (as in "Shift+Ins"), `--slow=SECONDS` is busy for so long at the
first key, `--clipboard=FILE` offers a file's formats on the clipboard (see `offered`), `--times=FILE` gets a
line for each change of the text: when it was, and the text.
"""

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QPlainTextEdit

_SHORTCUT = QEvent.Type.ShortcutOverride


class Editor(QObject):
    def __init__(self, text_file: Path, keys_file: Path, options: dict[str, str]) -> None:
        super().__init__()
        self._text_file = text_file
        self._keys_file = keys_file
        self._deaf = options.get("deaf", "").split(",")
        self._slow_s = float(options.get("slow", 0))
        self._times = Path(options["times"]) if "times" in options else None
        self.edit = QPlainTextEdit()
        self.edit.setWindowTitle("target")
        self.edit.resize(500, 300)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._write)
        if "clipboard" in options:
            QGuiApplication.clipboard().setMimeData(offered(Path(options["clipboard"])))
        self._write()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() in {_SHORTCUT, QEvent.Type.KeyPress}:
            name = QKeySequence(event.keyCombination()).toString()
            if event.type() == QEvent.Type.KeyPress:
                with self._keys_file.open("a") as log:
                    log.write(name + "\n")
                slow_s, self._slow_s = self._slow_s, 0.0
                time.sleep(slow_s)
            return name in self._deaf
        return super().eventFilter(watched, event)

    def _write(self) -> None:
        """By a rename, so that a reader never sees half of it."""
        at = time.monotonic()
        new = self._text_file.with_suffix(".new")
        new.write_text(self.edit.toPlainText(), encoding="utf-8")
        new.replace(self._text_file)
        if self._times is not None:
            with self._times.open("a", encoding="utf-8") as times:
                times.write(json.dumps([at, self.edit.toPlainText()]) + "\n")


def offered(file: Path) -> QMimeData:
    """A JSON object: for each format the name of the file that holds its bytes."""
    mime = QMimeData()
    for name, source in json.loads(file.read_text()).items():
        mime.setData(name, QByteArray(Path(source).read_bytes()))
    return mime


def main() -> None:
    os.environ["QT_QPA_PLATFORM"] = "xcb"
    files = [Path(word) for word in sys.argv[1:] if not word.startswith("--")]
    options = dict(word[2:].split("=", 1) for word in sys.argv[1:] if word.startswith("--"))
    application = QApplication(["target"])
    editor = Editor(files[0], files[1], options)
    editor.edit.show()
    editor.edit.setFocus(Qt.FocusReason.OtherFocusReason)
    application.exec()


if __name__ == "__main__":
    main()

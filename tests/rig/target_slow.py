"""A Qt window that handles every event at once and reads its clipboard late, as web pages and remote desktops
do: `python -m tests.rig.target_slow FILE SECONDS [SEED]`.

Each press of Shift+Insert or Ctrl+V is a paste of its own, so late, or with a seed up to so late. FILE gets a
line for each press, with the key, and one for each paste, with what was read and how late: JSON objects.
"""

import json
import os
import random
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QPlainTextEdit

_PASTE = {"Shift+Ins", "Ctrl+V"}


class Editor(QObject):
    def __init__(self, file: Path, longest_s: float, seed: str | None) -> None:
        super().__init__()
        self._file = file
        self._longest_s = longest_s
        self._random = None if seed is None else random.Random(seed)  # noqa: S311 - delays, not secrets
        self.edit = QPlainTextEdit()
        self.edit.setWindowTitle("slow target")
        self.edit.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = QKeySequence(event.keyCombination()).toString()
            if key in _PASTE:
                self._write(key=key)
                late_s = self._random.uniform(0, self._longest_s) if self._random else self._longest_s
                QTimer.singleShot(round(late_s * 1000), self, lambda: self._paste(late_s))
            return True
        return super().eventFilter(watched, event)

    def _paste(self, late_s: float) -> None:
        self._write(text=QGuiApplication.clipboard().text(), late_s=round(late_s, 3))

    def _write(self, **told: object) -> None:
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(told) + "\n")


def main() -> None:
    os.environ["QT_QPA_PLATFORM"] = "xcb"
    application = QApplication(["slow"])
    seed = sys.argv[3] if len(sys.argv) > 3 else None
    editor = Editor(Path(sys.argv[1]), float(sys.argv[2]), seed)
    editor.edit.show()
    editor.edit.setFocus(Qt.FocusReason.OtherFocusReason)
    application.exec()


if __name__ == "__main__":
    main()

"""A window that takes one text, as a program of its own: into the doctor's own windows nothing is inserted.

Tells on standard output, one JSON object a line, what Qt knows of this desktop, when the field has the focus,
and what has arrived in it. It closes when its standard input does.
"""

import json
import sys
import threading

from PySide6.QtCore import QCoreApplication, Qt, qVersion
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QSystemTrayIcon, QVBoxLayout, QWidget

from rapidwhisper.ui.language import Language
from rapidwhisper.ui.words import translate


class TestWindow(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("RapidWhisper")
        told = QLabel(
            translate("Check", "RapidWhisper tries out whether a text arrives here. This takes a moment.")
        )
        told.setWordWrap(True)
        self._field = QPlainTextEdit()
        self._field.textChanged.connect(lambda: tell(text=self._field.toPlainText()))
        layout = QVBoxLayout(self)
        layout.addWidget(told)
        layout.addWidget(self._field)
        self.resize(420, 160)

    def come_forward(self) -> None:
        self.show()
        self.raise_()
        self.activateWindow()
        self._field.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is self._field:
            tell(window=int(self.winId()))


def tell(**facts: object) -> None:
    print(json.dumps(facts), flush=True)  # noqa: T201 - its only way to speak


def scale_of(screen: QScreen) -> str:
    size = screen.size() * screen.devicePixelRatio()
    return f"{size.width()}×{size.height()}, {round(100 * screen.devicePixelRatio())} %"


def main(language: str) -> None:
    application = QApplication(["rapidwhisper"])
    Language().use(language)
    tell(
        platform=QGuiApplication.platformName(),
        qt=qVersion(),
        screens=[scale_of(screen) for screen in QGuiApplication.screens()],
        tray=QSystemTrayIcon.isSystemTrayAvailable(),
    )
    window = TestWindow()
    application.focusChanged.connect(window.focus_moved)
    window.come_forward()
    threading.Thread(target=_end_with_input, daemon=True).start()
    application.exec()


def _end_with_input() -> None:
    sys.stdin.read()
    QCoreApplication.quit()


if __name__ == "__main__":
    main(sys.argv[1])

"""The bare minimum of a tray program: it tells when its icon is there: `python -m bench.bare_tray`."""

import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QSystemTrayIcon


def main() -> None:
    application = QApplication(["bare"])
    picture = QPixmap(32, 32)
    picture.fill(QColor("teal"))
    tray = QSystemTrayIcon(QIcon(picture))
    tray.show()
    QTimer.singleShot(0, lambda: print(time.monotonic(), flush=True))
    application.exec()


if __name__ == "__main__":
    main()

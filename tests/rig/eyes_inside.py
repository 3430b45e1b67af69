"""The program itself with an eye inside: `python -m tests.rig.eyes_inside SOCKET [ARGUMENT…]`.

Nothing of it is changed; asked over the socket, it tells where its widgets stand on the screen and what they
show, so that tests can click and type as people do.
"""

import json
import socket
import sys
import threading
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QWidget,
)


class Eye(QObject):
    """Lives on the main thread; asked from another."""

    _asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._asked.connect(self._look, Qt.ConnectionType.QueuedConnection)

    def look(self) -> list[dict[str, Any]]:
        answers: SimpleQueue[list[dict[str, Any]]] = SimpleQueue()
        self._asked.emit(answers)
        return answers.get(timeout=10)

    @staticmethod
    def _look(answers: SimpleQueue[list[dict[str, Any]]]) -> None:
        shown = [each for each in QApplication.allWidgets() if each.isVisible() and _is_placed(each)]
        answers.put([each for widget in shown for each in _described(widget)])


def _is_placed(widget: QWidget) -> bool:
    """A new window stands elsewhere until the window manager has had its say."""
    window = widget.window().windowHandle()
    return window is not None and window.isExposed()


def _described(widget: QWidget) -> list[dict[str, Any]]:
    place = QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())
    visible = widget.visibleRegion().boundingRect().translated(place.topLeft())
    found = [_thing(widget.objectName(), visible, _text(widget), widget)]
    if isinstance(widget, QMenu):
        for action in widget.actions():
            where = widget.actionGeometry(action).translated(place.topLeft())
            found.append(_thing(action.objectName(), where, action.text().replace("&", ""), widget))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        corner = widget.viewport().mapToGlobal(QPoint(0, 0))
        for row in range(widget.model().rowCount(QModelIndex())):
            index = widget.model().index(row, 0)
            where = widget.visualRect(index).translated(corner)
            found.append(_thing(f"{widget.objectName()}/{row}", where, str(index.data()), widget))
    return found


def _thing(name: str, place: QRect, text: str, widget: QWidget) -> dict[str, Any]:
    return {
        "name": name,
        "kind": type(widget).__name__,
        "box": [place.x(), place.y(), place.width(), place.height()],
        "text": text,
        "enabled": widget.isEnabled(),
        "focus": widget.hasFocus(),
        "window": widget.window().objectName(),
    }


def _text(widget: QWidget) -> str:
    match widget:
        case QComboBox():
            return widget.currentText()
        case QPlainTextEdit():
            return widget.toPlainText()
        case QProgressBar():
            return str(widget.value())
        case QAbstractButton() | QLabel() | QLineEdit():
            return widget.text()
        case _:
            return widget.windowTitle() if widget.isWindow() else ""


def _serve(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        eye: Eye | None = None
        while True:
            caller, _ = listener.accept()
            with caller:
                application = QApplication.instance()
                if application is not None and eye is None:
                    eye = Eye()
                    eye.moveToThread(application.thread())
                caller.sendall(json.dumps(eye.look() if eye else []).encode())


def main() -> int:
    path = Path(sys.argv[1])
    threading.Thread(target=_serve, args=(path,), name="eye", daemon=True).start()
    from rapidwhisper.cli import main as program

    return program(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())

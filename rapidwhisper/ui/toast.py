"""A small notice of our own, for desktops without a tray: it never takes the focus."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from rapidwhisper.ui.messages import Message

SHOWN_MS = 8000
MARGIN = 24


class Toast(QWidget):
    clicked = Signal()

    def __init__(self) -> None:
        flags = (
            Qt.WindowType.ToolTip
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus
        )
        super().__init__(None, flags)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._what = QLabel()
        self._remedy = QLabel()
        layout = QVBoxLayout(self)
        for label in (self._what, self._remedy):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)  # it may quote a server
            layout.addWidget(label)
        self._what.setStyleSheet("font-weight: bold")
        self.setFixedWidth(360)
        self._hide = QTimer(self)
        self._hide.setSingleShot(True)
        self._hide.timeout.connect(self.hide)

    def show_message(self, said: Message) -> None:
        self._what.setText(said.what)
        self._remedy.setText(said.remedy)
        self.adjustSize()
        corner = QGuiApplication.primaryScreen().availableGeometry().bottomRight()
        self.move(corner.x() - self.width() - MARGIN, corner.y() - self.height() - MARGIN)
        self.show()
        self._hide.start(SHOWN_MS)

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt names it
        self.hide()
        self.clicked.emit()

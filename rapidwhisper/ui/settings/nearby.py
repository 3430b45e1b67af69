"""Servers that run on this computer, each with a button that takes it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rapidwhisper.core.provider_card import Nearby
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.words import translate


class NearbyServers(QWidget):
    wished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._servers: tuple[Nearby, ...] = ()
        self._lines: list[tuple[Nearby, QWidget, QLabel, QPushButton]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def offer(self, servers: tuple[Nearby, ...]) -> None:
        if servers == self._servers:
            return
        self._servers = servers
        for _, line, _, _ in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = [self._line(server) for server in servers]
        self.retranslate()
        self.setVisible(bool(self._lines))

    def retranslate(self) -> None:
        for server, _, label, button in self._lines:
            text = translate("Settings", "{name} is running on this computer.")
            label.setText(text.format(name=server.preset.label))
            button.setText(translate("Settings", "Use it"))
            button.setAccessibleDescription(label.text())

    def _line(self, server: Nearby) -> tuple[Nearby, QWidget, QLabel, QPushButton]:
        label = named(f"nearby/{server.preset.name}", QLabel(wordWrap=True))
        label.setTextFormat(Qt.TextFormat.PlainText)
        button = named(f"use_nearby/{server.preset.name}", QPushButton(autoDefault=False))
        button.clicked.connect(partial(self.wished.emit, server))
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label, 1)
        row.addWidget(button)
        self._column.addWidget(line)
        return server, line, label, button

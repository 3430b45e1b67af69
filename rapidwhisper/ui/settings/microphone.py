"""The microphone's page: which one, its level now, and stopping by silence."""

import math

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from rapidwhisper.ui.messages import message
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.settings.doors import Doors
from rapidwhisper.ui.settings.field import Field
from rapidwhisper.ui.settings.fields import SuggestField, build
from rapidwhisper.ui.settings.page import Page, dim
from rapidwhisper.ui.words import translate

GROUP = "Microphone"
QUIETEST_DBFS = -60
LOOK_EVERY_MS = 50
SILENT_AFTER_MS = 3000
SILENCE_KEYS = ("SILENCE_DURATION", "SILENCE_THRESHOLD")


class MicrophonePage(Page):
    def __init__(self, doors: Doors) -> None:
        self._names: list[str] = []
        super().__init__(GROUP)
        self._doors = doors
        self._level = named("level", QProgressBar(textVisible=False))
        self._level.setRange(QUIETEST_DBFS, 0)
        self._note = named("level_note", QLabel(wordWrap=True))
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        dim(self._note)
        both = QWidget()
        layout = QVBoxLayout(both)
        layout.setContentsMargins(0, 6, 0, 12)
        layout.addWidget(self._level)
        layout.addWidget(self._note)
        self.beneath("INPUT_DEVICE", both)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY_MS)
        self._look.timeout.connect(self._show_level)
        self._silent = QElapsedTimer()
        self.field("INPUT_DEVICE").changed.connect(self._open)
        self.field("SILENCE_STOP").changed.connect(self._enable)

    def build(self, key: str) -> Field:
        if key == "INPUT_DEVICE":
            return SuggestField(key, self._microphones)
        return build(key)

    def retranslate(self) -> None:
        super().retranslate()
        self._level.setAccessibleName(translate("Settings", "Level of the microphone"))
        self._enable()

    def enter(self) -> None:
        self._doors.microphones(self._found)
        self._open()
        self._look.start()

    def leave(self) -> None:
        self._look.stop()
        self._doors.meter.close()
        self._level.setValue(QUIETEST_DBFS)
        self._note.clear()

    def _microphones(self) -> dict[str, str]:
        return {"": translate("Settings", "System default"), **{name: name for name in self._names}}

    def _found(self, names: list[str]) -> None:
        self._names = names
        self.field("INPUT_DEVICE").retranslate()

    def _open(self) -> None:
        if self._look.isActive() or self.isVisible():
            self._silent.start()
            self._doors.meter.open(self.field("INPUT_DEVICE").text())

    def _show_level(self) -> None:
        meter = self._doors.meter
        dbfs = 20 * math.log10(meter.level) if meter.level > 0 else QUIETEST_DBFS
        self._level.setValue(max(QUIETEST_DBFS, min(0, round(dbfs))))
        if dbfs > QUIETEST_DBFS:
            self._silent.restart()
        if meter.problem is not None:
            self._note.setText(str(message(meter.problem)))
        elif self._silent.elapsed() > SILENT_AFTER_MS:
            self._note.setText(translate("Settings", "No sound arrives. Is the microphone muted?"))
        else:
            self._note.setText(
                translate("Settings", "Say something: the bar shows what the microphone hears.")
            )

    def _enable(self) -> None:
        on = self.field("SILENCE_STOP").text() == "on"
        for key in SILENCE_KEYS:
            self.rows[key].field.widget.setEnabled(on)

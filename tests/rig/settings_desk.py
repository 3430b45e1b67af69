"""The settings dialog with doors that a test can look behind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from rapidwhisper.config.remembered import Remembered
from rapidwhisper.config.saver import Saved
from rapidwhisper.core.problem import Problem
from rapidwhisper.core.settings import DEFAULTS, Settings
from rapidwhisper.providers.registry import configuration_problem
from rapidwhisper.ui.settings.dialog import SettingsDialog
from rapidwhisper.ui.settings.doors import Doors
from rapidwhisper.windows import CARDS
from tests.rig.fakes_provider import FakeProvider
from tests.rig.fakes_store import FakeModels


class Meter:
    def __init__(self) -> None:
        self.level = 0.0
        self.problem: Problem | None = None
        self.opened: str | None = None

    def open(self, input_device: str) -> None:
        self.opened = input_device

    def close(self) -> None:
        self.opened = None


@dataclass
class Desk:
    """A dialog and what it told."""

    qtbot: QtBot
    remembered: Remembered
    settings: Settings = DEFAULTS
    saved: list[Mapping[str, str]] = field(default_factory=list)
    meter: Meter = field(default_factory=Meter)
    provider: FakeProvider = field(default_factory=FakeProvider)
    models: FakeModels = field(default_factory=FakeModels)
    refusal: Problem | None = None
    checked: list[Settings] = field(default_factory=list)

    def open(self) -> SettingsDialog:
        doors = Doors(
            CARDS,
            self._check,
            self._save,
            lambda then: then(["Built-in", "Headset"]),
            self.meter,
            self.provider.doors(),
            self.models.doors(),
        )
        dialog = SettingsDialog(doors, self.settings, self.remembered)
        self.qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    def _check(self, settings: Settings) -> Problem | None:
        self.checked.append(settings)
        return configuration_problem(settings)

    def _save(self, changes: Mapping[str, str], saved: Saved) -> None:
        if self.refusal is None:
            self.saved.append(dict(changes))
        saved(self.refusal)


def child(dialog: QWidget, kind: type[Any], name: str) -> Any:
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


def type_into(dialog: SettingsDialog, key: str, text: str) -> None:
    widget: Any = child(dialog, QWidget, key)
    edit: Any = widget.lineEdit() if isinstance(widget, QComboBox) else widget
    edit.selectAll()
    QTest.keyClicks(edit, text) if text else edit.clear()


def press(dialog: SettingsDialog, name: str) -> None:
    QTest.mouseClick(child(dialog, QAbstractButton, name), Qt.MouseButton.LeftButton)

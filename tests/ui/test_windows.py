"""Windows that are closed before an answer reaches them."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from rapidwhisper.config.keys import Keys
from rapidwhisper.config.remembered import Remembered
from rapidwhisper.config.saver import Saved
from rapidwhisper.core.events import Event, Faulted
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.settings import DEFAULTS
from rapidwhisper.core.state import State
from rapidwhisper.providers.speech import SpeechToText
from rapidwhisper.ui.settings.dialog import SettingsDialog
from rapidwhisper.windows import Doors, Windows
from tests.rig.fakes_hotkeys import FakeHotkeys
from tests.rig.fakes_keyring import FakeKeyring

REFUSED = problem(Code.SETTINGS_UNWRITABLE, path="/x/.env", detail="read-only")


@pytest.mark.parametrize(("obstacle", "told"), [(REFUSED, [Faulted(REFUSED)]), (None, [])])
def test_settings_closed_before_they_are_saved_still_tell_if_they_are_not(
    qtbot: QtBot, tmp_path: Path, obstacle: Problem | None, told: list[Event]
) -> None:
    settings = replace(DEFAULTS, ai_provider="custom", custom_base_url="http://localhost:1/v1/")
    events: list[Event] = []
    answers: list[Saved] = []

    def save(_changes: Mapping[str, str], saved: Saved) -> None:
        answers.append(saved)

    windows = Windows(
        Doors(
            emit=events.append,
            call=lambda action: action(),
            state=lambda: State(settings),
            hotkeys=FakeHotkeys(events.append),
            speech=SpeechToText(),
            keys=Keys(FakeKeyring()),
            past=lambda: pytest.fail("nobody has opened the history"),
            save=save,
            save_or_tell=lambda _: None,
            open_log=lambda: None,
            open_folder=lambda: None,
            language=lambda: "en",
        ),
        Remembered(tmp_path / "state.json"),
    )
    before = QApplication.topLevelWidgets()
    windows.open_settings()
    (dialog,) = [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, SettingsDialog) and each not in before
    ]
    field = dialog.findChild(QLineEdit, "CUSTOM_BASE_URL")
    button = dialog.findChild(QPushButton, "save")
    assert field is not None
    assert button is not None
    field.setText("http://localhost:2/v1/")
    button.click()
    dialog.accept()
    qtbot.waitUntil(lambda: not isValid(dialog))
    answers.pop()(obstacle)
    assert events == told

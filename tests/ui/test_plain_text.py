"""Nothing that a server or a microphone put into a text is ever rendered: no links, no pictures."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from rapidwhisper.config.remembered import Remembered
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.settings import DEFAULTS
from rapidwhisper.core.state import State
from rapidwhisper.providers.registry import configuration_problem
from rapidwhisper.ui.link import Link
from rapidwhisper.ui.messages import message
from rapidwhisper.ui.overlay.window import Overlay
from rapidwhisper.ui.settings.dialog import SettingsDialog
from rapidwhisper.ui.settings.doors import Doors
from rapidwhisper.ui.toast import Toast
from rapidwhisper.ui.tray import Tray
from rapidwhisper.ui.tray_shown import Around, Shown
from rapidwhisper.ui.welcome import Welcome
from rapidwhisper.windows import CARDS, TO_BEGIN_WITH
from tests.rig.fakes_provider import FakeProvider
from tests.rig.fakes_store import FakeModels
from tests.rig.settings_desk import Meter

HOSTILE = '<a href="http://evil">Click</a> <img src="http://evil/x.png"> &lt;b&gt;'


@pytest.fixture
def remembered(tmp_path: Path) -> Remembered:
    return Remembered(tmp_path / "state.json")


def _open_everything(qtbot: QtBot, remembered: Remembered) -> list[QWidget]:
    doors = Doors(
        CARDS,
        configuration_problem,
        lambda *_: None,
        lambda then: then([HOSTILE]),
        Meter(),
        FakeProvider().doors(),
        FakeModels().doors(),
    )
    dialog = SettingsDialog(doors, DEFAULTS, remembered)
    welcome = Welcome(CARDS, TO_BEGIN_WITH, lambda _: None, lambda *_: None)
    windows = [dialog, welcome, Overlay(lambda: 0.1, remembered, lambda: None), Toast()]
    for window in windows:
        qtbot.addWidget(window)
    return windows


def test_every_label_shows_its_text_as_it_stands(qtbot: QtBot, remembered: Remembered) -> None:
    windows = _open_everything(qtbot, remembered)
    labels = [each for window in windows for each in window.findChildren(QLabel)]
    ours = [each for each in labels if not isinstance(each, Link)]  # whose words it escapes itself
    assert len(ours) > 50
    odd = [each.objectName() or each.text() for each in ours if each.textFormat() != Qt.TextFormat.PlainText]
    assert odd == []


def test_a_link_escapes_its_words(qtbot: QtBot) -> None:
    link = Link("https://example.org/?a=1&b=2")
    qtbot.addWidget(link)
    link.say(HOSTILE)
    assert "<img" not in link.text()
    assert link.text().count("<a ") == 1


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is handed to the desktop, which may read it as markup."""
    texts: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", staticmethod(lambda: True))
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _, title, body, *how: texts.extend((title, body))
    )
    monkeypatch.setattr(QSystemTrayIcon, "setToolTip", lambda _, text: texts.append(text))
    return texts


@pytest.mark.parametrize("code", list(Code))
def test_no_fact_of_any_problem_reaches_the_desktop_as_markup(
    qtbot: QtBot, told: list[str], code: Code
) -> None:
    names = ("host", "detail", "location", "model", "name", "available", "path", "reason", "key", "provider")
    hostile = problem(code, **dict.fromkeys(names, HOSTILE))
    tray = Tray()
    tray.tell(message(hostile), serious=True)
    tray.show_state(Shown.of(State(last_error=hostile), provider=HOSTILE, around=Around()))
    assert len(told) == 3
    assert not set("<>&") & set("".join(told))

"""With every text twice as long, as another language might have it, nothing is cut off at 1024×700."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from rapidwhisper.config.remembered import Remembered
from rapidwhisper.core.dictation import Ended, Outcome
from rapidwhisper.core.measured import Measured
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.provider_card import ProviderCard
from rapidwhisper.core.settings import DEFAULTS
from rapidwhisper.core.state import State
from rapidwhisper.ui import words
from rapidwhisper.ui.messages import message
from rapidwhisper.ui.overlay.window import Overlay
from rapidwhisper.ui.settings.dialog import SettingsDialog
from rapidwhisper.ui.settings.doors import Doors
from rapidwhisper.ui.speed import Tried
from rapidwhisper.ui.toast import Toast
from rapidwhisper.ui.welcome import Welcome
from rapidwhisper.windows import CARDS, TO_BEGIN_WITH
from tests.rig.clipped import clipped
from tests.rig.fakes_provider import FakeProvider
from tests.rig.fakes_store import FakeModels

FRAME = (10, 40)
"""What a window manager adds."""


@pytest.fixture(autouse=True)
def _doubled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        words, "_translator", lambda _context, text, *_: f"{text} {text}" if text.strip() else text
    )


class NoMeter:
    level = 0.0
    problem: Problem | None = None

    def open(self, input_device: str) -> None: ...

    def close(self) -> None: ...


@pytest.fixture
def remembered(tmp_path: Path) -> Remembered:
    return Remembered(tmp_path / "state.json")


def fits(window: QWidget) -> bool:
    return window.width() + FRAME[0] <= 1024 and window.height() + FRAME[1] <= 700


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)
def test_settings(qtbot: QtBot, remembered: Remembered, card: ProviderCard) -> None:
    doors = Doors(
        CARDS,
        lambda _: problem(Code.URL_MISSING, key="X"),
        lambda *_: None,
        lambda _: None,
        NoMeter(),
        FakeProvider().doors(),
        FakeModels().doors(),
    )
    dialog = SettingsDialog(doors, replace(DEFAULTS, ai_provider=card.name), remembered)
    qtbot.addWidget(dialog)
    dialog.show()
    assert fits(dialog)
    for page in dialog.findChildren(QWidget):
        if page.objectName().startswith("page/"):
            dialog.open_page(page.objectName().removeprefix("page/"))
            QApplication.processEvents()  # which lays it out
            assert clipped(dialog) == [], page.objectName()
    dialog.hide()


@pytest.fixture
def welcome(qtbot: QtBot) -> Iterator[Welcome]:
    made = Welcome(
        CARDS, TO_BEGIN_WITH, lambda _: problem(Code.URL_MISSING, key="CUSTOM_BASE_URL"), lambda *_: None
    )
    qtbot.addWidget(made)
    made.present(quietly=False)
    yield made
    made.hide()


@pytest.mark.parametrize("way", ["groq", "local", "custom"])
def test_welcome(welcome: Welcome, qtbot: QtBot, way: str) -> None:
    button = welcome.findChild(QRadioButton, f"way/{way}")
    use = welcome.findChild(QPushButton, "use")
    assert button is not None
    assert use is not None
    button.click()
    use.click()
    qtbot.waitUntil(lambda: clipped(welcome) == [])
    assert fits(welcome)


def test_welcome_that_tells_how_fast_it_was(welcome: Welcome, qtbot: QtBot) -> None:
    welcome.try_out()
    ended = Ended(1, Outcome.DONE, "hello", None, "local", "local", 12.0)
    parakeet = replace(DEFAULTS, local_model="parakeet-tdt-0.6b-v3")
    welcome.show_state(
        State(ready=True, ended=ended), "", Tried(12.0, 1800, Measured().and_piece(10.0, 15.0), parakeet)
    )
    qtbot.waitUntil(lambda: clipped(welcome) == [])
    assert fits(welcome)


@pytest.mark.parametrize("code", [Code.TIMED_OUT, Code.MICROPHONE_NOT_FOUND, Code.ENGINE_MISSING])
def test_overlay_and_notice(qtbot: QtBot, remembered: Remembered, code: Code) -> None:
    overlay = Overlay(lambda: 0.0, remembered, lambda: None)
    toast = Toast()
    qtbot.addWidget(overlay)
    qtbot.addWidget(toast)
    cause = problem(
        code, host="a.very.long.name.of.a.server.example.org:8000", name="Built-in", available="A, B, C"
    )
    overlay.show_state(State(ended=Ended(1, Outcome.FAILED, None, cause)), "Groq")
    toast.show_message(message(cause))
    assert clipped(overlay) == []
    assert clipped(toast) == []


def test_the_check_itself_sees_what_is_cut_off(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label = QLabel("a text that needs more room", window)
    label.setObjectName("narrow")
    label.setFixedWidth(20)
    window.show()
    assert clipped(window) == ["narrow: “a text that needs more room”"]

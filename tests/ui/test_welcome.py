"""The welcome: it asks before speech goes anywhere unencrypted, and brings a model to this computer."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QMessageBox, QPlainTextEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from rapidwhisper.config.saver import Saved
from rapidwhisper.core.dictation import Ended, Outcome
from rapidwhisper.core.local_model import Phase, Standing
from rapidwhisper.core.problem import Code, Problem, of_download, problem
from rapidwhisper.core.settings import Line, Settings, read_settings
from rapidwhisper.core.state import State
from rapidwhisper.providers.local.models.catalogue import RECOMMENDED
from rapidwhisper.providers.registry import configuration_problem
from rapidwhisper.ui.guidance import recommended
from rapidwhisper.ui.welcome import Welcome
from rapidwhisper.ui.welcome_ways import WAYS, Way
from rapidwhisper.windows import CARDS, TO_BEGIN_WITH
from tests.rig.settings_desk import child

HERE = State(Settings(ai_provider="local", local_model=RECOMMENDED), ready=True)
HALF = Standing(Phase.DOWNLOADING, 300_000_000, 600_000_000)
LATE = Ended(1, Outcome.HELD, "better late", problem(Code.COPIED))
URL = "http://speech.example.com/v1/"


def check(changes: Mapping[str, str]) -> Problem | None:
    settings, problems = read_settings({key: Line(text, 0) for key, text in changes.items()})
    return problems[0] if problems else configuration_problem(settings)


@dataclass
class Desk:
    """The welcome, and what it wished for."""

    window: Welcome
    saved: list[Mapping[str, str]]
    downloads: list[str] = field(default_factory=list)

    def use(self, model: str) -> None:
        child(self.window, QRadioButton, "way/local").click()
        child(self.window, QRadioButton, f"model/{model}").click()
        child(self.window, QPushButton, "use").click()

    def said(self, name: str) -> str:
        label = child(self.window, QLabel, name)
        return str(label.text()) if label.isVisible() else ""


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    saved: list[Mapping[str, str]] = []

    def save(changes: Mapping[str, str], answer: Saved) -> None:
        saved.append(changes)
        answer(None)

    def check_here(changes: Mapping[str, str]) -> Problem | None:
        return check({**changes, "LOCAL_MODELS_FOLDER": str(tmp_path)})

    window = Welcome(CARDS, TO_BEGIN_WITH, check_here, save)
    qtbot.addWidget(window)
    desk = Desk(window, saved)
    window.download_wished.connect(desk.downloads.append)
    window.show_state(HERE, "")
    window.show()
    return desk


def test_the_recommended_model_is_downloaded_and_one_can_speak_already(desk: Desk) -> None:
    desk.use(RECOMMENDED)
    assert desk.saved == [{"AI_PROVIDER": "local", "LOCAL_MODEL": RECOMMENDED}]
    assert desk.downloads == [RECOMMENDED]
    assert desk.window.is_trying
    desk.window.show_downloads({RECOMMENDED: HALF})
    assert desk.said("download_text").startswith("The model is on its way: 50 %, 300 MB of 600 MB")
    assert child(desk.window, QPushButton, "toggle").isVisible()
    desk.window.show_downloads({})
    assert desk.said("download_text") == ""


def test_basic_english_needs_no_download(desk: Desk) -> None:
    desk.use("basic-en")
    assert desk.saved == [{"AI_PROVIDER": "local", "LOCAL_MODEL": "basic-en"}]
    assert desk.downloads == []
    assert desk.window.is_trying


def test_a_download_that_stands_still_says_why_and_can_be_gone_on_with(desk: Desk) -> None:
    desk.use(RECOMMENDED)
    paused = replace(HALF, phase=Phase.PAUSED)
    desk.window.show_downloads({RECOMMENDED: paused})
    assert desk.said("download_text") == "The download of the model is paused."
    cause = of_download(problem(Code.CONNECTION_LOST, host="hub.example"))
    desk.window.show_downloads({RECOMMENDED: replace(paused, problem=cause)})
    assert desk.said("download_text").startswith("The connection to hub.example broke off.")
    child(desk.window, QPushButton, "download_resume").click()
    assert desk.downloads == [RECOMMENDED, RECOMMENDED]


def test_the_words_that_waited_for_the_model_are_shown_where_they_were_spoken(desk: Desk) -> None:
    desk.use(RECOMMENDED)
    desk.window.show_state(replace(HERE, ended=LATE), "")
    desk.window.show_state(replace(HERE, ended=LATE), "")
    assert child(desk.window, QPlainTextEdit, "words").toPlainText() == "better late"
    assert desk.said("said").startswith("It works.")


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.provider)
def test_each_way_says_for_whom_it_is(desk: Desk, way: Way) -> None:
    assert child(desk.window, QRadioButton, f"way/{way.provider}").text() == recommended(way.provider)


@pytest.mark.parametrize("button", ["go", ""])
def test_an_own_server_without_encryption_is_used_once_the_user_has_said_so(
    qtbot: QtBot, button: str
) -> None:
    saved: list[Mapping[str, str]] = []

    def save(changes: Mapping[str, str], _answer: Saved) -> None:
        saved.append(changes)

    welcome = Welcome(CARDS, TO_BEGIN_WITH, check, save)
    qtbot.addWidget(welcome)
    welcome.show_state(State(Settings(allow_http_hosts=("a.example",))), "")
    welcome.show()
    child(welcome, QRadioButton, "way/custom").setChecked(True)
    child(welcome, QLineEdit, "CUSTOM_BASE_URL").setText(URL)
    child(welcome, QPushButton, "use").click()
    question = child(welcome, QMessageBox, "allow_http")
    answers = {each.objectName(): each for each in question.findChildren(QPushButton)}
    answers[button].click()
    if button:
        (changes,) = saved
        assert (changes["CUSTOM_BASE_URL"], changes["ALLOW_HTTP_HOSTS"]) == (
            URL,
            "a.example,speech.example.com",
        ), "those that were allowed stay so"
    else:
        assert saved == []
    assert child(welcome, QLabel, "objection").text() == ""

"""The welcome asks before speech goes anywhere unencrypted."""

from collections.abc import Mapping

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QMessageBox, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from rapidwhisper.config.saver import Saved
from rapidwhisper.core.problem import Problem
from rapidwhisper.core.settings import Line, Settings, read_settings
from rapidwhisper.core.state import State
from rapidwhisper.providers.registry import configuration_problem
from rapidwhisper.ui.welcome import Welcome
from rapidwhisper.windows import CARDS
from tests.rig.settings_desk import child

URL = "http://speech.example.com/v1/"


def check(changes: Mapping[str, str]) -> Problem | None:
    settings, problems = read_settings({key: Line(text, 0) for key, text in changes.items()})
    return problems[0] if problems else configuration_problem(settings)


@pytest.mark.parametrize("button", ["go", ""])
def test_an_own_server_without_encryption_is_used_once_the_user_has_said_so(
    qtbot: QtBot, button: str
) -> None:
    saved: list[Mapping[str, str]] = []

    def save(changes: Mapping[str, str], _answer: Saved) -> None:
        saved.append(changes)

    welcome = Welcome(CARDS, check, save)
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

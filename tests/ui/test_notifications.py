"""Notices that offer something: a click does it, once."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from rapidwhisper.config.remembered import Remembered
from rapidwhisper.core.dictation import Ended, Outcome
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.state import State
from rapidwhisper.ui.notifications import Notifications
from rapidwhisper.ui.overlay.window import Overlay
from rapidwhisper.ui.toast import Toast
from rapidwhisper.ui.tray import Tray
from rapidwhisper.ui.wishes import Wish

OFFER = problem(Code.RECORDINGS_FOUND, count=1, seconds=4)


@dataclass
class Desk:
    overlay: Overlay
    tray: Tray = field(default_factory=Tray)
    done: list[Wish] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.notices = Notifications(self.tray, self.overlay, State)
        self.notices.wished.connect(self.done.append)

    def click(self) -> None:
        """The offscreen platform has no tray, so a notice comes as a small window of our own."""
        (toast,) = [
            each for each in QApplication.topLevelWidgets() if isinstance(each, Toast) and each.isVisible()
        ]
        QTest.mouseClick(toast, Qt.MouseButton.LeftButton)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    overlay = Overlay(lambda: 0.0, Remembered(tmp_path / "state.json"), lambda: None)
    qtbot.addWidget(overlay)
    return Desk(overlay)


def test_a_click_on_an_offer_takes_it(desk: Desk) -> None:
    desk.notices.tell(OFFER)
    desk.click()
    assert desk.done == [Wish.TAKE_OFFER]


def test_a_click_on_a_notice_that_offers_nothing_only_closes_it(desk: Desk) -> None:
    desk.notices.tell(problem(Code.NO_MICROPHONE))
    desk.click()
    assert desk.done == []


def test_a_notice_that_offers_nothing_takes_no_offer_back(desk: Desk) -> None:
    desk.notices.tell(OFFER)
    desk.notices.tell(problem(Code.KEY_MISSING, key="GROQ_API_KEY", provider="Groq"))
    desk.click()
    assert desk.done == [Wish.TAKE_OFFER]


def test_an_offer_is_taken_once_though_the_desktop_keeps_its_notice(desk: Desk) -> None:
    desk.notices.tell(OFFER)
    desk.tray.message_clicked.emit()
    desk.tray.message_clicked.emit()
    desk.click()
    assert desk.done == [Wish.TAKE_OFFER]


def test_the_overlay_does_not_repeat_what_a_notice_tells(desk: Desk) -> None:
    cause = problem(Code.NO_MICROPHONE)
    desk.notices.tell(cause)
    desk.overlay.show_state(State(ended=Ended(1, Outcome.FAILED, None, cause)), "Groq")
    assert not desk.overlay.isVisible()


def test_a_click_on_the_overlay_is_as_good(desk: Desk) -> None:
    desk.overlay.wished.emit(Wish.INSERT_HELD)
    assert desk.done == [Wish.INSERT_HELD]

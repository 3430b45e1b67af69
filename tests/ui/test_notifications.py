"""Notices that offer something: a click does it, once."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from rapidwhisper.config.remembered import Remembered
from rapidwhisper.core.dictation import Ended, Outcome
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.remedy import Remedy
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.state import State
from rapidwhisper.ui.notifications import Notifications
from rapidwhisper.ui.overlay.window import Overlay
from rapidwhisper.ui.remedies import Help, Providers
from rapidwhisper.ui.toast import Toast
from rapidwhisper.ui.tray import Tray
from rapidwhisper.ui.wishes import Offer, Wish

KEY_MISSING = problem(Code.KEY_MISSING, key="GROQ_API_KEY", provider="Groq")
BUSY = problem(Code.SERVER_ERROR, host="api.groq.com", status=500)
OFFER = problem(Code.RECORDINGS_FOUND, count=1, seconds=4)


@dataclass
class Desk:
    overlay: Overlay
    tray: Tray = field(default_factory=Tray)
    state: State = field(default_factory=lambda: State(Settings(ai_provider="groq", overlay=False)))
    done: list[Offer] = field(default_factory=list)

    def __post_init__(self) -> None:
        providers = Providers(key_page={"groq": "https://keys.example", "custom": ""}.__getitem__)
        self.notices = Notifications(self.tray, self.overlay, lambda: self.state, providers)
        self.notices.wished.connect(self.done.append)

    def click(self) -> None:
        QTest.mouseClick(self._toast, Qt.MouseButton.LeftButton)

    def reads(self) -> str:
        return " ".join(each.text() for each in self._toast.findChildren(QLabel))

    @property
    def _toast(self) -> Toast:
        """The offscreen platform has no tray, so a notice comes as a small window of our own."""
        (toast,) = [
            each for each in QApplication.topLevelWidgets() if isinstance(each, Toast) and each.isVisible()
        ]
        return toast


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
    desk.notices.tell(problem(Code.NO_MICROPHONE))
    desk.click()
    assert desk.done == [Wish.TAKE_OFFER]


def test_a_click_on_an_error_does_the_best_that_can_be_done_and_says_so(desk: Desk) -> None:
    desk.notices.tell(KEY_MISSING)
    assert "Click here to get a key." in desk.reads()
    desk.click()
    assert desk.done == [Help(Remedy.OPEN_KEY_PAGE, "groq")]


def test_where_there_is_no_page_for_keys_a_click_opens_the_settings(desk: Desk) -> None:
    desk.state = State(Settings(ai_provider="custom", overlay=False))
    desk.notices.tell(KEY_MISSING)
    assert "Click here to open the settings." in desk.reads()
    desk.click()
    assert desk.done == [Help(Remedy.OPEN_SETTINGS, "custom")]


def test_a_dictation_that_failed_is_tried_again_at_a_click(desk: Desk) -> None:
    ended = Ended(7, Outcome.FAILED, None, BUSY, "groq")
    desk.state = State(Settings(ai_provider="groq", overlay=False), ended=ended)
    desk.notices.tell(BUSY)
    assert "Click here to try again." in desk.reads()
    desk.click()
    assert desk.done == [Help(Remedy.TRY_AGAIN, "groq", 7)]


def test_an_error_takes_no_offer_back_and_promises_nothing_of_its_own(desk: Desk) -> None:
    """Which of the two was clicked the desktop does not tell."""
    desk.notices.tell(OFFER)
    desk.notices.tell(KEY_MISSING)
    assert "Click here" not in desk.reads()
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

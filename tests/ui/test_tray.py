"""The tray's menu: what it offers in which state, and the wishes that it emits."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from rapidwhisper.core.events import Faulted, Listening, Pressed, Ready
from rapidwhisper.core.machine import step
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.state import Phase, State
from rapidwhisper.ui.icons import icon
from rapidwhisper.ui.messages import message
from rapidwhisper.ui.notifications import Notifications
from rapidwhisper.ui.tray import Shown, Tray


@pytest.fixture
def tray(qtbot: QtBot) -> Tray:
    made = Tray()
    made.show_state(shown())
    return made


def shown(state: State | None = None, *, can_copy: bool = False, can_retry: bool = False) -> Shown:
    if state is None:
        state, _ = step(State(), Ready())
    return Shown.of(state, provider="your server", can_copy=can_copy, can_retry=can_retry)


def recording() -> State:
    state, _ = step(State(ready=True), Pressed(1.0))
    state, _ = step(state, Listening(1))
    return state


def action(tray: Tray, name: str) -> QAction:
    found = tray._menu.findChild(QAction, name)
    assert isinstance(found, QAction)
    return found


@pytest.mark.parametrize("name", ["toggle", "cancel", "copy", "retry", "settings", "log", "quit"])
def test_every_entry_has_words_and_emits_its_wish(tray: Tray, qtbot: QtBot, name: str) -> None:
    tray.show_state(shown(recording(), can_copy=True, can_retry=True))
    entry = action(tray, name)
    assert entry.text()
    assert entry.isVisible()
    assert entry.isEnabled()
    with qtbot.waitSignal(getattr(tray, f"{name}_wished")):
        entry.trigger()


def test_a_left_click_toggles(tray: Tray, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tray.toggle_wished):
        tray._icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    with qtbot.assertNotEmitted(tray.toggle_wished):
        tray._icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)


def test_the_menu_follows_the_state(tray: Tray) -> None:
    assert action(tray, "toggle").text() == "Start dictation"
    assert not action(tray, "cancel").isEnabled()
    assert not action(tray, "copy").isEnabled()
    assert not action(tray, "retry").isVisible()
    tray.show_state(shown(recording()))
    assert action(tray, "toggle").text() == "Finish dictation"
    assert action(tray, "cancel").isEnabled()


def test_the_tooltip_tells_the_state_the_key_and_the_trouble(tray: Tray) -> None:
    assert tray._icon.toolTip() == "RapidWhisper: ready: press Ctrl+Space and speak"
    state, _ = step(State(ready=True), Faulted(problem(Code.NO_MICROPHONE)))
    tray.show_state(shown(state))
    assert "There is no microphone." in tray._icon.toolTip()


@pytest.mark.parametrize("phase", list(Phase))
def test_every_phase_has_an_icon_that_is_not_empty(qtbot: QtBot, phase: Phase) -> None:
    image = icon(phase).pixmap(22, 22).toImage()
    assert image.format() != QImage.Format.Format_Invalid
    corners = [image.pixelColor(x, y).alpha() for x in range(22) for y in range(22)]
    assert max(corners) == 255


def test_phases_that_a_user_must_tell_apart_have_icons_of_their_own(qtbot: QtBot) -> None:
    told_apart = (Phase.STARTING, Phase.IDLE, Phase.RECORDING, Phase.TRANSCRIBING, Phase.ERROR)
    images = [icon(phase).pixmap(22, 22).toImage() for phase in told_apart]
    assert all(a != b for number, a in enumerate(images) for b in images[:number])


def test_without_a_tray_a_notice_of_our_own_tells_the_problem(tray: Tray, qtbot: QtBot) -> None:
    notifications = Notifications(tray)
    refused = problem(Code.KEY_REFUSED, host="speech.example", detail="<b>bad</b>")
    notifications.tell(refused)
    toast = notifications._toast
    assert toast is not None
    assert toast.isVisible()
    assert toast._what.text() == message(refused).what
    QTest.mouseClick(toast, Qt.MouseButton.LeftButton)
    assert not toast.isVisible()

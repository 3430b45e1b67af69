"""The hotkey in bad company: programs that take it, keyboards that stutter or change, a freeze."""

import os
import signal
from pathlib import Path

import pytest
from Xlib import XK, X
from Xlib.display import Display as Connection
from Xlib.ext import xtest

from tests.rig.app import App
from tests.rig.keyboard import another_program_takes
from tests.rig.process import wait_until
from tests.rig.speech_server import SpeechServer


def test_status_says_that_another_program_has_the_hotkey_until_it_lets_go(app: App) -> None:
    with another_program_takes(app.desktop.display, XK.XK_F9, 0):
        app.configure(HOTKEY="f9")
        trouble = wait_until(lambda: app.status()["hotkey_trouble"], "the conflict is noticed")
        assert trouble["code"] == "hotkey_taken"
        assert app.status()["hotkey_armed"] is False
        told = app.tell("status")
        assert "the hotkey does not work now: Another program holds the hotkey f9." in told
    wait_until(lambda: app.status()["hotkey_armed"], "the hotkey is taken as soon as it is free")
    assert "does not work" not in app.tell("status")
    app.press("F9")
    app.wait_for("recording")


def test_a_keyboard_that_stutters_begins_one_dictation(app: App) -> None:
    """While a key is held it sends a release and a press at once, twenty times a second."""
    connection = Connection(app.desktop.display.name)
    ctrl, space = (connection.keysym_to_keycode(key) for key in (XK.XK_Control_L, XK.XK_space))
    try:
        xtest.fake_input(connection, X.KeyPress, ctrl)
        xtest.fake_input(connection, X.KeyPress, space)
        for _ in range(30):
            xtest.fake_input(connection, X.KeyRelease, space, time=50)
            xtest.fake_input(connection, X.KeyPress, space)
        connection.sync()
        app.wait_for("recording")
    finally:
        connection.close()
    app.tell("cancel")
    app.wait_for("idle")
    app.wait_for_history((None, "cancelled"))


def test_a_program_that_was_frozen_hears_the_hotkey_as_before(
    app: App, server: SpeechServer, short: Path
) -> None:
    server.answers("awake again")
    pid = app.status()["pid"]
    os.kill(pid, signal.SIGSTOP)
    app.press()
    os.kill(pid, signal.SIGCONT)
    app.wait_for("recording")
    app.desktop.microphone.play(short)
    app.press()
    assert app.finished()["text"] == "awake again"
    assert app.status()["hotkey_armed"]


@pytest.mark.parametrize("change", [("setxkbmap", "de"), ("xmodmap", "-e", "keycode 93 = F20")])
def test_a_keyboard_that_changes_in_the_middle_of_a_dictation_does_not_disturb_it(
    app: App, server: SpeechServer, short: Path, change: tuple[str, ...]
) -> None:
    server.answers("undisturbed")
    app.press()
    app.wait_for("recording")
    app.desktop.display.run(*change)
    app.desktop.microphone.play(short)
    app.press()
    assert app.finished()["text"] == "undisturbed"

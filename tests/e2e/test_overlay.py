"""The overlay goes through all its states beside a window that keeps the focus."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rig.app import App, watched_app
from tests.rig.desktop import Desktop
from tests.rig.focus_watch import FocusWatch, watching_focus
from tests.rig.process import wait_until
from tests.rig.speech_server import SpeechServer, hang
from tests.rig.targets import Window, active_window


@pytest.fixture
def app(desktop: Desktop, server: SpeechServer, tmp_path: Path) -> Iterator[App]:
    settings = {"AI_PROVIDER": "custom", "CUSTOM_BASE_URL": server.url, "INTERFACE_LANGUAGE": "en"}
    with watched_app(desktop, tmp_path / "app", **settings) as started:
        yield started


@pytest.fixture
def focus(app: App, editor: Window) -> Iterator[FocusWatch]:
    with watching_focus(app.desktop.display, active_window(app.desktop.display)) as watch:
        yield watch


def title(app: App, text: str) -> None:
    app.eyes.wait_for("overlay_title", text)


def test_recording_transcribing_and_the_first_words(
    app: App, server: SpeechServer, short: Path, editor: Window, focus: FocusWatch
) -> None:
    server.answers("these are the first words")
    app.press()
    title(app, "0:0")
    app.eyes.wait_for("overlay_detail", "Ctrl+Space finishes, Esc cancels")
    app.desktop.microphone.play(short)
    app.press()
    title(app, "Done")
    app.eyes.wait_for("overlay_detail", "these are the first words")
    editor.wait_for_text("these are the first words ")
    app.eyes.wait_until_gone("overlay_title")
    assert focus.moves == []


def test_a_slow_server_is_named_and_a_cancel_is_told(
    app: App, server: SpeechServer, short: Path, focus: FocusWatch
) -> None:
    server.answers(hang())
    app.dictate(short)
    title(app, "Transcribing")
    title(app, "Waiting for Custom server… 3 s")
    app.press("Escape")
    title(app, "Cancelled")
    app.eyes.wait_until_gone("overlay_title")
    assert focus.moves == []


def test_an_error_comes_with_its_remedy_and_a_click_closes_it(
    app: App, short: Path, focus: FocusWatch
) -> None:
    app.change_settings(CUSTOM_BASE_URL="http://localhost:9/v1", CUSTOM_MODEL="any")
    app.dictate(short)
    title(app, "Nothing answers at localhost:9")
    app.eyes.wait_for("overlay_detail", "Your speech is kept")
    app.eyes.click("overlay")
    app.eyes.wait_until_gone("overlay_title")
    assert focus.moves == []


def test_kept_on_the_clipboard(app: App, server: SpeechServer, short: Path, focus: FocusWatch) -> None:
    server.answers("kept")
    app.change_settings(PASTE_METHOD="copy", CUSTOM_MODEL="any")
    app.dictate(short)
    title(app, "The text is on the clipboard.")
    app.eyes.wait_for("overlay_detail", "Ctrl+V")
    assert focus.moves == []


def test_it_is_dragged_and_comes_back_where_it_was_left(
    app: App, server: SpeechServer, short: Path, focus: FocusWatch
) -> None:
    server.answers("one")
    app.press()
    title(app, "0:0")
    x, y = app.eyes.wait_for("overlay").middle
    move = (
        "mousemove",
        str(x),
        str(y),
        "mousedown",
        "1",
        "mousemove",
        str(x - 200),
        str(y - 300),
        "mouseup",
        "1",
    )
    app.desktop.display.run("xdotool", *move)
    wait_until(lambda: app.eyes.wait_for("overlay").middle[1] < y - 250, "it follows the mouse")
    app.desktop.microphone.play(short)
    app.press()
    app.eyes.wait_until_gone("overlay_title")
    app.press()
    title(app, "0:0")
    again = app.eyes.wait_for("overlay").middle
    assert abs(again[0] - (x - 200)) < 20
    assert abs(again[1] - (y - 300)) < 20
    app.press("Escape")
    assert "overlay" in json.loads((app.folder / "data" / "state.json").read_text())
    assert focus.moves == []


def test_switched_off_it_stays_away(app: App, server: SpeechServer, short: Path, editor: Window) -> None:
    server.answers("without it")
    app.change_settings(OVERLAY="off", CUSTOM_MODEL="any")
    app.press()
    app.wait_for("recording")
    assert app.eyes.see("overlay") is None
    app.desktop.microphone.play(short)
    app.press()
    editor.wait_for_text("without it ")
    assert app.eyes.see("overlay") is None

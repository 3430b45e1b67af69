"""The overlay goes through all its states beside a window that keeps the focus."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.rig.app import App, watched_app
from tests.rig.desktop import virtual_desktop
from tests.rig.focus_watch import FocusWatch, watching_focus
from tests.rig.process import wait_until
from tests.rig.speech_server import SpeechServer, hang
from tests.rig.targets import Window, active_window, qt_editor


@pytest.fixture
def focus(watched: App, editor: Window) -> Iterator[FocusWatch]:
    with watching_focus(watched.desktop.display, active_window(watched.desktop.display)) as watch:
        yield watch


def title(watched: App, text: str) -> None:
    watched.eyes.wait_for("overlay_title", text)


def test_recording_transcribing_and_the_first_words(
    watched: App, server: SpeechServer, short: Path, editor: Window, focus: FocusWatch
) -> None:
    server.answers("these are the first words")
    watched.press()
    title(watched, "0:0")
    watched.eyes.wait_for("overlay_detail", "Ctrl+Space finishes, Esc cancels")
    watched.desktop.microphone.play(short)
    watched.press()
    title(watched, "Done")
    watched.eyes.wait_for("overlay_detail", "these are the first words")
    editor.wait_for_text("these are the first words ")
    watched.eyes.wait_until_gone("overlay_title")
    assert focus.moves == []


def test_a_slow_server_is_named_and_a_cancel_is_told(
    watched: App, server: SpeechServer, short: Path, focus: FocusWatch
) -> None:
    server.answers(hang())
    watched.dictate(short)
    title(watched, "Transcribing")
    title(watched, "Waiting for Custom server… 3 s")
    watched.press("Escape")
    title(watched, "Cancelled")
    watched.eyes.wait_until_gone("overlay_title")
    assert focus.moves == []


def test_an_error_comes_with_its_remedy_and_a_click_closes_it(
    watched: App, short: Path, focus: FocusWatch
) -> None:
    watched.change_settings(CUSTOM_BASE_URL="http://localhost:9/v1", CUSTOM_MODEL="any")
    watched.dictate(short)
    title(watched, "Nothing answers at localhost:9")
    watched.eyes.wait_for("overlay_detail", "Your speech is kept")
    watched.eyes.click("overlay_title")
    watched.eyes.wait_until_gone("overlay_title")
    assert focus.moves == []


def test_kept_on_the_clipboard(watched: App, server: SpeechServer, short: Path, focus: FocusWatch) -> None:
    server.answers("kept")
    watched.change_settings(PASTE_METHOD="copy", CUSTOM_MODEL="any")
    watched.dictate(short)
    title(watched, "The text is on the clipboard.")
    watched.eyes.wait_for("overlay_detail", "Ctrl+V")
    assert focus.moves == []


def test_it_is_dragged_and_comes_back_where_it_was_left(
    watched: App, server: SpeechServer, short: Path, focus: FocusWatch
) -> None:
    server.answers("one")
    watched.press()
    title(watched, "0:0")
    x, y = watched.eyes.wait_for("overlay").middle
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
    watched.desktop.display.run("xdotool", *move)
    wait_until(lambda: watched.eyes.wait_for("overlay").middle[1] < y - 250, "it follows the mouse")
    watched.desktop.microphone.play(short)
    watched.press()
    watched.eyes.wait_until_gone("overlay_title")
    watched.press()
    title(watched, "0:0")
    again = watched.eyes.wait_for("overlay").middle
    assert abs(again[0] - (x - 200)) < 20
    assert abs(again[1] - (y - 300)) < 20
    watched.press("Escape")
    assert "overlay" in json.loads((watched.folder / "data" / "state.json").read_text())
    assert focus.moves == []


def test_switched_off_it_stays_away(watched: App, server: SpeechServer, short: Path, editor: Window) -> None:
    server.answers("without it")
    watched.change_settings(OVERLAY="off", CUSTOM_MODEL="any")
    watched.press()
    watched.wait_for("recording")
    assert watched.eyes.see("overlay") is None
    watched.desktop.microphone.play(short)
    watched.press()
    editor.wait_for_text("without it ")
    assert watched.eyes.see("overlay") is None


def test_it_stands_on_the_monitor_with_the_target_window(tmp_path: Path) -> None:
    settings = {"AI_PROVIDER": "local", "INTERFACE_LANGUAGE": "en"}
    with ExitStack() as stack:
        desktop = stack.enter_context(virtual_desktop(tray=False))
        desktop.display.run("xrandr", "--setmonitor", "LEFT", "640/160x800/200+0+0", "screen")
        desktop.display.run("xrandr", "--setmonitor", "RIGHT", "640/160x800/200+640+0", "none")
        app = stack.enter_context(watched_app(desktop, tmp_path / "app", **settings))
        stack.enter_context(qt_editor(desktop.display, tmp_path))
        window = str(active_window(desktop.display))
        for left, monitor in ((20, range(640)), (700, range(640, 1280))):
            desktop.display.run("xdotool", "windowmove", "--sync", window, str(left), "100")
            app.press()
            app.wait_for("recording")
            x, _, width, _ = app.eyes.wait_for("overlay").box
            assert x in monitor
            assert x + width in monitor
            app.press("Escape")
            app.eyes.wait_until_gone("overlay_title")

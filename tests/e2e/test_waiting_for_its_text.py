"""Recordings that have no text yet: told, offered, heard, tried again, done without."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.rig import clipboard
from tests.rig.app import App
from tests.rig.process import wait_until
from tests.rig.speech_server import SpeechServer, hang
from tests.rig.targets import Window
from tests.rig.tray_icon import tray_icon


def copied(app: App) -> str:
    return (clipboard.read(app.desktop.display) or b"").decode()


def open_menu(app: App, entry: str) -> None:
    """The tray's menu, and in it the one of the dictation that was not transcribed."""
    app.eyes.click_at(tray_icon(app.desktop), button=3)
    app.eyes.click("unsent/1")
    app.eyes.click_at(app.eyes.entry(entry).middle)


@pytest.fixture
def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def unreached(app: App, short: Path, port: int, **settings: str) -> None:
    """One dictation whose server is not there."""
    app.change_settings(CUSTOM_BASE_URL=f"http://127.0.0.1:{port}/v1", CUSTOM_MODEL="any", **settings)
    app.dictate(short)
    assert app.finished()["outcome"] == "failed"


def test_when_the_server_is_back_the_recording_is_offered_and_sent_at_a_click(
    watched: App, short: Path, editor: Window, closed_port: int
) -> None:
    unreached(watched, short, closed_port, NOTIFICATIONS="off")
    with SpeechServer(closed_port) as server:
        server.answers("after all")
        watched.eyes.wait_for("overlay_title", "The server can be reached again")
        assert not server.requests, "nothing is sent unasked"
        watched.eyes.click("overlay")
        watched.wait_for_history(("after all", "held"))
        wait_until(lambda: copied(watched) == "after all", "the text is on the clipboard")
    assert editor.text() == ""


def test_when_the_server_is_back_the_recording_is_sent_by_itself_where_that_is_wished(
    watched: App, short: Path, editor: Window, closed_port: int
) -> None:
    unreached(watched, short, closed_port, RETRY="auto")
    with SpeechServer(closed_port) as server:
        server.answers("after all")
        watched.wait_for_history(("after all", "held"))
        wait_until(lambda: copied(watched) == "after all", "the text is on the clipboard")
        assert len(server.requests) == 1
    assert editor.text() == ""


def cut_off(app: App, server: SpeechServer, short: Path) -> None:
    """The program is killed while the server thinks."""
    server.answers(hang())
    app.dictate(short)
    wait_until(lambda: server.requests, "the server is asked")
    app.kill()
    server.answers("brought back")


def test_the_next_start_tells_what_a_crash_left_and_sends_it_at_a_click(
    watched: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    watched.change_settings(NOTIFICATIONS="off", CUSTOM_MODEL="any")
    cut_off(watched, server, short)
    asked = len(server.requests)
    watched.start(watched=True)
    watched.eyes.wait_for("overlay_title", "1 dictation without a text found")
    assert len(server.requests) == asked, "nothing is sent unasked"
    watched.eyes.click("overlay")
    watched.wait_for_history(("brought back", "held"))
    assert editor.text() == ""


def test_the_next_start_sends_what_a_crash_left_by_itself_where_that_is_wished(
    watched: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    watched.change_settings(RECOVER="auto", CUSTOM_MODEL="any")
    cut_off(watched, server, short)
    watched.start(watched=True)
    watched.wait_for_history(("brought back", "held"))
    wait_until(lambda: copied(watched) == "brought back", "the text is on the clipboard")
    assert editor.text() == ""


def test_the_menu_tries_again_with_another_provider(
    watched: App, server: SpeechServer, spoken: Callable[[str], Path], closed_port: int
) -> None:
    words = "please send the report to the finance team before the end of the week"
    unreached(watched, spoken(words), closed_port)
    watched.eyes.click_at(tray_icon(watched.desktop), button=3)
    watched.eyes.click("unsent/1", "Not transcribed: ")
    watched.eyes.click_at(watched.eyes.entry("Try again with").middle)
    watched.eyes.click("retry/1/local")
    wait_until(
        lambda: watched.newest()["text"] == words, "the engine here has its text", seconds=60, every=0.1
    )
    assert copied(watched) == words


def test_the_menu_does_without_a_recording(watched: App, short: Path, closed_port: int) -> None:
    unreached(watched, short, closed_port)
    open_menu(watched, "Discard (kept for an hour)")
    watched.wait_for_history((None, "cancelled"))


def test_the_menu_plays_a_recording(watched: App, two_words: Path, closed_port: int) -> None:
    unreached(watched, two_words, closed_port)
    open_menu(watched, "Play")
    inputs = ("pactl", "list", "sink-inputs")
    wait_until(
        lambda: "python" in watched.desktop.display.run(*inputs).lower(), "it is heard from the loudspeaker"
    )

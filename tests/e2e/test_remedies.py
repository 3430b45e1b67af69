"""A dictation that failed comes with buttons that help; whoever types elsewhere keeps the focus meanwhile."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rapidwhisper.providers import groq
from tests.rig import clipboard
from tests.rig.app import App, watched_app
from tests.rig.desktop import Desktop
from tests.rig.focus_watch import watching_focus
from tests.rig.process import wait_until
from tests.rig.speech_server import SpeechServer, as_json
from tests.rig.targets import Window, active_window

WRONG_KEY = as_json({"error": {"message": "Invalid API Key", "type": "invalid_request_error"}}, 401)
FAULT = as_json({"error": {"message": "Internal server error"}}, 500)


@pytest.fixture
def opened(tmp_path: Path) -> Path:
    """A browser that writes down what it is to open."""
    addresses = tmp_path / "opened"
    browser = tmp_path / "bin" / "xdg-open"
    browser.parent.mkdir()
    browser.write_text(f'#!/bin/sh\necho "$1" >> "{addresses}"\n')
    browser.chmod(0o700)
    return addresses


@pytest.fixture
def cloud(desktop: Desktop, server: SpeechServer, opened: Path, tmp_path: Path) -> Iterator[App]:
    """Set to Groq, which is the server of this test, with a server of one's own beside it."""
    path = f"{opened.parent / 'bin'}{os.pathsep}{desktop.env['PATH']}"
    base = {**desktop.display.base, "PATH": path}
    with_browser = replace(desktop, display=replace(desktop.display, base=base))
    settings = {"AI_PROVIDER": "groq", "GROQ_BASE_URL": server.url, "GROQ_API_KEY": "gsk-wrong"}
    with watched_app(with_browser, tmp_path / "app", **settings, INTERFACE_LANGUAGE="en") as app:
        yield app


def copied(app: App, words: str) -> None:
    wait_until(lambda: clipboard.read(app.desktop.display) == words.encode(), "the text is on the clipboard")


def test_a_wrong_key_leads_to_the_page_for_keys(
    cloud: App, server: SpeechServer, short: Path, editor: Window, opened: Path
) -> None:
    server.answers(WRONG_KEY)
    with watching_focus(cloud.desktop.display, active_window(cloud.desktop.display)) as focus:
        cloud.dictate(short)
        cloud.eyes.wait_for("overlay_title", "does not accept the API key")
        cloud.eyes.wait_for("help/settings", "Settings")
        cloud.eyes.click("help/key", "Get a key")
        wait_until(lambda: opened.exists() and opened.read_text(), "the browser is asked")
        assert opened.read_text() == f"{groq.PROVIDER.card.key_page}\n"
        assert focus.moves == []
    assert editor.text() == ""


def test_a_wrong_key_leads_to_the_settings_of_the_provider(
    cloud: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    server.answers(WRONG_KEY)
    cloud.dictate(short)
    cloud.eyes.click("help/settings")
    cloud.eyes.wait_for("label/AI_PROVIDER")
    cloud.eyes.wait_until_gone("overlay_title")


def test_tried_again_when_the_server_is_well_the_text_is_on_the_clipboard(
    cloud: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    server.script([FAULT])
    server.answers("better late than never")
    cloud.dictate(short)
    cloud.eyes.click("help/again")
    copied(cloud, "better late than never")
    cloud.wait_for_history(("better late than never", "held"))
    assert len(server.requests) == 2
    assert editor.text() == "", "its moment in the window is long over"


def test_another_provider_takes_over_what_was_said(
    cloud: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    server.answers(FAULT)
    with SpeechServer() as own:
        own.answers("by a server of my own")
        cloud.configure(CUSTOM_BASE_URL=own.url)
        cloud.dictate(short)
        cloud.eyes.click("help/other")
        cloud.eyes.click("other/custom")
        copied(cloud, "by a server of my own")
        cloud.wait_for_history(("by a server of my own", "held"))
        assert (len(server.requests), len(own.requests)) == (1, 1)
    assert cloud.status()["provider"] == "groq", "for this one time only"
    assert editor.text() == ""

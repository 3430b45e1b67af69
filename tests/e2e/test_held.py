"""A text whose window has gone to the back: it waits in sight, and goes where it is wanted, once."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.rig import clipboard
from tests.rig.app import App
from tests.rig.speech_server import SpeechServer, text
from tests.rig.targets import Window, qt_editor
from tests.rig.tray_icon import tray_icon

WORDS = "for this window only"


@contextmanager
def held(app: App, server: SpeechServer, short: Path, folder: Path) -> Iterator[Window]:
    """Another window came to the front before the text was there; it is given."""
    server.answers(text(WORDS, delay_s=1.5))
    app.dictate(short)
    with qt_editor(app.desktop.display, folder, name="other") as other:
        app.eyes.wait_for("overlay_title", "the text is held")
        yield other


def arrived(app: App, window: Window, other: Window) -> None:
    window.wait_for_text(WORDS + " ")
    app.wait_for_history((WORDS, "done"))
    app.wait_for("idle")
    assert window.text() == WORDS + " "
    assert other.text() == ""
    assert app.eyes.see("overlay_title", "held") is None


def test_it_goes_in_by_itself_when_its_window_is_back(
    watched: App, server: SpeechServer, short: Path, editor: Window, tmp_path: Path
) -> None:
    with (
        clipboard.other_owner(watched.desktop.display, b"copied before", tmp_path),
        held(watched, server, short, tmp_path) as other,
    ):
        assert clipboard.read(watched.desktop.display) == b"copied before"
        watched.wait_for("idle")
        editor.focus()
        arrived(watched, editor, other)


def test_a_click_on_the_overlay_puts_it_where_the_cursor_is(
    watched: App, server: SpeechServer, short: Path, editor: Window, tmp_path: Path
) -> None:
    with held(watched, server, short, tmp_path) as other:
        watched.eyes.click("overlay")
        arrived(watched, other, editor)


def test_the_menu_puts_it_where_the_cursor_is(
    watched: App, server: SpeechServer, short: Path, editor: Window, tmp_path: Path
) -> None:
    with held(watched, server, short, tmp_path) as other:
        watched.eyes.click_at(tray_icon(watched.desktop), button=3)
        watched.eyes.click_at(watched.eyes.entry(f"Insert the held text: {WORDS}").middle)
        arrived(watched, other, editor)


def test_a_key_puts_it_where_the_cursor_is_and_later_the_last_text_once_more(
    watched: App, server: SpeechServer, short: Path, editor: Window, tmp_path: Path
) -> None:
    watched.change_settings(PASTE_LAST_HOTKEY="ctrl+alt+v", CUSTOM_MODEL="any")
    with held(watched, server, short, tmp_path) as other:
        watched.press("ctrl", "alt", "v")
        arrived(watched, other, editor)
        editor.focus()
        watched.press("ctrl", "alt", "v")
        editor.wait_for_text(WORDS + " ")
        assert other.text() == WORDS + " "


def test_the_hotkey_dictates_all_the_same(
    watched: App, server: SpeechServer, short: Path, editor: Window, tmp_path: Path
) -> None:
    with held(watched, server, short, tmp_path) as other:
        server.answers("the next")
        watched.dictate(short)
        other.wait_for_text("the next ")
        editor.focus()
        editor.wait_for_text(WORDS + " ")
        watched.wait_for_history((WORDS, "done"), ("the next", "done"))


def test_where_that_is_wished_its_window_comes_to_the_front(
    watched: App, server: SpeechServer, short: Path, editor: Window, tmp_path: Path
) -> None:
    watched.change_settings(WRONG_WINDOW="refocus", CUSTOM_MODEL="any")
    server.answers(text(WORDS, delay_s=1.5))
    watched.dictate(short)
    with qt_editor(watched.desktop.display, tmp_path, name="other") as other:
        arrived(watched, editor, other)


def test_where_that_is_wished_it_goes_to_the_window_in_front(
    watched: App, server: SpeechServer, short: Path, editor: Window, tmp_path: Path
) -> None:
    watched.change_settings(WRONG_WINDOW="paste", CUSTOM_MODEL="any")
    server.answers(text(WORDS, delay_s=1.5))
    watched.dictate(short)
    with qt_editor(watched.desktop.display, tmp_path, name="other") as other:
        arrived(watched, other, editor)


@pytest.mark.parametrize(("history", "kept"), [("off", []), ("text", [(WORDS, "done")])])
def test_it_is_no_less_safe_where_less_is_kept(  # noqa: PLR0917 - fixtures
    watched: App,
    server: SpeechServer,
    short: Path,
    editor: Window,
    tmp_path: Path,
    history: str,
    kept: list[tuple[str, str]],
) -> None:
    watched.change_settings(HISTORY=history, CUSTOM_MODEL="any")
    with held(watched, server, short, tmp_path) as other:
        editor.focus()
        editor.wait_for_text(WORDS + " ")
        assert other.text() == ""
        watched.wait_for_history(*kept)
        assert not list(watched.folder.rglob("*.pcm"))

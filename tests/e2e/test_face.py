"""The windows, used with mouse and keys as a person uses them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from Xlib import XK, X
from Xlib.display import Display as Connection

from tests.rig.app import App, watched_app
from tests.rig.desktop import Desktop
from tests.rig.process import wait_until
from tests.rig.speech_server import SpeechServer
from tests.rig.targets import Window, qt_editor
from tests.rig.tray_icon import tray_icon


@pytest.fixture
def new_app(desktop: Desktop, tmp_path: Path) -> Iterator[App]:
    """On its very first start."""
    with watched_app(desktop, tmp_path / "app") as started:
        yield started


def env(watched: App) -> list[str]:
    return (watched.folder / ".env").read_text().splitlines()


def open_page(watched: App, words: str) -> None:
    watched.eyes.click_at(watched.eyes.entry(words).middle)


def test_from_the_tray_to_a_custom_server(desktop: Desktop, short: Path, tmp_path: Path) -> None:
    local = {"AI_PROVIDER": "local", "INTERFACE_LANGUAGE": "en"}
    with watched_app(desktop, tmp_path / "app", **local) as app, SpeechServer() as server:
        server.answers("by the new server")
        app.eyes.click_at(tray_icon(desktop), button=3)
        app.eyes.click_at(app.eyes.entry("Settings…").middle)
        app.eyes.wait_for("settings", "Settings")
        app.eyes.choose("AI_PROVIDER", "Custom server")
        app.eyes.type("CUSTOM_API_KEY", "key-one")
        app.eyes.type("CUSTOM_BASE_URL", server.url)
        app.eyes.type("CUSTOM_MODEL", "model-one")
        app.eyes.click("save")
        app.eyes.wait_until_gone("settings")
        written = ("AI_PROVIDER=custom", "CUSTOM_API_KEY=key-one", "CUSTOM_MODEL=model-one")
        assert {*written, f"CUSTOM_BASE_URL={server.url}"} <= {line.replace('"', "") for line in env(app)}
        with qt_editor(desktop.display, tmp_path) as editor:
            app.dictate(short)
            editor.wait_for_text("by the new server ")
        request = server.requests[-1]
        assert request.headers["authorization"] == "Bearer key-one"
        assert request.fields["model"] == "model-one"


def test_a_bad_base_url_is_explained_and_not_saved(watched: App) -> None:
    watched.tell("settings")
    watched.eyes.type("CUSTOM_BASE_URL", "ftp://localhost:8000")
    watched.eyes.click("save")
    watched.eyes.wait_for("note", "http://")
    watched.eyes.wait_for("settings")
    assert not any("localhost:8000" in line for line in env(watched))


def test_saving_keeps_what_was_edited_by_hand_meanwhile(watched: App) -> None:
    watched.tell("settings")
    watched.eyes.type("CUSTOM_MODEL", "typed")
    watched.configure(LANGUAGE="ru", HOTKEY="f9")
    wait_until(lambda: watched.status()["hotkey"] == "f9", "the hand edit is noticed")
    watched.eyes.wait_for("CUSTOM_MODEL", "typed")
    watched.eyes.click("save")
    watched.eyes.wait_until_gone("settings")
    lines = {line.replace('"', "") for line in env(watched)}
    assert {"CUSTOM_MODEL=typed", "LANGUAGE=ru", "HOTKEY=f9"} <= lines


def test_the_language_is_switched_while_the_dialog_is_open(watched: App) -> None:
    watched.tell("settings")
    watched.eyes.type("CUSTOM_MODEL", "typed")
    watched.configure(INTERFACE_LANGUAGE="ru")
    watched.eyes.wait_for("settings", "Настройки")
    watched.eyes.wait_for("save", "Сохранить")
    watched.eyes.wait_for("CUSTOM_MODEL", "typed")
    watched.eyes.click("cancel")
    box = watched.eyes.entry("Изменения ещё не сохранены.")
    assert box.window == "unsaved"
    watched.press("Escape")
    watched.eyes.wait_until_gone("unsaved")
    watched.eyes.wait_for("CUSTOM_MODEL", "typed")


def test_a_hotkey_is_chosen_by_pressing_it(
    watched: App, server: SpeechServer, short: Path, tmp_path: Path
) -> None:
    server.answers("by the new key")
    watched.tell("settings")
    open_page(watched, "Hotkey")
    watched.eyes.click("HOTKEY")
    watched.eyes.wait_for("HOTKEY", "Press the keys…")
    watched.press("ctrl", "alt", "r")
    watched.eyes.wait_for("HOTKEY", "Ctrl+Alt+R")
    watched.eyes.click("HOTKEY")
    watched.eyes.wait_for("HOTKEY", "Press the keys…")
    watched.press("ctrl", "space")  # grabbed by us: it is an answer and starts nothing
    watched.eyes.wait_for("HOTKEY", "Ctrl+Space")
    assert watched.status()["state"] == "idle"
    watched.eyes.click("HOTKEY")
    watched.press("F9")
    watched.eyes.wait_for("HOTKEY", "F9")
    watched.eyes.click("save")
    watched.eyes.wait_until_gone("settings")
    wait_until(lambda: watched.status()["hotkey"] == "f9", "the new hotkey")
    with qt_editor(watched.desktop.display, tmp_path) as editor:
        watched.dictate(short, "F9")
        editor.wait_for_text("by the new key ")


def test_a_key_for_the_last_text_is_chosen_and_removed_again(watched: App) -> None:
    watched.tell("settings")
    open_page(watched, "Hotkey")
    watched.eyes.click("PASTE_LAST_HOTKEY", "None")
    watched.press("ctrl", "alt", "v")
    watched.eyes.wait_for("PASTE_LAST_HOTKEY", "Ctrl+Alt+V")
    watched.eyes.click("save")
    watched.eyes.wait_until_gone("settings")
    assert "PASTE_LAST_HOTKEY=ctrl+alt+v" in [line.replace('"', "") for line in env(watched)]
    watched.tell("settings")
    open_page(watched, "Hotkey")
    watched.eyes.click("PASTE_LAST_HOTKEY", "Ctrl+Alt+V")
    watched.press("ctrl", "alt", "v")  # grabbed by us: it is an answer and pastes nothing
    watched.eyes.wait_for("PASTE_LAST_HOTKEY", "Ctrl+Alt+V")
    watched.eyes.click("clear/PASTE_LAST_HOTKEY")
    watched.eyes.wait_for("PASTE_LAST_HOTKEY", "None")
    watched.eyes.click("save")
    watched.eyes.wait_until_gone("settings")
    assert "PASTE_LAST_HOTKEY=" in [line.replace('"', "") for line in env(watched)]


def test_a_hotkey_that_another_program_holds_is_told_at_once(watched: App) -> None:
    other = Connection(watched.desktop.display.name)
    f7 = other.keysym_to_keycode(XK.string_to_keysym("F7"))
    other.screen().root.grab_key(f7, X.AnyModifier, False, X.GrabModeAsync, X.GrabModeAsync)
    other.sync()
    try:
        watched.tell("settings")
        open_page(watched, "Hotkey")
        watched.eyes.click("HOTKEY")
        watched.eyes.wait_for("HOTKEY", "Press the keys…")
        watched.press("F7")
        watched.eyes.wait_for("HOTKEY", "F7")
        watched.eyes.wait_for("verdict/HOTKEY", "Another program holds")
    finally:
        other.close()


def test_the_level_moves_when_somebody_speaks(watched: App, two_words: Path) -> None:
    watched.tell("settings")
    open_page(watched, "Microphone")
    with watched.desktop.microphone.playing(two_words):
        wait_until(lambda: int(watched.eyes.wait_for("level").text) > -40, "the bar moves")
    wait_until(lambda: int(watched.eyes.wait_for("level").text) < -50, "the bar falls", seconds=20)
    watched.eyes.click("cancel")
    watched.eyes.wait_until_gone("settings")


def test_a_search_finds_a_setting_by_its_words(watched: App) -> None:
    watched.tell("settings")
    watched.eyes.type("search", "login")
    watched.eyes.wait_for("label/AUTOSTART", "Start at login")
    watched.eyes.type("search", "no such thing")
    watched.eyes.wait_for("nothing_found", "No setting")


def test_welcome_own_server_ends_in_a_tried_dictation(
    new_app: App, server: SpeechServer, short: Path
) -> None:
    server.answers("it hears me")
    eyes = new_app.eyes
    eyes.click("way/custom")
    eyes.click("use")
    eyes.wait_for("objection", "missing")
    eyes.type("CUSTOM_BASE_URL", server.url)
    eyes.click("use")
    eyes.wait_for("words")
    new_app.dictate(short)
    eyes.wait_for("words", "it hears me")
    eyes.wait_for("said", "It works.")
    eyes.click("done")
    eyes.wait_until_gone("welcome")
    new_app.wait_for_history(("it hears me", "done"))


def test_welcome_on_this_computer(new_app: App, short: Path) -> None:
    new_app.eyes.click("way/local")
    new_app.eyes.click("model/basic-en")
    new_app.eyes.click("use")
    new_app.eyes.wait_for("words")
    new_app.dictate(short)
    wait_until(lambda: new_app.history() and new_app.history()[0]["outcome"] == "done", "words", seconds=30)


def test_welcome_groq_wants_a_key(new_app: App) -> None:
    new_app.eyes.click("use")
    new_app.eyes.wait_for("objection", "Groq needs an API key")
    new_app.eyes.type("GROQ_API_KEY", "gsk_test")
    new_app.eyes.click("use")
    new_app.eyes.wait_for("words")
    assert new_app.status()["provider"] == "groq"
    new_app.eyes.click("back")
    new_app.eyes.wait_for("use")


def test_welcome_is_in_nobodys_way(new_app: App, short: Path, editor: Window) -> None:
    editor.focus()
    new_app.dictate(short)
    wait_until(editor.text, "the words go where the cursor is", seconds=30)
    new_app.eyes.wait_for("welcome")


def test_a_kept_text_is_pasted_again_from_the_tray(
    watched: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    server.answers("twice")
    watched.dictate(short)
    editor.wait_for_text("twice ")
    watched.eyes.click_at(tray_icon(watched.desktop), button=3)
    watched.eyes.click_at(watched.eyes.entry("Last texts").middle)
    watched.eyes.click_at(watched.eyes.entry_that_ends("  twice").middle)
    watched.eyes.click_at(watched.eyes.entry("Insert").middle)
    editor.wait_for_text("twice twice ")


def test_provider_and_language_are_switched_from_the_tray(watched: App) -> None:
    watched.eyes.click_at(tray_icon(watched.desktop), button=3)
    watched.eyes.click_at(watched.eyes.entry("Language").middle)
    watched.eyes.click_at(watched.eyes.entry("Русский (ru)").middle)
    wait_until(lambda: "LANGUAGE=ru" in env(watched), "the language is in .env")
    watched.eyes.click_at(tray_icon(watched.desktop), button=3)
    watched.eyes.click_at(watched.eyes.entry("Provider").middle)
    watched.eyes.click_at(watched.eyes.entry("On this computer").middle)
    wait_until(lambda: watched.status()["provider"] == "local", "the provider is switched")

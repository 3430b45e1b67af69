"""`.env` edited by hand while the program runs: the next dictation obeys."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.rig.app import App
from tests.rig.desktop import Desktop
from tests.rig.process import wait_until
from tests.rig.speech_server import SpeechServer
from tests.rig.targets import Window


def test_server_key_and_model_and_then_the_hotkey(
    app: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    server.answers("old server")
    app.change_settings(CUSTOM_API_KEY="key-one", CUSTOM_MODEL="model-one")
    app.dictate(short)
    editor.wait_for_text("old server ")
    assert server.requests[-1].headers["authorization"] == "Bearer key-one"
    assert server.requests[-1].fields["model"] == "model-one"

    with SpeechServer() as other:
        other.answers("new server")
        app.change_settings(CUSTOM_BASE_URL=other.url, CUSTOM_API_KEY="key-two", CUSTOM_MODEL="model-two")
        app.dictate(short)
        editor.wait_for_text("old server new server ")
        assert other.requests[-1].headers["authorization"] == "Bearer key-two"
        assert other.requests[-1].fields["model"] == "model-two"

        other.answers("by the new key")
        app.configure(HOTKEY="f9")
        wait_until(lambda: app.status()["hotkey"] == "f9", "the new hotkey")
        app.dictate(short, "F9")
        editor.wait_for_text("old server new server by the new key ")
    app.press("ctrl", "space")
    wait_until(lambda: editor.keys().count("Ctrl+Space"), "the old hotkey belongs to the window again")


def test_a_dictation_under_way_keeps_the_settings_it_began_with(
    app: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    server.answers("as it began")
    with SpeechServer() as other:
        app.press()
        app.wait_for("recording")
        app.change_settings(CUSTOM_BASE_URL=other.url, CUSTOM_MODEL="other")
        app.desktop.microphone.play(short)
        app.press()
        editor.wait_for_text("as it began ")
        assert not other.requests


def test_a_mistake_is_named_with_its_line_and_changes_nothing_else(app: App) -> None:
    before = app.status()["hotkey"]
    app.configure(HOTKEY="ctrl+nonsense")
    number = (app.folder / ".env").read_text().splitlines().index('HOTKEY="ctrl+nonsense"') + 1
    fault = wait_until(lambda: app.status()["last_error"], "the mistake is told")
    assert fault["code"] == "setting_invalid"
    assert str(number) in fault["message"]
    assert "HOTKEY" in fault["message"]
    assert app.status()["hotkey"] == before


def test_the_program_leaves_the_file_as_the_person_wrote_it(
    app: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    file = app.folder / ".env"
    written = file.read_text() + "# a remark\nMY_OWN=thing\n\nCUSTOM_MODEL = spaced  # why\n"
    file.write_text(written)
    wait_until(lambda: app.status()["model"] == "spaced", "the new model")
    app.dictate(short)
    editor.wait_for_text("hello ")
    assert server.requests[-1].fields["model"] == "spaced"
    assert file.read_text() == written


def _removed(file: Path) -> None:
    file.unlink()


def _a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _a_link_to_nothing(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.parent / "nowhere")


def _rubbish(file: Path) -> None:
    file.write_bytes(os.urandom(10_000_000))


@pytest.mark.parametrize("spoil", [_removed, _a_folder, _a_link_to_nothing, _rubbish])
def test_a_file_that_goes_bad_while_the_program_runs_changes_nothing_and_is_told(
    app: App, server: SpeechServer, short: Path, editor: Window, spoil: Callable[[Path], None]
) -> None:
    app.change_settings(CUSTOM_MODEL="last-good")
    file = app.folder / ".env"
    written = file.read_bytes()
    spoil(file)
    fault = wait_until(lambda: app.status()["last_error"], "it is told")
    assert fault["code"] == "settings_unreadable"
    server.answers("as before")
    app.dictate(short)
    editor.wait_for_text("as before ")
    assert server.requests[-1].fields["model"] == "last-good"

    file.rmdir() if file.is_dir() else file.unlink(missing_ok=True)
    file.write_bytes(written.replace(b"last-good", b"good-again"))
    wait_until(lambda: app.status()["model"] == "good-again", "the mended file is read")


def test_of_a_damaged_file_the_good_lines_count_and_the_bad_ones_are_named(app: App) -> None:
    file = app.folder / ".env"
    file.write_text(file.read_text() + "HOTKEY ctrl+space\nCUSTOM_MODEL=behind-the-damage\n")
    number = file.read_text().splitlines().index("HOTKEY ctrl+space") + 1
    wait_until(lambda: app.status()["model"] == "behind-the-damage", "the good line counts")
    fault = wait_until(lambda: app.status()["last_error"], "the bad one is told")
    assert fault["code"] == "settings_odd_lines"
    assert str(number) in fault["message"]


def test_a_start_with_settings_that_cannot_be_read_tells_so_and_reads_them_when_they_can_be(
    desktop: Desktop, tmp_path: Path
) -> None:
    app = App(desktop, tmp_path / "app")
    file = app.folder / ".env"
    file.mkdir(parents=True)
    try:
        app.start()
        assert app.status()["last_error"]["code"] == "settings_unreadable"
        file.rmdir()
        app.configure(AI_PROVIDER="custom", CUSTOM_BASE_URL="http://127.0.0.1:9/v1", CUSTOM_MODEL="at-last")
        wait_until(lambda: app.status()["model"] == "at-last", "the settings are read")
    finally:
        app.close()

"""The history's window, used with mouse and keys: what was said is found, heard, used again, thrown away."""

import json
import signal
from pathlib import Path

import numpy as np

from tests.rig import clipboard
from tests.rig.app import App
from tests.rig.process import wait_until
from tests.rig.speech import SENTENCES, speech
from tests.rig.speech_server import SpeechServer, hang
from tests.rig.targets import Window, qt_editor
from tests.rig.tray_icon import tray_icon

NOWHERE = {"CUSTOM_BASE_URL": "http://localhost:9/v1", "CUSTOM_MODEL": "nowhere"}


def dictate(app: App, server: SpeechServer, wav: Path, words: str, editor: Window) -> None:
    server.answers(words)
    before = editor.text()
    app.dictate(wav)
    editor.wait_for_text(f"{before}{words} ")


def fail(app: App, wav: Path) -> None:
    """A dictation that no server answers."""
    app.change_settings(**NOWHERE)
    app.dictate(wav)
    wait_until(lambda: app.newest().get("outcome") == "failed", "it fails", seconds=30, every=0.1)


def open_window(app: App) -> None:
    app.tell("history", "--window")
    app.eyes.wait_for("history")


def sound_files(app: App) -> list[Path]:
    return [file for file in (app.folder / "data" / "audio").iterdir() if file.stat().st_size]


def test_from_the_tray_to_a_text_of_long_ago(
    watched: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    for words in ("the first words", "зелёная ёлка", "the last words"):
        dictate(watched, server, short, words, editor)
    watched.eyes.click_at(tray_icon(watched.desktop), button=3)
    watched.eyes.click_at(watched.eyes.entry("History…").middle)
    watched.eyes.wait_for("dictations/0", "the last words")
    watched.eyes.wait_for("dictations/2", "the first words")
    watched.eyes.wait_for("fate", "Inserted.")
    watched.eyes.type("search", "fir")
    watched.eyes.wait_for("text", "the first words")
    watched.press("Return")
    watched.eyes.wait_for("note", "Copied.")
    display = watched.desktop.display
    wait_until(lambda: clipboard.read(display) == b"the first words", "it is on the clipboard")
    watched.press("Escape")
    watched.eyes.wait_until_gone("history")


def test_paste_again_goes_into_the_window_that_was_in_front(
    watched: App, server: SpeechServer, short: Path, editor: Window, tmp_path: Path
) -> None:
    dictate(watched, server, short, "again and again", editor)
    with qt_editor(watched.desktop.display, tmp_path, name="front") as front:
        open_window(watched)
        watched.eyes.wait_for("text", "again and again")
        watched.eyes.click("paste")
        front.wait_for_text("again and again ")
        watched.eyes.wait_until_gone("history")
        assert editor.text() == "again and again "
    watched.wait_for_history(("again and again", "done"))


def test_what_failed_says_why_and_is_transcribed_again_with_another_provider(
    watched: App, server: SpeechServer, short: Path
) -> None:
    server.answers("at last")
    watched.configure(GROQ_API_KEY="key", GROQ_BASE_URL=server.url)
    fail(watched, short)
    open_window(watched)
    watched.eyes.wait_for("fate", "Not transcribed: Nothing answers at localhost:9")
    watched.eyes.click("again")
    watched.eyes.click_at(watched.eyes.entry("Groq").middle)
    watched.eyes.wait_for("text", "at last")
    watched.eyes.wait_for("by", "Groq")
    watched.eyes.wait_for("fate", "Put on the clipboard.")
    assert (watched.newest()["text"], watched.newest()["provider"]) == ("at last", "groq")


def test_a_dictation_that_ends_appears_in_the_open_window(
    watched: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    open_window(watched)
    watched.eyes.wait_for("nothing", "Nothing is kept yet")
    editor.focus()
    dictate(watched, server, short, "while it is open", editor)
    watched.eyes.wait_for("dictations/0", "while it is open")


def test_a_recording_is_heard_until_the_hotkey_is_pressed(watched: App, tmp_path: Path) -> None:
    fail(watched, speech(SENTENCES[0], tmp_path, times=2))
    open_window(watched)
    with watched.desktop.microphone.overheard(tmp_path / "room.raw") as room:
        watched.eyes.click("play")
        watched.eyes.wait_for("play", "Stop")
        wait_until(lambda: loud_s(room()) > 0.5, "the recording is heard", seconds=20)
        watched.press()
        watched.wait_for("recording")
        watched.eyes.wait_for("play", "Play")
        assert not watched.eyes.wait_for("play").enabled
        begun = len(room())
        wait_until(lambda: len(room()) > begun + 16_000, "a second later", seconds=20)
        assert loud_s(room()[-8_000:]) == 0, "nothing is heard any more"
    watched.tell("cancel")


def loud_s(sound: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> float:
    blocks = (sound[at : at + 800] for at in range(0, len(sound) - 800, 800))
    return 0.05 * sum(float(np.abs(block).max()) > 0.02 for block in blocks)


def test_clear_all_leaves_neither_texts_nor_recordings(
    watched: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    dictate(watched, server, short, "to be forgotten", editor)
    fail(watched, short)
    assert sound_files(watched)
    open_window(watched)
    watched.eyes.wait_for("dictations/1", "to be forgotten")
    watched.eyes.click("clear_all")
    watched.eyes.wait_for("qt_msgbox_label", "Delete the whole history: 1 text")
    watched.eyes.click("go")
    watched.eyes.wait_for("nothing", "Nothing is kept yet")
    assert watched.history() == []
    assert sound_files(watched) == []
    watched.eyes.click_at(tray_icon(watched.desktop), button=3)
    watched.eyes.entry("History…")
    offered = {each.text for each in watched.eyes.look() if each.box[3] > 0}
    watched.press("Escape")
    assert not offered & {"Last texts", "Not transcribed"}, "nor does the tray know them"


def test_what_is_listed_is_exported(
    watched: App, server: SpeechServer, short: Path, editor: Window, tmp_path: Path
) -> None:
    for words in ("first of all", "last of all"):
        dictate(watched, server, short, words, editor)
    open_window(watched)
    watched.eyes.type("search", "first")
    watched.eyes.wait_for("text", "first of all")
    watched.eyes.click("export")
    watched.eyes.wait_for("export_dialog")
    watched.eyes.type("fileNameEdit", str(tmp_path / "kept.json"))
    watched.press("Return")
    watched.eyes.wait_for("note", "Exported to")
    assert [row["text"] for row in json.loads((tmp_path / "kept.json").read_text())] == ["first of all"]


def test_a_sound_file_becomes_a_text_and_stays_as_it_was(
    watched: App, server: SpeechServer, short: Path
) -> None:
    before = short.read_bytes()
    server.answers("out of a file")
    open_window(watched)
    watched.eyes.click("transcribe_files")
    watched.eyes.wait_for("sound_dialog")
    watched.eyes.type("fileNameEdit", str(short))
    watched.press("Return")
    watched.eyes.wait_for("text", "out of a file")
    watched.eyes.wait_for("fate", "Transcribed.")
    watched.eyes.wait_for("dictations/0", short.name)
    assert short.read_bytes() == before
    assert list((watched.folder / "data").glob("audio/*")) == []


def test_a_file_that_the_end_of_the_program_cuts_off_is_called_interrupted(
    watched: App, server: SpeechServer, short: Path
) -> None:
    server.answers(hang())
    open_window(watched)
    watched.eyes.click("transcribe_files")
    watched.eyes.wait_for("sound_dialog")
    watched.eyes.type("fileNameEdit", str(short))
    watched.press("Return")
    wait_until(lambda: server.requests, "its part is sent")
    watched.signal(signal.SIGTERM)
    assert watched.ended(seconds=20.0) == 0
    watched.start(watched=True)
    open_window(watched)
    watched.eyes.wait_for("fate", "RapidWhisper was ended before all of the file was transcribed.")


def test_it_speaks_another_language_at_once(watched: App, short: Path) -> None:
    fail(watched, short)
    open_window(watched)
    watched.eyes.wait_for("fate", "Nothing answers at localhost:9")
    watched.configure(INTERFACE_LANGUAGE="ru")
    watched.eyes.wait_for("fate", "По адресу localhost:9 никто не отвечает")
    watched.eyes.wait_for("dictations/0", "По адресу localhost:9 никто не отвечает")

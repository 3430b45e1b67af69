"""Held keys, windows that hang, answers that overtake each other: each text arrives once, in its turn."""

import time
from pathlib import Path

import pytest

from tests.rig.app import App
from tests.rig.process import wait_until
from tests.rig.speech_server import SpeechServer, hang, text
from tests.rig.targets import Window


def _arrives_once(app: App, server: SpeechServer, editor: Window, words: str) -> None:
    editor.wait_for_text(words + " ")
    app.wait_for("idle")
    assert editor.text() == words + " "
    app.wait_for_history((words, "done"))
    assert len(server.requests) == 1


def test_ctrl_held_for_two_seconds_after_the_stop_ends_in_one_paste(
    app: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    server.answers("just once")
    app.press()
    app.wait_for("recording")
    app.desktop.microphone.play(short)
    app.keyboard.press("ctrl", "space", linger_s=2.0)
    _arrives_once(app, server, editor, "just once")


def test_a_window_that_hangs_for_three_seconds_gets_the_text_once(
    app: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    server.answers("just once")
    app.press()
    app.wait_for("recording")
    app.desktop.microphone.play(short)
    editor.freeze()
    app.press()
    time.sleep(3.0)  # the length of the hang is the story
    editor.thaw()
    _arrives_once(app, server, editor, "just once")


def test_texts_arrive_in_the_order_in_which_they_were_spoken(
    app: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    server.script([text("first", delay_s=6.0), "second"])
    app.dictate(short)
    app.dictate(short)
    wait_until(lambda: len(server.requests) == 2, "the second is sent while the first is under way")
    assert editor.text() == ""
    editor.wait_for_text("first second ")
    app.wait_for_history(("first", "done"), ("second", "done"))


def test_the_hotkey_held_for_three_seconds_is_one_dictation(
    app: App, server: SpeechServer, two_words: Path, editor: Window
) -> None:
    server.answers("just once")
    app.keyboard.down("ctrl", "space")
    app.wait_for("recording")
    app.desktop.microphone.play(two_words)
    app.desktop.microphone.play(two_words)
    app.keyboard.up("space", "ctrl")
    _arrives_once(app, server, editor, "just once")
    assert "Space" not in " ".join(editor.keys())


@pytest.mark.parametrize("stage", ["recording", "transcribing"])
def test_the_cancel_key_drops_the_dictation_and_keeps_its_audio(
    app: App, server: SpeechServer, short: Path, editor: Window, stage: str
) -> None:
    server.answers(hang())
    app.press()
    app.wait_for("recording")
    app.desktop.microphone.play(short)
    if stage == "transcribing":
        app.press()
        wait_until(lambda: server.requests, "the server is asked")
    app.press("Escape")
    app.wait_for("idle")
    assert app.finished()["outcome"] == "cancelled"
    server.answers("after all")
    app.tell("retry")
    assert app.newest()["text"] == "after all"
    assert editor.text() == ""


def test_escape_belongs_to_the_window_while_nothing_is_dictated(app: App, editor: Window) -> None:
    app.press("Escape")
    wait_until(lambda: editor.keys().count("Esc"), "the window sees the key")

"""A microphone that is muted or unplugged, as the user of the whole program lives through it."""

from pathlib import Path

from tests.rig.app import App
from tests.rig.process import wait_until
from tests.rig.speech_server import SpeechServer
from tests.rig.targets import Window


def _last_error(app: App) -> str | None:
    error = app.status()["last_error"]
    return str(error["code"]) if error else None


def test_a_muted_microphone_is_told_while_speaking_and_the_next_press_works(
    app: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    server.answers("heard again")
    with app.desktop.microphone.muted():
        app.press()
        app.wait_for("recording")
        wait_until(lambda: _last_error(app) == "microphone_silent", "it is told while recording")
        app.desktop.microphone.play(short)
        app.press()
        assert app.finished()["outcome"] == "empty"
        assert _last_error(app) == "microphone_silent"
        assert server.requests == []
    app.dictate(short)
    editor.wait_for_text("heard again ")


def test_an_unplugged_microphone_gives_the_text_until_then_and_the_next_one_is_used(
    app: App, server: SpeechServer, short: Path, two_words: Path, editor: Window
) -> None:
    server.answers("said before")
    app.press()
    app.wait_for("recording")
    app.desktop.microphone.play(two_words)  # of what was said last some is given up with the microphone
    with app.desktop.microphone.unplugged():
        editor.wait_for_text("said before ")
        app.wait_for_history(("said before", "done"))
        app.wait_for("idle")
        app.press()
        wait_until(lambda: _last_error(app) == "no_microphone", "it is told that there is none")
        app.wait_for("idle")
    server.answers("said after")
    app.dictate(short)
    editor.wait_for_text("said before said after ")

"""A server that would like to do more than give a text: it is words all the same."""

from pathlib import Path

from tests.rig.app import App
from tests.rig.process import wait_until
from tests.rig.speech_server import SpeechServer, as_json
from tests.rig.targets import terminal

END_OF_PASTE = "\x1b[201~"
"""With it a pasted text would leave a shell's bracket and be typed."""


def test_escape_sequences_do_not_reach_a_terminal(
    app: App, server: SpeechServer, short: Path, tmp_path: Path
) -> None:
    server.answers(f"words{END_OF_PASTE}\x1b]0;title\x07\x00\x7f\x9b31m and more")
    with terminal(app.desktop.display, tmp_path) as window:
        app.dictate(short)
        wait_until(lambda: "and more" in window.text(), "the words arrive", seconds=20)
        app.wait_for("idle")
        assert [each for each in window.text() if not each.isprintable()] == []


def test_markup_and_commands_in_an_error_are_told_as_they_stand(
    app: App, server: SpeechServer, short: Path
) -> None:
    trap = app.folder / "trap"
    said = f'<img src="http://127.0.0.1:9/x.png"> $(touch {trap}) `touch {trap}`'
    server.answers(as_json({"error": {"message": said}}, 400))
    app.dictate(short)
    fault = wait_until(lambda: app.status()["last_error"], "the refusal is told")
    assert '<img src="' in fault["message"]
    assert not trap.exists()

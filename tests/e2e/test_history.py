"""What was said is found, copied and exported, while the program runs and when it does not."""

from pathlib import Path

from tests.rig import clipboard
from tests.rig.app import App
from tests.rig.process import wait_until
from tests.rig.speech_server import SpeechServer
from tests.rig.targets import Window


def test_what_was_said_is_found_and_copied_with_the_program_and_without_it(
    app: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    def copied(text: str) -> bool:
        return clipboard.read(app.desktop.display) == text.encode()

    for text, written in (("Ёлка и шар", "Ёлка и шар "), ("a ball", "Ёлка и шар a ball ")):
        server.answers(text)
        app.dictate(short)
        editor.wait_for_text(written)
        app.wait_for("idle")
    app.wait_for_history(("Ёлка и шар", "done"), ("a ball", "done"))
    assert app.tell("history", "--search", "елк").rstrip().endswith("Ёлка и шар")
    app.tell("copy-last")
    wait_until(lambda: copied("a ball"), "the last text is on the clipboard")
    app.tell("quit")
    assert app.ended() == 0
    with clipboard.other_owner(app.desktop.display, b"something else", app.folder):
        app.tell("copy-last")
        wait_until(lambda: copied("a ball"), "the last text is on the clipboard")

"""Ended by the system in the middle of a dictation: it lets go of everything, and nothing is lost."""

import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rig.app import App
from tests.rig.clipboard import other_owner
from tests.rig.desktop import Desktop
from tests.rig.process import running, wait_until
from tests.rig.speech_server import SpeechServer, hang
from tests.rig.targets import Window

OLD = "старый буфер"


@pytest.fixture(autouse=True)
def hangup_is_not_ignored() -> Iterator[None]:
    """Tests that nohup started would hand its ignored SIGHUP on to the program."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.fixture(params=[signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=lambda number: number.name)
def number(request: pytest.FixtureRequest) -> signal.Signals:
    return signal.Signals(request.param)


def _ends(app: App, number: signal.Signals) -> None:
    app.signal(number)
    began = time.monotonic()
    assert app.ended(seconds=20.0) == 0
    print(f"{number.name} took {time.monotonic() - began:.2f} s")


def _everything_is_free(app: App, editor: Window) -> None:
    assert not (app.desktop.runtime / "rapidwhisper" / "socket").exists()
    before = editor.keys().count("Ctrl+Space")
    app.press()
    wait_until(lambda: editor.keys().count("Ctrl+Space") > before, "the hotkey belongs to the window")


def test_ended_while_somebody_speaks(
    app: App, server: SpeechServer, short: Path, editor: Window, number: signal.Signals
) -> None:
    at_rest = app.desktop.microphone.listeners()  # parts of the rig
    server.answers("brought back")
    app.press()
    app.wait_for("recording")
    app.desktop.microphone.play(short)
    assert app.desktop.microphone.listeners() > at_rest
    _ends(app, number)
    assert app.desktop.microphone.listeners() == at_rest
    _everything_is_free(app, editor)
    _comes_back(app, editor)


def test_ended_while_the_server_thinks(
    app: App, server: SpeechServer, short: Path, editor: Window, number: signal.Signals
) -> None:
    server.answers(hang())
    app.dictate(short)
    wait_until(lambda: server.requests, "the server is asked")
    _ends(app, number)
    _everything_is_free(app, editor)
    server.answers("brought back")
    _comes_back(app, editor)


def _comes_back(app: App, editor: Window) -> None:
    """After the next start the speech waits for its text, and that goes into no window by itself."""
    app.start()
    assert app.newest()["outcome"] == "failed"
    app.tell("retry")
    app.wait_for_history(("brought back", "held"))
    assert editor.text() == ""


def test_ended_while_the_text_has_the_clipboard(
    app: App, server: SpeechServer, short: Path, editor: Window, number: signal.Signals
) -> None:
    """With a clipboard manager the old content comes back late enough to be ended before."""
    server.answers("arrived")
    folder = app.folder
    kept = folder / "manager.txt"
    manager = [sys.executable, "-m", "tests.rig.clipboard_manager", str(kept)]
    with running(manager, env=app.env), other_owner(app.desktop.display, OLD.encode(), folder):
        wait_until(kept.exists, "the clipboard manager listens")
        app.dictate(short)
        editor.wait_for_text("arrived ")
        app.wait_for_history(("arrived", "done"))
        _ends(app, number)
        assert kept.read_text().splitlines()[-1].endswith(OLD), "the old content outlives the program"
    _everything_is_free(app, editor)
    app.start()
    app.wait_for_history(("arrived", "done"))
    assert editor.text() == "arrived "


def test_ended_while_a_window_does_not_take_its_text(
    app: App, server: SpeechServer, short: Path, editor: Window, number: signal.Signals
) -> None:
    server.answers("not taken")
    app.press()
    app.wait_for("recording")
    app.desktop.microphone.play(short)
    editor.freeze()
    app.press()
    app.wait_for("inserting")
    _ends(app, number)
    editor.thaw()
    _everything_is_free(app, editor)
    app.start()
    app.wait_for_history(("not taken", "held"))
    assert editor.text() == ""


def test_settings_that_are_not_saved_do_not_keep_the_program_from_ending(
    watched: App, number: signal.Signals
) -> None:
    watched.tell("settings")
    watched.eyes.type("CUSTOM_MODEL", "whisper")
    _ends(watched, number)


def test_settings_that_are_not_saved_do_not_keep_the_program_from_being_quit(watched: App) -> None:
    watched.tell("settings")
    watched.eyes.type("CUSTOM_MODEL", "whisper")
    watched.tell("quit")
    assert watched.ended(seconds=20.0) == 0


def test_where_the_system_kills_at_the_end_of_a_session_everything_is_let_go_of_before(app: App) -> None:
    """Windows: Qt emits aboutToQuit, and nothing runs after it. On a stand-in, with Qt's own platform."""
    app.close()
    app.program = [sys.executable, "-c", _END_OF_SESSION]
    app.start()
    socket = app.desktop.runtime / "rapidwhisper" / "socket"
    assert socket.exists()
    app.tell("quit")
    assert app.ended(seconds=20.0) == 0
    assert not socket.exists()
    app.start()
    _ends(app, signal.SIGTERM)
    assert not socket.exists(), "nor is anything left open where it ends by itself"


_END_OF_SESSION = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QCoreApplication
from rapidwhisper import app, cli

class KilledAtTheEnd(QCoreApplication):
    @staticmethod
    def exit(_):
        QCoreApplication.instance().aboutToQuit.emit()
        os._exit(0)

app.QCoreApplication = KilledAtTheEnd
raise SystemExit(cli.main([]))
"""


def test_started_by_nohup_it_outlives_its_terminal(desktop: Desktop, tmp_path: Path) -> None:
    app = App(desktop, tmp_path / "app")
    app.folder.mkdir()
    app.configure(AI_PROVIDER="custom", CUSTOM_BASE_URL="http://127.0.0.1:9/v1")
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does; a child inherits it
    try:
        app.start()
        app.signal(signal.SIGHUP)
        assert app.status()["state"] == "idle"
        app.tell("quit")
        assert app.ended(seconds=20.0) == 0
    finally:
        signal.signal(signal.SIGHUP, before)
        app.close()

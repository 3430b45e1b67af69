"""Starting, asking, ordering about and ending the program from the command line."""

import json
import time
from pathlib import Path

import pytest

from tests.rig.app import App
from tests.rig.desktop import Desktop
from tests.rig.process import wait_until
from tests.rig.speech_server import SpeechServer, hang
from tests.rig.targets import Window


@pytest.fixture
def absent(desktop: Desktop, tmp_path: Path) -> App:
    """The program's settings folder; the program itself does not run."""
    return App(desktop, tmp_path)


def test_a_second_start_tells_the_first_and_ends(app: App) -> None:
    pid = app.status()["pid"]
    assert app.run().returncode == 0
    assert app.status()["pid"] == pid


@pytest.mark.parametrize("command", ["status", "toggle", "start", "stop", "cancel", "settings", "quit"])
def test_commands_say_when_the_program_does_not_run(absent: App, command: str) -> None:
    done = absent.run(command)
    assert done.returncode == 3
    assert done.stdout + done.stderr


def test_commands_dictate_as_the_hotkey_does(
    app: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    server.answers("by command")
    app.tell("start")
    app.wait_for("recording")
    app.desktop.microphone.play(short)
    app.tell("stop")
    editor.wait_for_text("by command ")
    app.wait_for("idle")
    app.tell("toggle")
    app.wait_for("recording")
    app.tell("cancel")
    app.wait_for("idle")
    app.wait_for_history(("by command", "done"), (None, "cancelled"))


def test_quit_ends_it_and_leaves_nothing_running(app: App) -> None:
    app.tell("quit")
    assert app.ended() == 0
    assert app.run("status").returncode == 3
    app.start()  # and it can be started again


def test_quit_does_not_wait_for_a_server(app: App, server: SpeechServer, short: Path) -> None:
    server.answers(hang())
    app.dictate(short)
    wait_until(lambda: server.requests, "the server is asked")
    app.tell("quit")
    assert app.ended() == 0


def test_status_tells_all_that_a_script_needs(app: App) -> None:
    began = time.perf_counter()
    status = json.loads(app.tell("status", "--json"))
    print(f"status took {time.perf_counter() - began:.3f} s")
    assert {"state", "pid", "provider", "model", "hotkey", "hotkey_backend", "last_error"} <= status.keys()
    assert status["state"] == "idle"
    assert status["provider"] == "custom"
    assert status["hotkey"] == "ctrl+space"
    assert status["hotkey_backend"] == "x11"


def test_silence_sends_nothing_and_says_so(app: App, server: SpeechServer) -> None:
    app.press()
    app.wait_for("recording")
    time.sleep(1.0)  # long enough to be meant
    app.press()
    fault = wait_until(lambda: app.status()["last_error"], "the program says so")
    assert fault["code"] == "no_speech"
    assert not server.requests

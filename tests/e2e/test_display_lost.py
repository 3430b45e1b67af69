"""The X server goes away: what was said is safe, and the program is there again with the next display."""

import io
import os
import signal
import subprocess
import sys
import time
import wave
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rapidwhisper.desktop.losses import MOST, VARIABLE
from tests.rig.app import App
from tests.rig.desktop import Desktop
from tests.rig.display import MortalDisplay, mortal_x_server
from tests.rig.process import wait_until
from tests.rig.speech import SENTENCES, speech
from tests.rig.speech_server import SpeechServer, hang


@pytest.fixture
def mortal(desktop: Desktop) -> Iterator[MortalDisplay]:
    with mortal_x_server(desktop.display.base) as made:
        yield made


@pytest.fixture
def program(desktop: Desktop, mortal: MortalDisplay, server: SpeechServer, tmp_path: Path) -> Iterator[App]:
    """On a display of its own, not started yet."""
    app = App(replace(desktop, display=mortal.display), tmp_path / "app")
    app.folder.mkdir()
    app._stderr.touch()
    app.configure(AI_PROVIDER="custom", CUSTOM_BASE_URL=server.url)
    yield app
    mortal.kill()
    if app._process is not None:
        app._process.kill()
        app._process.wait(5)
    assert "Traceback" not in app.stderr, app.stderr


@pytest.fixture
def app(program: App) -> App:
    program.start()
    return program


def _lose(mortal: MortalDisplay, app: App) -> None:
    """Until the program has given back its lock, as the last of all that it held."""
    mortal.kill()
    wait_until(lambda: app.status() == {}, "the program has let go of everything", seconds=30)


def _regain(mortal: MortalDisplay, app: App, pid: int) -> None:
    mortal.start()
    assert app.wait_for("idle", "error", seconds=60)["pid"] == pid
    wait_until(lambda: app.status()["hotkey_armed"], "the hotkey works again")


def _who_listens(app: App) -> int:
    """How many programs have a microphone open."""
    command = ["pactl", "list", "short", "source-outputs"]
    told = subprocess.run(command, env=app.env, capture_output=True, text=True, check=True, timeout=10)
    return len(told.stdout.splitlines())


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def _on_disk_s(app: App) -> float:
    """Seconds of raw audio under the program's folder."""
    return sum(file.stat().st_size for file in app.folder.rglob("*.pcm")) / 32_000


def test_the_program_is_there_again_with_the_next_display_and_takes_a_dictation(
    app: App, mortal: MortalDisplay, server: SpeechServer, short: Path
) -> None:
    server.answers("on the new screen")
    pid = app.status()["pid"]
    _lose(mortal, app)
    _regain(mortal, app, pid)
    app.dictate(short)
    assert app.finished()["text"] == "on the new screen"


def test_what_was_spoken_until_the_display_went_is_found_and_transcribed(
    app: App, mortal: MortalDisplay, server: SpeechServer, tmp_path: Path
) -> None:
    server.answers("brought back")
    pid = app.status()["pid"]
    before = _who_listens(app)
    app.press()
    app.wait_for("recording")
    with app.desktop.microphone.playing(speech(SENTENCES[0], tmp_path, times=3)):
        wait_until(lambda: _on_disk_s(app) > 2.0, "two seconds of speech are on disk")
        assert _who_listens(app) == before + 1
        _lose(mortal, app)
        wait_until(lambda: _who_listens(app) == before, "the microphone is off while there is no screen")
    _regain(mortal, app, pid)
    app.wait_for_history((None, "failed"))
    app.tell("retry")
    app.wait_for_history(("brought back", "held"))
    (request,) = server.requests
    assert request.file is not None
    with wave.open(io.BytesIO(request.file.data)) as sent:
        assert sent.getnframes() / sent.getframerate() > 2.0


def test_a_dictation_that_the_server_was_working_at_is_found_and_transcribed(
    app: App, mortal: MortalDisplay, server: SpeechServer, short: Path
) -> None:
    server.answers(hang())
    app.dictate(short)
    wait_until(lambda: server.requests, "the server is asked")
    pid = app.status()["pid"]
    _lose(mortal, app)
    _regain(mortal, app, pid)
    server.answers("brought back")
    app.tell("retry")
    app.wait_for_history(("brought back", "held"))


def test_the_engine_of_before_does_not_outlive_the_display(program: App, mortal: MortalDisplay) -> None:
    program.configure(AI_PROVIDER="local")
    program.start()
    pid = program.status()["pid"]
    (engine,) = wait_until(lambda: _children(pid), "the engine is started")
    _lose(mortal, program)
    assert engine not in _children(pid)
    _regain(mortal, program, pid)
    wait_until(lambda: len(_children(pid)) == 1, "there is one engine again")


def test_a_display_that_stays_away_ends_the_program_with_a_sentence(
    program: App, mortal: MortalDisplay
) -> None:
    impatient = "import rapidwhisper.start as start, rapidwhisper.cli as cli; start.DISPLAY_BACK_S = 1.0"
    program.program = [sys.executable, "-c", f"{impatient}; raise SystemExit(cli.main([]))"]
    program.start()
    mortal.kill()
    assert program.ended(seconds=30) == 1
    assert "has not come back within 1 seconds" in program.stderr
    assert program.run("status").returncode == 3
    mortal.start()
    program.start()


def test_a_display_that_goes_again_and_again_ends_the_program_with_a_sentence(
    program: App, mortal: MortalDisplay, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = " ".join([str(time.monotonic())] * MOST)
    code = f"import os, rapidwhisper.cli as cli; os.environ[{VARIABLE!r}] = {before!r}"
    program.program = [sys.executable, "-c", f"{code}; raise SystemExit(cli.main([]))"]
    program.start()
    mortal.kill()
    assert program.ended(seconds=30) == 1
    assert "lost again and again" in program.stderr
    assert program.run("status").returncode == 3


def test_who_has_asked_it_to_end_does_not_get_it_back_because_the_display_went_too(
    app: App, mortal: MortalDisplay
) -> None:
    pid = app.status()["pid"]
    os.kill(pid, signal.SIGSTOP)
    mortal.kill()
    os.kill(pid, signal.SIGTERM)
    os.kill(pid, signal.SIGCONT)
    app.ended(seconds=30)
    mortal.start()
    assert app.status() == {}
    assert "starting anew" not in app.log


def test_a_program_that_is_ending_when_the_display_goes_ends(app: App, mortal: MortalDisplay) -> None:
    app.tell("quit")
    mortal.kill()
    app.ended(seconds=30)
    assert app.status() == {}
    assert "starting anew" not in app.log


def test_a_display_that_goes_as_the_program_ends_leaves_nothing_open(
    program: App, mortal: MortalDisplay
) -> None:
    """The display is found broken when the loop has ended already, as asked."""
    code = "import rapidwhisper.app as app, rapidwhisper.cli as cli; app.is_broken = lambda _: True"
    program.program = [sys.executable, "-c", f"{code}; raise SystemExit(cli.main([]))"]
    program.start()
    socket = program.desktop.runtime / "rapidwhisper" / "socket"
    assert socket.exists()
    program.signal(signal.SIGTERM)
    assert program.ended(seconds=30) == 0
    assert not socket.exists()
    assert "starting anew" not in program.log


def test_a_display_that_goes_while_the_program_closes_does_not_keep_it_from_closing(
    program: App, mortal: MortalDisplay
) -> None:
    """Xlib is the first to find out, as the icon is taken out of the tray."""
    code = (
        "import ctypes, os, signal\n"
        "import rapidwhisper.app as app, rapidwhisper.cli as cli\n"
        "def hide(tray):\n"
        f"    os.kill({mortal.pid}, signal.SIGKILL)\n"
        "    display = app._x11(app.QApplication.instance()).display()\n"
        "    ctypes.CDLL('libX11.so.6').XSync(ctypes.c_void_p(display), 0)\n"
        "app.Tray.hide = hide\n"
        "raise SystemExit(cli.main([]))\n"
    )
    program.program = [sys.executable, "-c", code]
    program.start()
    program.signal(signal.SIGTERM)
    assert program.ended(seconds=30) == 0
    assert not (program.desktop.runtime / "rapidwhisper" / "socket").exists()


def test_a_program_whose_windows_are_killed_by_xkill_is_there_again(app: App, mortal: MortalDisplay) -> None:
    """The server lives, but it has cut our connection: that is no different."""
    pid = app.status()["pid"]
    app.tell("settings")
    window = mortal.display.run("xdotool", "search", "--sync", "--onlyvisible", "--class", "rapidwhisper")
    mortal.display.run("xdotool", "windowkill", window.split()[0])
    wait_until(lambda: "starting anew" in app.log, "the loss is noticed", seconds=30)
    assert app.wait_for("idle", seconds=60)["pid"] == pid
    wait_until(lambda: app.status()["hotkey_armed"], "the hotkey works again")


def test_quit_ends_a_program_that_waits_for_its_display(app: App, mortal: MortalDisplay) -> None:
    _lose(mortal, app)
    wait_until(lambda: app.run("quit").returncode == 0, "it waits, and can be asked", seconds=30)
    assert app.ended(seconds=30) == 0
    assert app.run("quit").returncode == 3


def test_a_start_without_a_display_is_a_sentence(program: App, mortal: MortalDisplay) -> None:
    mortal.kill()
    done = program.run()
    assert done.returncode == 1
    assert f"cannot reach the display {mortal.display.name}" in done.stderr
    assert "Traceback" not in done.stderr
    mortal.start()
    program.start()  # the lock is free

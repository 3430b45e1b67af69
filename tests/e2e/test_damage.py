"""Files as a power cut, a tool or a careless hand leaves them: the program starts, and what is good stays."""

import os
import stat
from pathlib import Path

from tests.rig.app import App
from tests.rig.desktop import Desktop
from tests.rig.process import wait_until
from tests.rig.speech_server import SpeechServer
from tests.rig.targets import Window


def _dictates(app: App, server: SpeechServer, short: Path, editor: Window, words: str) -> None:
    server.answers(words)
    app.dictate(short)
    wait_until(lambda: words in editor.text(), "the text arrives", seconds=20)
    app.wait_for("idle")
    wait_until(lambda: app.newest().get("text") == words, "it is in the history", every=0.1)


def test_a_damaged_history_is_set_aside_and_the_next_text_is_kept(
    app: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    _dictates(app, server, short, editor, "before the damage")
    app.tell("quit")
    app.ended(seconds=20)
    file = app.folder / "data" / "history.sqlite3"
    damaged = bytearray(file.read_bytes())
    damaged[100:116] = b"\xff" * 16
    file.write_bytes(damaged)

    app.start()
    _dictates(app, server, short, editor, "after the damage")
    aside = file.with_name(f"{file.name}.damaged-1")
    assert aside.read_bytes()[100:116] == b"\xff" * 16
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_rubbish_in_every_file_at_once_stops_nobody(
    app: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    app.tell("quit")
    app.ended(seconds=20)
    data = app.folder / "data"
    for name in ("state.json", "history.sqlite3", "audio/7.pcm"):
        file = data / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(os.urandom(5001))
    app.start()
    _dictates(app, server, short, editor, "in spite of it")
    assert (data / "state.json.damaged").stat().st_size == 5001
    assert (data / "history.sqlite3.damaged-1").stat().st_size == 5001


def test_all_files_are_their_users_alone_even_where_the_system_gives_them_to_everybody(
    desktop: Desktop, server: SpeechServer, short: Path, editor: Window, tmp_path: Path
) -> None:
    folder = tmp_path / "app"
    mask = os.umask(0)
    app = App(desktop, folder)
    try:
        folder.mkdir(mode=0o755)
        app.configure(AI_PROVIDER="custom", CUSTOM_BASE_URL=server.url)
        (folder / ".env").chmod(0o600)
        app.start()
        _dictates(app, server, short, editor, "for me alone")
        app.press()
        app.wait_for("recording")
        wait_until(lambda: list(folder.rglob("*.pcm")), "a recording")
    finally:
        os.umask(mask)
        app.close()
    runtime = desktop.runtime / "rapidwhisper"
    made = [*folder.rglob("*"), *runtime.rglob("*"), runtime]
    ours = [file for file in made if file.name not in {"stderr.txt", "eyes"}]
    assert {".env", "history.sqlite3", "rapidwhisper.log", "lock", "data", "audio"} <= {
        file.name for file in ours
    }
    assert {str(file): oct(file.stat().st_mode) for file in ours if file.stat().st_mode & 0o077} == {}

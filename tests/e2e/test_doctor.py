"""`rapidwhisper doctor` on the virtual desktop: all is well, and each part that is not says what to do."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from Xlib import XK

from tests.rig.app import App
from tests.rig.desktop import Desktop, virtual_desktop
from tests.rig.display import Display
from tests.rig.keyboard import another_program_takes
from tests.rig.process import running, wait_until
from tests.rig.speech_server import SpeechServer, as_json, hang
from tests.rig.targets import Window, active_window, process_of

KEY = "canary-key-0123456789"


@pytest.fixture
def app(desktop: Desktop, server: SpeechServer, tmp_path: Path) -> Iterator[App]:
    """The program's settings and folders as it would make them; a test may start it."""
    folder = tmp_path / "app"
    folder.mkdir(mode=0o700)
    made = App(desktop, folder)
    made.configure(
        AI_PROVIDER="custom",
        CUSTOM_BASE_URL=server.url,
        CUSTOM_MODEL="whisper-1",
        CUSTOM_API_KEY=KEY,
        INTERFACE_LANGUAGE="en",
    )
    (folder / ".env").chmod(0o600)
    yield made
    made.close()


@pytest.fixture(params=["alone", "running"])
def either(app: App, request: pytest.FixtureRequest) -> App:
    """With and without the running program."""
    if request.param == "running":
        app.start()
    return app


def examined(app: App, *options: str) -> dict[str, Any]:
    done = app.run("doctor", "--json", *options, timeout=60)
    assert done.stderr == ""
    assert KEY not in done.stdout
    told: dict[str, Any] = json.loads(done.stdout)
    assert done.returncode == (0 if told["ok"] else 1)
    return told


def ailing(app: App, *options: str) -> dict[str, tuple[str, str, str]]:
    """Verdict, code and remedy of what is not all right."""
    return {
        check["name"]: (check["verdict"], check["code"], check["remedy"])
        for check in examined(app, *options)["checks"]
        if check["verdict"] != "ok"
    }


@contextmanager
def _clipboard(display: Display, text: str) -> Iterator["subprocess.Popen[str]"]:
    """A program that holds this text."""
    command = ["xclip", "-quiet", "-selection", "clipboard"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with running(command, env=display.env, stdin=subprocess.PIPE, **quiet) as owner:
        assert owner.stdin is not None
        owner.stdin.write(text)
        owner.stdin.close()
        wait_until(lambda: _pasted(display) == text, "the text is on the clipboard")
        yield owner


def _pasted(display: Display) -> str:
    command = ["xclip", "-o", "-selection", "clipboard"]
    done = subprocess.run(command, env=display.env, capture_output=True, text=True, timeout=10, check=False)
    return done.stdout


@contextmanager
def _frozen_window_manager(display: Display) -> Iterator[None]:
    """No window comes to the front."""
    check = display.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK").split()[-1]
    manager = process_of(display, int(check, 16))
    os.kill(manager, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(manager, signal.SIGCONT)


def test_all_is_well_and_everything_is_as_it_was_before(
    either: App, server: SpeechServer, editor: Window
) -> None:
    server.answers("Hello, world.")
    display = either.desktop.display
    with _clipboard(display, "copied before"):
        told = examined(either, "--send")
        assert wait_until(lambda: _pasted(display) == "copied before", "the clipboard is as it was")
    assert {check["name"]: check["verdict"] for check in told["checks"]} == dict.fromkeys(
        [
            *("microphone", "hotkey", "hotkey/cancel", "desktop", "tray", "insertion", "clipboard"),
            *("settings", "folders", "provider/custom", "provider/custom/speech"),
            *("provider/local", "provider/local/speech"),
        ],
        "ok",
    )
    found = {check["name"]: check["found"] for check in told["checks"]}
    assert "16000 Hz" in found["microphone"]
    assert "within" in found["insertion"]
    assert "“Hello, world.”" in found["provider/custom/speech"]
    assert "“hello world”" in found["provider/local/speech"]
    assert told["system"]["CUSTOM_API_KEY"] == "set"
    wait_until(lambda: active_window(display) == editor.id, "the focus is back where it was")
    assert editor.text() == ""
    assert either.history() == []


def test_the_words_are_the_users(app: App) -> None:
    app.configure(INTERFACE_LANGUAGE="ru")
    told = app.tell("doctor", timeout=60)
    assert "в порядке  Микрофон: " in told
    assert "Всё в порядке." in told


def test_without_send_no_speech_goes_anywhere(app: App, server: SpeechServer) -> None:
    assert ailing(app) == {}
    assert server.requests == []


def test_a_muted_microphone(either: App) -> None:
    with either.desktop.microphone.muted():
        (told,) = ailing(either).items()
    assert told[0] == "microphone"
    assert told[1][:2] == ("failed", "microphone_silent")
    assert "Is it muted?" in told[1][2]


def test_no_microphone(app: App) -> None:
    with app.desktop.microphone.unplugged():
        (told,) = ailing(app).items()
    assert told[1] == (
        "failed",
        "no_microphone",
        "Plug one in, or switch it on in the system's sound settings.",
    )


def test_a_hotkey_that_another_program_has(app: App) -> None:
    app.configure(HOTKEY="f9")
    with another_program_takes(app.desktop.display, XK.XK_F9, 0):
        alone = ailing(app)
        app.start()
        assert ailing(app) == alone
    verdict, code, remedy = alone.pop("hotkey")
    assert (verdict, code) == ("failed", "hotkey_taken")
    assert "such as HOTKEY=ctrl+shift+space" in remedy
    assert alone == {}
    assert wait_until(lambda: ailing(app) == {}, "it is all right once it is free", every=0.5)


def test_a_folder_that_cannot_be_written_to(app: App) -> None:
    (app.folder / "data").write_text("in the way")
    (app.folder / "data").chmod(0o600)
    told = ailing(app)
    assert told.keys() == {"folders"}
    assert told["folders"][:2] == ("failed", "folder_unwritable")


def test_settings_that_others_may_read_and_a_line_that_means_nothing(app: App) -> None:
    with (app.folder / ".env").open("a") as file:
        file.write("what is this\n")
    (app.folder / ".env").chmod(0o644)
    told = ailing(app)
    assert told.keys() == {"settings", "folders"}
    assert told["settings"][:2] == ("warning", "settings_odd_lines")
    env = app.folder / ".env"
    assert told["folders"] == ("warning", "open_to_others", f"Close it to them: chmod 600 {env}.")


def test_a_key_that_the_server_refuses(app: App, server: SpeechServer) -> None:
    server.listing = as_json({"error": {"message": f"Incorrect API key provided: {KEY}"}}, 401)
    assert ailing(app, "--send") == {
        "provider/custom": (
            "failed",
            "key_refused",
            "Correct it in the settings, on the page “Provider”.",
        )
    }
    assert server.requests == []


def test_a_stand_in_that_has_no_key(app: App) -> None:
    app.configure(FALLBACK_PROVIDERS="groq")
    told = ailing(app)
    assert told.keys() == {"provider/groq"}
    assert told["provider/groq"][:2] == ("failed", "key_missing")


def test_a_server_that_is_not_there(app: App, server: SpeechServer) -> None:
    server.close()
    told = ailing(app)
    assert told.keys() == {"provider/custom"}
    verdict, code, remedy = told["provider/custom"]
    assert (verdict, code) == ("failed", "unreachable")
    assert remedy.startswith("Start the server, or correct its address")


def test_a_program_that_holds_the_clipboard_and_does_not_answer(either: App) -> None:
    with _clipboard(either.desktop.display, "kept to itself") as owner:
        owner.send_signal(signal.SIGSTOP)
        told = ailing(either)
        owner.send_signal(signal.SIGCONT)
    assert told["clipboard"] == (
        "warning",
        "clipboard_failed",
        "Copy something anew, then check again.",
    )


def test_a_window_manager_that_hangs(app: App, editor: Window) -> None:
    with _frozen_window_manager(app.desktop.display):
        told = ailing(app)
    assert told == {
        "insertion": (
            "warning",
            "insertion_untried",
            "Check again, and click into the window as soon as it appears.",
        )
    }
    assert editor.text() == ""


def test_the_program_goes_on_while_it_is_examined(app: App, server: SpeechServer) -> None:
    server.listing = hang()
    app.start()
    with ThreadPoolExecutor(1) as aside:
        asked = len(server.others)
        told = aside.submit(ailing, app)
        wait_until(lambda: len(server.others) > asked, "the doctor waits for the server")
        app.press()
        app.wait_for("recording")
        assert not told.done()
        app.press()
    assert told.result()["provider/custom"][:2] == ("failed", "timed_out")


def test_a_dictation_is_not_disturbed(app: App) -> None:
    app.start()
    app.press()
    app.wait_for("recording")
    told = ailing(app)
    assert told == dict.fromkeys(
        ("microphone", "insertion"),
        ("warning", "dictation_under_way", "Check again when it has ended."),
    )
    assert app.status()["state"] == "recording"


def test_no_desktop(app: App) -> None:
    nowhere = App(replace(app.desktop, display=Display(":4711", app.desktop.display.base)), app.folder)
    assert ailing(nowhere) == {
        "desktop": ("failed", "no_desktop", "Start RapidWhisper in a terminal of your desktop.")
    }


def test_no_tray(server: SpeechServer, tmp_path: Path) -> None:
    with virtual_desktop(tray=False) as bare:
        app = App(bare, tmp_path)
        app.configure(AI_PROVIDER="custom", CUSTOM_BASE_URL=server.url, INTERFACE_LANGUAGE="en")
        (tmp_path / ".env").chmod(0o600)
        told = ailing(app)
    assert told.keys() == {"tray"}
    assert told["tray"][:2] == ("warning", "no_tray")
    assert "rapidwhisper settings" in told["tray"][2]

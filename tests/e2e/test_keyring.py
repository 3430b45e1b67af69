"""A key in the keyring of the desktop: typed once, in no file, there after a new start."""

from pathlib import Path

from tests.rig.app import App
from tests.rig.canary import leaks
from tests.rig.process import wait_until
from tests.rig.secret_service import secret_service, store
from tests.rig.speech_server import SpeechServer
from tests.rig.targets import Window

KEY = "canary-83b5c1d2-key"


def saved(app: App) -> str:
    return (app.folder / ".env").read_text()


def test_a_key_typed_in_the_settings_is_nowhere_but_in_the_keyring(
    watched: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    with secret_service(watched.desktop.env):
        watched.tell("settings")
        watched.eyes.click("CUSTOM_API_KEY")
        wait_until(lambda: watched.eyes.wait_for("CUSTOM_API_KEY").focus, "the field has the focus")
        watched.desktop.display.run("xdotool", "type", "--delay", "15", KEY)
        watched.eyes.click("keyring/CUSTOM_API_KEY")
        watched.eyes.click("save")
        watched.eyes.wait_until_gone("settings")
        assert "CUSTOM_API_KEY=keyring" in saved(watched)
        words = ""
        for answer in ("at once", "after a new start"):
            server.answers(answer)
            watched.dictate(short)
            editor.wait_for_text(words := f"{words}{answer} ")
            assert server.requests[-1].headers["authorization"] == f"Bearer {KEY}"
            assert leaks(watched, [KEY]) == []
            watched.tell("quit")
            watched.ended()
            watched.start()
        assert KEY not in saved(watched)


def test_without_a_keyring_the_speech_is_kept_until_there_is_one(
    app: App, server: SpeechServer, short: Path
) -> None:
    app.change_settings(CUSTOM_API_KEY="keyring", CUSTOM_MODEL="any")
    app.dictate(short)
    fault = wait_until(lambda: app.status()["last_error"], "the failure is told")
    assert fault["code"] == "keyring_unreadable"
    assert server.requests == []
    app.wait_for_history((None, "failed"))
    with secret_service(app.desktop.env):
        store(app.desktop.env, "CUSTOM_API_KEY", KEY)
        server.answers("kept")
        assert app.tell("retry") == "kept\n"
        assert server.requests[-1].headers["authorization"] == f"Bearer {KEY}"

"""“Test connection” in the settings of the running program, against a server that really answers."""

from tests.rig.app import App
from tests.rig.speech_server import SpeechServer, as_json


def test_the_server_is_asked_first_and_hears_speech_on_a_second_click(
    watched: App, server: SpeechServer
) -> None:
    server.answers("Hello, world.")
    watched.tell("settings")
    watched.eyes.click("test_connection")
    watched.eyes.wait_for("test_result", "✓ It answered within")
    assert server.requests == []
    watched.eyes.click("send_speech")
    watched.eyes.wait_for("test_result", "✓ It heard “Hello, world.”")
    assert len(server.requests) == 1
    assert watched.history() == [], "a trial is no dictation"


def test_a_wrong_key_is_told_before_it_is_saved(watched: App, server: SpeechServer) -> None:
    server.listing = as_json({"error": {"message": "no such key"}}, 401)
    watched.tell("settings")
    watched.eyes.type("CUSTOM_API_KEY", "wrong")
    watched.eyes.click("test_connection")
    watched.eyes.wait_for("test_result", "does not accept the API key")
    assert watched.eyes.see("send_speech") is None
    assert "wrong" not in (watched.folder / ".env").read_text()

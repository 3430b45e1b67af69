"""The key stays in the settings and the words in the history: everything else is searched for them."""

from pathlib import Path

from tests.rig.app import App
from tests.rig.canary import in_files, leaks
from tests.rig.process import wait_until
from tests.rig.speech_server import SpeechServer, as_json
from tests.rig.targets import Window

KEY = "canary-4f1b7e90-key"
SENTENCE = "canary words тайное предложение"


def test_neither_key_nor_words_are_anywhere_else(
    app: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    app.change_settings(CUSTOM_API_KEY=KEY, CUSTOM_MODEL="canary", LOG_LEVEL="DEBUG")
    server.answers(SENTENCE)
    app.dictate(short)
    editor.wait_for_text(SENTENCE + " ")
    app.wait_for("idle")
    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"
    server.answers(as_json({"error": {"message": f"Incorrect API key provided: {KEY}"}}, 401))
    app.dictate(short)
    wait_until(lambda: app.status()["last_error"], "the refusal is told")
    server.answers(as_json({"error": {"message": f"Cannot transcribe: {SENTENCE}"}}, 500))
    assert app.run("retry").returncode == 1
    app.wait_for_history((SENTENCE, "done"), (None, "failed"))

    assert app.status()["hotkey"], "it runs while it is searched"
    assert leaks(app, [KEY, SENTENCE]) == []
    app.tell("quit")
    app.ended()
    assert leaks(app, [KEY, SENTENCE]) == []
    assert KEY in (app.folder / ".env").read_text()
    assert SENTENCE.encode() in (app.folder / "data" / "history.sqlite3").read_bytes()
    assert in_files([app.folder], ["canary"]), "the model's name may be logged: the search does look there"

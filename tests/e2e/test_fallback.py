"""The chosen server is down: the next of the list answers, its text stands in the window, and it is named."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rapidwhisper.core.problem import Code
from tests.rig.app import App, watched_app
from tests.rig.desktop import Desktop
from tests.rig.speech_server import SpeechServer, as_json
from tests.rig.targets import Window


@pytest.fixture
def groq() -> Iterator[SpeechServer]:
    """Stands in for Groq, on this computer."""
    with SpeechServer() as listening:
        listening.answers("by another one")
        yield listening


@pytest.fixture
def watched(desktop: Desktop, server: SpeechServer, groq: SpeechServer, tmp_path: Path) -> Iterator[App]:
    settings = {
        "AI_PROVIDER": "custom",
        "CUSTOM_BASE_URL": server.url,
        "FALLBACK_PROVIDERS": "openai, groq",  # there is no key for the first of them
        "GROQ_BASE_URL": groq.url,
        "GROQ_API_KEY": "a-key",
        "INTERFACE_LANGUAGE": "en",
    }
    with watched_app(desktop, tmp_path / "app", **settings) as app:
        yield app


def test_the_text_of_a_stand_in_stands_in_the_window_and_its_author_everywhere(
    watched: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    server.close()
    watched.dictate(short)
    watched.eyes.wait_for("overlay_title", "Done, by Groq")
    editor.wait_for_text("by another one ")
    row = watched.finished()
    assert (row["text"], row["outcome"]) == ("by another one", "done")
    assert (row["provider"], row["model"]) == ("groq", "whisper-large-v3")
    status = watched.status()
    last = {"id": row["id"], "outcome": "done", "provider": "groq", "stood_in": True}
    assert last.items() <= status["last"].items()
    assert (status["provider"], status["last_error"]) == ("custom", None)


def test_the_chosen_server_is_asked_first_again_once_it_is_back(
    watched: App, server: SpeechServer, groq: SpeechServer, short: Path, editor: Window
) -> None:
    server.script([as_json({"error": {"message": "out of memory"}}, 500)])
    watched.dictate(short)
    editor.wait_for_text("by another one ")
    watched.wait_for("idle")
    server.answers("by the chosen one")
    watched.dictate(short)
    editor.wait_for_text("by another one by the chosen one ")
    watched.finished()
    assert [row["provider"] for row in watched.history()] == ["custom", "groq"]
    assert watched.status()["last"]["stood_in"] is False
    assert len(groq.requests) == 1


def test_a_wrong_key_is_told_and_the_speech_goes_to_nobody_else(
    watched: App, server: SpeechServer, groq: SpeechServer, short: Path, editor: Window
) -> None:
    server.answers(as_json({"error": {"message": "no such key"}}, 401))
    watched.dictate(short)
    assert watched.finished()["outcome"] == "failed"
    assert watched.status()["last_error"]["code"] == Code.KEY_REFUSED
    assert groq.requests == []
    assert editor.text() == ""

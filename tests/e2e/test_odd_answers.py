"""Servers that misbehave: nothing reaches the window, the cause is named, and no speech is lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from rapidwhisper.core.problem import Code
from tests.rig.app import App, running_app
from tests.rig.desktop import Desktop
from tests.rig.odd_answers import ENDLESS_ANSWERS, ODD_ANSWERS, OddAnswer
from tests.rig.speech_server import SpeechServer, as_json
from tests.rig.targets import Window, qt_editor


@dataclass(frozen=True, slots=True)
class Scene:
    app: App
    server: SpeechServer
    editor: Window

    def fails(self, code: Code, wav: Path, *, seconds: float = 15.0) -> None:
        """A dictation that ends with this cause, told to the user, and leaves no trace in the window."""
        before = self.editor.text()
        self.app.dictate(wav)
        assert self.app.finished(seconds=seconds)["outcome"] == "failed"
        fault = self.app.status()["last_error"]
        assert fault["code"] == code
        assert len(fault["message"]) > 30, "it says what happened and what to do"
        assert self.editor.text() == before

    def succeeds_again(self, words: str) -> None:
        """The kept audio becomes text, but not in a window that the user has left long ago."""
        before = self.editor.text()
        self.server.answers(words)
        self.app.tell("retry")
        assert self.app.newest()["text"] == words
        assert self.app.status()["last_error"] is None
        assert self.editor.text() == before


@pytest.fixture(scope="module")
def scene(desktop: Desktop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """One program for the whole table: each row also shows that it has recovered from the one before."""
    folder = tmp_path_factory.mktemp("scene")
    settings = {"AI_PROVIDER": "custom", "CUSTOM_API_KEY": "sk-canary-key-4711", "LOG_LEVEL": "DEBUG"}
    with SpeechServer() as server, qt_editor(desktop.display, folder) as editor:
        settings["CUSTOM_BASE_URL"] = server.url
        with running_app(desktop, folder / "app", **settings) as app:
            yield Scene(app, server, editor)


@pytest.mark.parametrize("odd", ODD_ANSWERS, ids=lambda odd: odd.name)
def test_an_odd_answer_is_no_text(scene: Scene, short: Path, odd: OddAnswer) -> None:
    scene.server.answers(odd.answer)
    scene.fails(odd.code, short)
    scene.succeeds_again(f"after {odd.name}")


def test_answers_without_end_meet_the_deadline_and_hold_up_no_text_for_ever(
    scene: Scene, short: Path
) -> None:
    """All at once: each takes as long as a request may take. What was spoken after them comes after them."""
    before = scene.editor.text()
    scene.server.script([odd.answer for odd in ENDLESS_ANSWERS])
    scene.server.answers("in time")
    for _ in ENDLESS_ANSWERS:
        scene.app.dictate(short)
    scene.app.dictate(short)
    scene.editor.wait_for_text(before + "in time ", seconds=60.0)
    rows = scene.app.history()[1 : 1 + len(ENDLESS_ANSWERS)]
    assert [row["outcome"] for row in rows] == ["failed"] * len(ENDLESS_ANSWERS)
    assert scene.app.log.count("no text: timed_out") == len(ENDLESS_ANSWERS)
    for number in range(len(ENDLESS_ANSWERS)):
        scene.server.answers(f"after silence {number}")
        assert scene.app.tell("retry") == f"after silence {number}\n"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://127.0.0.1:9/v1/", Code.UNREACHABLE),
        ("https://no-such-host.invalid/v1/", Code.UNKNOWN_HOST),
        ("http://no-such-host.invalid/v1/", Code.HTTP_NOT_ALLOWED),
        ("https://127.0.0.1:{port}/v1/", Code.NOT_TLS),
        ("ftp://127.0.0.1/", Code.URL_INVALID),
        ("", Code.URL_MISSING),
    ],
)
def test_a_wrong_address_is_named(scene: Scene, short: Path, address: str, code: Code) -> None:
    wrong = address.format(port=scene.server.port)
    scene.app.change_settings(CUSTOM_BASE_URL=wrong, CUSTOM_MODEL=f"wrong-{code}")
    scene.fails(code, short)
    scene.app.change_settings(CUSTOM_BASE_URL=scene.server.url, CUSTOM_MODEL=f"right-{code}")
    scene.succeeds_again(f"after {code}")


def test_neither_the_key_nor_dictated_words_are_in_the_log(scene: Scene, short: Path) -> None:
    before = scene.editor.text()
    scene.server.answers("canary words that nobody else says")
    scene.app.dictate(short)
    scene.editor.wait_for_text(before + "canary words that nobody else says ")
    scene.server.answers(as_json({"error": {"message": "wrong key sk-canary-key-4711"}}, 401))
    scene.fails(Code.KEY_REFUSED, short)
    told = scene.app.log + scene.app.stderr
    assert scene.server.url in told
    assert "canary" not in told
    assert "canary" not in str(scene.app.status())

"""LOCAL_ONLY: nothing leaves this computer, in the program and in every Python program that it starts.

Python itself tells of every name that is looked up and of every address that somebody turns to. The same
acts without LOCAL_ONLY show that the watch would see. No real address is ever tried, only names that nobody
can have.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from rapidwhisper.core.problem import Code
from rapidwhisper.providers.local.models.catalogue import RECOMMENDED
from tests.rig.app import App, running_app, watched_app
from tests.rig.desktop import Desktop
from tests.rig.network_watch import NetworkWatch
from tests.rig.process import wait_until
from tests.rig.speech_server import SpeechServer, hang
from tests.rig.targets import Window

ELSEWHERE = {
    "AI_PROVIDER": "custom",
    "CUSTOM_BASE_URL": "https://speech.invalid/v1/",
    "CUSTOM_API_KEY": "a-key",
    "FALLBACK_PROVIDERS": "local,groq",
    "GROQ_BASE_URL": "https://groq.invalid/v1/",
    "GROQ_API_KEY": "a-key",
    "OPENAI_BASE_URL": "https://openai.invalid/v1/",
    "OPENAI_API_KEY": "a-key",
    "GLM_BASE_URL": "https://glm.invalid/v1/",
    "GLM_API_KEY": "a-key",
    "HF_ENDPOINT": "https://hub.invalid/",
    "INTERFACE_LANGUAGE": "en",
}
REFUSED = "Nothing may leave this computer, and speech.invalid is elsewhere."


@pytest.fixture
def watch(tmp_path: Path) -> NetworkWatch:
    return NetworkWatch(tmp_path / "watch.jsonl")


@pytest.fixture
def here() -> Iterator[SpeechServer]:
    """A server on this computer."""
    with SpeechServer() as listening:
        listening.answers("by the server here")
        yield listening


@dataclass(frozen=True, slots=True)
class Told:
    """What came of the acts."""

    outcomes: list[tuple[str, str]]
    """Provider and outcome: of a server elsewhere, of this computer, of a server on it."""
    retried: str
    """The text of what had failed, by the server on this computer."""
    tested: str
    listed: str
    doctor: dict[str, str | None]
    """The codes of its checks."""
    file: str
    downloaded: str
    by_command: str


def go_through(desktop: Desktop, folder: Path, here: SpeechServer, short: Path, *, local_only: str) -> Told:
    with watched_app(desktop, folder, **ELSEWHERE, LOCAL_ONLY=local_only) as app:
        elsewhere = dictated(app, short)
        app.configure(AI_PROVIDER="local")
        local = dictated(app, short)
        by_name = here.url.replace("127.0.0.1", "localhost")
        app.change_settings(AI_PROVIDER="custom", CUSTOM_BASE_URL=by_name, CUSTOM_MODEL="here")
        server_here = dictated(app, short)
        retried = app.run("retry").stdout
        app.change_settings(CUSTOM_BASE_URL=ELSEWHERE["CUSTOM_BASE_URL"], CUSTOM_MODEL="elsewhere")
        tested, listed, downloaded = looked_through_the_settings(app)
        app.tell("quit")
        app.ended()
        doctor = json.loads(app.run("doctor", "--send", "--json", timeout=60).stdout)
        file = app.run("transcribe", str(short), "--provider", "groq").stderr
        by_command = app.run("models", "download", RECOMMENDED).stderr
    codes = {check["name"]: check["code"] for check in doctor["checks"]}
    return Told([elsewhere, local, server_here], retried, tested, listed, codes, file, downloaded, by_command)


def dictated(app: App, wav: Path) -> tuple[str, str]:
    """Who has understood it, and the outcome."""
    before = app.status()["last"]
    app.dictate(wav)
    last = wait_until(lambda: (now := app.status()["last"]) != before and now, "the outcome", seconds=30)
    return last["provider"], last["outcome"]


def looked_through_the_settings(app: App) -> tuple[str, str, str]:
    """Every page, and on the provider's what asks a server or the hub: what was told of it."""
    app.tell("settings")
    eyes = app.eyes
    eyes.wait_for("settings")
    pages = [each.name for each in eyes.look() if each.name.startswith("pages/")]
    for page in reversed(pages):  # the provider's is the first
        eyes.click(page)
    eyes.click("test_connection")
    tested = eyes.wait_for("test_result", "✗").text
    eyes.click("list/CUSTOM_MODEL")
    listed = eyes.wait_for("listed/CUSTOM_MODEL", "speech.invalid").text
    eyes.choose("AI_PROVIDER", "On this computer")
    eyes.click(f"download/{RECOMMENDED}")
    return tested, listed, eyes.wait_for(f"trouble/{RECOMMENDED}", "hub.invalid").text


APP = "tests.rig.eyes_inside"
"""The program itself, with eyes inside."""


def test_nothing_leaves_this_computer(
    desktop: Desktop,
    watch: NetworkWatch,
    here: SpeechServer,
    short: Path,
    editor: Window,
    *,
    tmp_path: Path,
) -> None:
    told = go_through(watch.over(desktop), tmp_path / "app", here, short, local_only="on")
    assert watch.beyond == set()
    assert (APP, "127.0.0.1") in watch.here
    window = "rapidwhisper.doctor.window en"
    assert watch.programs >= {APP, window, "rapidwhisper doctor", "rapidwhisper transcribe"}
    assert [each for each in watch.programs if each.startswith("rapidwhisper.providers.local.worker")]
    # what was asked of this computer was done, also with what had been refused before
    assert told.outcomes == [("", "failed"), ("local", "done"), ("custom", "done")]
    assert editor.text().endswith(" by the server here ")
    assert told.retried == "by the server here\n"
    # and everything else was refused in the same words
    assert REFUSED in told.tested
    assert REFUSED in told.listed
    assert REFUSED.replace("speech", "groq") in told.file
    assert REFUSED.replace("speech", "hub") in told.downloaded
    assert REFUSED.replace("speech", "hub") in told.by_command
    assert {name: code for name, code in told.doctor.items() if name.startswith("provider/")} == {
        "provider/custom": Code.LOCAL_ONLY,
        "provider/local": None,
        "provider/local/speech": None,
        "provider/groq": Code.LOCAL_ONLY,
    }


def test_the_same_acts_without_it_are_seen_to_turn_to_others(
    desktop: Desktop,
    watch: NetworkWatch,
    here: SpeechServer,
    short: Path,
    editor: Window,
    *,
    tmp_path: Path,
) -> None:
    go_through(watch.over(desktop), tmp_path / "app", here, short, local_only="off")
    assert watch.beyond == {
        (APP, "speech.invalid"),
        (APP, "localhost"),
        (APP, "hub.invalid"),
        *(("rapidwhisper doctor", f"{name}.invalid") for name in ("speech", "groq", "openai", "glm")),
        ("rapidwhisper transcribe", "groq.invalid"),
        ("rapidwhisper models", "hub.invalid"),
    }
    assert editor.text().endswith(" by the server here ")


def test_switched_on_it_cuts_off_the_speech_that_is_on_its_way(
    desktop: Desktop, server: SpeechServer, short: Path, tmp_path: Path
) -> None:
    server.answers(hang())
    unknown_to_be_here = server.url.replace("127.0.0.1", "0.0.0.0")
    settings = {"AI_PROVIDER": "custom", "CUSTOM_BASE_URL": unknown_to_be_here, "INTERFACE_LANGUAGE": "en"}
    with running_app(desktop, tmp_path / "app", **settings) as app:
        app.dictate(short)
        wait_until(lambda: server.requests, "the speech is on its way")
        app.configure(LOCAL_ONLY="on")
        assert app.finished()["outcome"] == "failed"
        assert app.status()["last_error"]["code"] == Code.LOCAL_ONLY
        wait_until(lambda: not server.connected, "the connection is closed")
        assert len(server.requests) == 1
        assert "nothing leaves this computer" in app.tell("status")

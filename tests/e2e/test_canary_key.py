"""The keys that the server has really received are nowhere but in the settings, whatever goes wrong.

One is the API key, the other stands in the query of the address, where some gateways want theirs.
"""

import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from rapidwhisper.core.problem import Code
from rapidwhisper.desktop.instance import ask
from tests.rig.app import App, running_app
from tests.rig.canary import SETTINGS, leaks, processes_of
from tests.rig.certificate import self_signed_in
from tests.rig.desktop import Desktop
from tests.rig.engine_process import is_engine
from tests.rig.odd_answers import ODD_ANSWERS
from tests.rig.process import running, wait_until
from tests.rig.speech_server import Answer, Request, Says, SpeechServer, as_json, hang, html, redirect
from tests.rig.targets import Window

KEY = "canary-4f1b7e90-key"
GATEWAY_KEY = "canary/91c2 gateway"
QUERY = "?gateway=canary%2F91c2+gateway"
KEYS = [KEY, "canary/91c2", "canary%2F91c2"]


@pytest.fixture
def app(desktop: Desktop, server: SpeechServer, tmp_path: Path) -> Iterator[App]:
    settings = {
        "AI_PROVIDER": "custom",
        "CUSTOM_API_KEY": KEY,
        "CUSTOM_BASE_URL": server.url + QUERY,
        "LOG_LEVEL": "DEBUG",
    }
    with running_app(desktop, tmp_path / "app", **settings) as started:
        yield started


def repeats(request: Request) -> str:
    return f"no luck with {GATEWAY_KEY} at {request.path}: {request.headers}"


def refuses(status: int) -> Says:
    return lambda request: as_json({"error": {"message": repeats(request)}}, status)


TALKATIVE: tuple[Says, ...] = (
    *(refuses(status) for status in (200, 400, 401, 402, 403, 404, 413, 415, 422, 429, 500, 503)),
    lambda request: as_json({"detail": [{"loc": ["query"], "msg": repeats(request), "input": KEY}]}, 422),
    lambda request: Answer(repeats(request).encode(), 500, "text/plain"),
    lambda request: as_json({repeats(request): repeats(request), "text": None}),
    Answer(html().body + "".join(KEYS).encode(), 502, "text/html"),
    redirect(f"http://{KEY}:{KEY}@127.0.0.1:9/{KEY}{QUERY}&key={KEY}#{KEY}"),
    as_json({}, 401, headers={"WWW-Authenticate": f'Bearer error="{KEY}"', "Set-Cookie": f"key={KEY}"}),
)
"""Servers that say again what they were sent."""


def received(server: SpeechServer) -> set[tuple[str, str]]:
    """The two keys as they came with each request."""
    return {
        (request.headers["authorization"], parse_qs(urlsplit(request.path).query)["gateway"][0])
        for request in (*server.requests, *server.others)
    }


def nowhere_else(app: App) -> None:
    assert leaks(app, KEYS, allowed=SETTINGS) == []


def retry(app: App) -> Code:
    """Of the recording that has no text yet, to its next failure."""
    answer = ask(app.desktop.runtime / "rapidwhisper", {"command": "retry"}, timeout_s=60)
    assert not answer["ok"]
    return Code(answer["code"])


def test_no_answer_brings_a_key_into_a_file_or_a_process(
    app: App, server: SpeechServer, short: Path, editor: Window, tmp_path: Path
) -> None:
    server.answers(refuses(401))
    app.dictate(short)
    assert app.finished()["outcome"] == "failed"
    answers: list[Says] = [*(odd.answer for odd in ODD_ANSWERS), *TALKATIVE]
    for answer in answers:
        server.answers(answer)
        retry(app)
    assert len(server.requests) > len(answers)
    assert received(server) == {(f"Bearer {KEY}", GATEWAY_KEY)}
    nowhere_else(app)

    with SpeechServer(tls=self_signed_in(tmp_path)) as tls:
        addresses = {
            Code.NOT_TLS: server.url.replace("http://", "https://"),
            Code.UNTRUSTED_CERTIFICATE: tls.url,
            Code.URL_INVALID: server.url.replace("http://", f"http://{KEY}@"),
        }
        for code, address in addresses.items():
            app.change_settings(CUSTOM_BASE_URL=address + QUERY, CUSTOM_MODEL=f"for-{code}")
            assert retry(app) is code
    nowhere_else(app)

    app.change_settings(CUSTOM_BASE_URL=server.url + QUERY, CUSTOM_MODEL="at-last")
    server.answers("words at last")
    assert app.tell("retry") == "words at last\n"
    app.tell("quit")
    app.ended()
    nowhere_else(app)
    assert KEY in (app.folder / ".env").read_text()
    assert editor.text() == ""


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSEGV])
def test_no_end_leaves_a_key(
    app: App, server: SpeechServer, short: Path, editor: Window, end: signal.Signals
) -> None:
    server.answers(hang())
    app.dictate(short)
    wait_until(lambda: server.requests, "the request is on its way")
    nowhere_else(app)
    app.signal(end)
    assert app.ended() == -end
    nowhere_else(app)
    server.answers("brought back")
    app.start()
    assert app.tell("retry") == "brought back\n"
    assert received(server) == {(f"Bearer {KEY}", GATEWAY_KEY)}
    nowhere_else(app)
    assert editor.text() == ""


def test_the_engines_process_which_stands_in_is_given_no_key(
    app: App, server: SpeechServer, two_words: Path, editor: Window
) -> None:
    app.change_settings(FALLBACK_PROVIDERS="local", CUSTOM_MODEL="any")
    server.answers(refuses(500))
    app.dictate(two_words)
    assert app.finished(seconds=60)["provider"] == "local"
    assert received(server) == {(f"Bearer {KEY}", GATEWAY_KEY)}
    assert [pid for pid in processes_of(app.desktop.runtime) if is_engine(pid)], "the search sees it"
    nowhere_else(app)
    editor.wait_for_text("hello world ")


def test_the_command_line_passes_no_key_on(
    app: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    server.answers(hang())
    command = [sys.executable, "-m", "rapidwhisper", "transcribe", str(short)]
    with running(command, env=app.env, cwd=app.folder) as transcribing:
        wait_until(lambda: server.requests, "the request is on its way")
        assert transcribing.pid in processes_of(app.desktop.runtime)
        nowhere_else(app)
    assert received(server) == {(f"Bearer {KEY}", GATEWAY_KEY)}
    assert editor.text() == ""

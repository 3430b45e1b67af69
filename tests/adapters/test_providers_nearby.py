"""A server on this computer is noticed at its port, and told nothing."""

import socket
import threading
from urllib.parse import urlsplit

import pytest

from rapidwhisper.core.settings import SERVERS
from rapidwhisper.providers import nearby as module
from rapidwhisper.providers.nearby import USUAL_PORTS, nearby
from rapidwhisper.providers.servers import KINDS
from tests.rig.known_servers import SHOWN_BY_THEIR_LIST, Row
from tests.rig.process import wait_until
from tests.rig.speech_server import Answer, SpeechServer, hang, html


@pytest.mark.parametrize("row", SHOWN_BY_THEIR_LIST, ids=lambda row: row.name)
def test_a_server_that_runs_is_offered_with_its_preset_and_address(row: Row) -> None:
    with SpeechServer() as server:
        server.listing = row.models
        (found,) = nearby((server.port,))
        assert found.preset == KINDS[row.kind].preset
        assert found.url == f"http://127.0.0.1:{server.port}/v1/"
        (request,) = server.others
        assert (request.method, request.path) == ("GET", "/v1/models")
        assert "authorization" not in request.headers


@pytest.mark.parametrize("answer", [html(), Answer(b"\x00", 500), Answer(drop=True), hang()])
def test_what_is_not_recognised_is_not_offered(answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIMIT_S", 0.2)
    with SpeechServer() as server:
        server.listing = answer
        assert nearby((server.port,)) == ()


def test_a_list_that_drips_leaves_nobody_waiting_for_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIMIT_S", 0.2)
    with SpeechServer() as server:
        server.listing = Answer(b" " * 10_000, drip=True)
        assert nearby((server.port,)) == ()
        wait_until(
            lambda: "request" not in {thread.name for thread in threading.enumerate()}, "the thread ended"
        )


def test_nothing_is_offered_where_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert nearby((port,)) == ()


def test_the_ports_are_those_of_the_presets() -> None:
    ports = {urlsplit(dict(KINDS[name].preset.values)["CUSTOM_BASE_URL"]).port for name in SERVERS}
    assert set(USUAL_PORTS) == ports == {8000, 8080, 11434, 1234}

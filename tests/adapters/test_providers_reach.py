"""A probe finds out whether a server can be reached, and tells it nothing."""

import socket
from pathlib import Path

import pytest

from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.reach import reachable
from tests.rig.models import as_downloaded
from tests.rig.speech_server import SpeechServer

FAR_AWAY = ("nowhere.invalid", "far.away.invalid")


def custom(url: str) -> Settings:
    return Settings(
        ai_provider="custom", custom_base_url=url, custom_api_key="sk-canary", allow_http_hosts=FAR_AWAY
    )


def test_a_server_that_listens_can_be_reached_and_is_told_nothing() -> None:
    with SpeechServer() as server:
        assert reachable(custom(server.url))
        assert not server.requests
        assert not server.others


def test_a_port_where_nobody_listens_cannot_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert not reachable(custom(f"http://127.0.0.1:{port}/v1"))


@pytest.mark.parametrize("url", ["", "http://nowhere.invalid/v1", "ftp://127.0.0.1/v1"])
def test_an_address_that_leads_nowhere_cannot_be_reached(url: str) -> None:
    assert not reachable(custom(url))


def test_this_computer_can_be_reached_when_the_model_is_here(tmp_path: Path) -> None:
    assert reachable(Settings(ai_provider="local"))
    chosen = Settings(
        ai_provider="local", local_model="parakeet-tdt-0.6b-v3", local_models_folder=str(tmp_path)
    )
    assert not reachable(chosen)
    as_downloaded(chosen.local_model, tmp_path / chosen.local_model)
    assert reachable(chosen)


def test_where_requests_take_a_proxy_the_proxy_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.getsockname()[1]}")
        assert reachable(custom("http://far.away.invalid/v1"))

"""A server on this computer is known again, however its address names this computer."""

import pytest

from rapidwhisper.core.provider_card import Nearby, Preset
from rapidwhisper.core.words import phrase

PRESET = Preset("vllm", "vLLM", (), phrase("Provider", "free"))
SERVER = Nearby(PRESET, "http://127.0.0.1:8000/v1/")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.1.1", "localhost", "speech.localhost", "[::1]"])
def test_every_name_of_this_computer_leads_to_it(host: str) -> None:
    assert SERVER.answers_at(f"http://{host}:8000")


@pytest.mark.parametrize(
    "origin",
    ["", "http://localhost", "http://localhost:8001", "https://localhost:8000", "http://192.168.1.2:8000"],
)
def test_another_port_another_scheme_and_another_computer_do_not(origin: str) -> None:
    assert not SERVER.answers_at(origin)


def test_the_usual_port_need_not_be_named() -> None:
    assert Nearby(PRESET, "http://127.0.0.1:80/v1/").answers_at("http://localhost")

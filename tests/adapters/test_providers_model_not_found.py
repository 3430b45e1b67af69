"""A model that the server does not have is told with those that it has, if it says so at once."""

from collections.abc import Iterator

import pytest

from rapidwhisper.core.problem import Code, Problem, ProblemError
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers import client
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.speech import SpeechToText
from tests.contracts.transcriber import tone
from tests.rig.speech_server import Answer, SpeechServer, as_json, hang, html

NO_MODEL = as_json({"error": {"message": "The model `tiny` does not exist.", "code": "model_not_found"}}, 404)


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with SpeechServer() as listening:
        listening.answers(NO_MODEL)
        yield listening


def refusal(server: SpeechServer) -> Problem:
    settings = Settings(
        ai_provider="custom",
        custom_base_url=f"{server.url}?code=gate",
        custom_api_key="fx-4711-canary",
        custom_model="tiny",
    )
    speech = SpeechToText()
    try:
        with pytest.raises(ProblemError) as caught:
            speech.text(tone(1.0), settings, Abort())
    finally:
        speech.close()
    return caught.value.problem


def models(*names: object) -> Answer:
    return as_json({"object": "list", "data": [{"id": name} for name in names]})


def test_the_servers_models_for_speech_are_named_and_no_others(server: SpeechServer) -> None:
    server.listing = models("llama-3.3-70b", "whisper-large-v3", "gpt-oss-20b", "Voxtral-Mini")
    found = refusal(server)
    assert found.code is Code.MODEL_NOT_FOUND
    assert (found.facts["model"], found.facts["models"]) == ("tiny", "whisper-large-v3, Voxtral-Mini")


def test_the_list_is_asked_for_once_with_the_key_and_the_query(server: SpeechServer) -> None:
    refusal(server)
    (asked,) = server.others
    assert (asked.method, asked.path) == ("GET", "/v1/models?code=gate")
    assert asked.headers["authorization"] == "Bearer fx-4711-canary"
    assert len(server.requests) == 1


def test_a_long_list_is_cut_and_the_key_never_comes_back_in_it(server: SpeechServer) -> None:
    server.listing = models(*(f"whisper-{number}" for number in range(20)))
    assert refusal(server).facts["models"] == "whisper-0, whisper-1, whisper-2, whisper-3"
    server.listing = models("whisper-of-fx-4711-canary", "whisper\nsmall")
    assert refusal(server).facts["models"] == "***, whisper small"


@pytest.mark.parametrize(
    "answer",
    [
        html(404),
        as_json({"detail": "Not Found"}, 404),
        as_json([]),
        as_json({"data": None}),
        as_json({"data": ["whisper", {"name": "whisper"}, {"id": 5}]}),
        as_json({"error": "Unauthorized"}, 401),
        models("llama-3.3-70b"),
        Answer(b"[" * 100_000),
        Answer(b"x" * 2_000_000),
        Answer(drop=True),
    ],
)
def test_without_a_usable_list_the_cause_is_told_without_it(server: SpeechServer, answer: Answer) -> None:
    server.listing = answer
    found = refusal(server)
    assert (found.code, found.facts["models"]) == (Code.MODEL_NOT_FOUND, "")


def test_a_list_that_does_not_come_holds_up_nothing(
    server: SpeechServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "LIST_S", 0.2)
    server.listing = hang()
    assert refusal(server).facts["models"] == ""


def test_for_any_other_refusal_no_list_is_asked_for(server: SpeechServer) -> None:
    server.answers(as_json({"detail": "Not Found"}, 404))
    assert refusal(server).code is Code.NOT_FOUND
    assert server.others == []

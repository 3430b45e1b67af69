"""A kind of server is recognised where its answer gives it away, and nowhere else."""

import json

import pytest

from rapidwhisper.core.settings import SERVERS
from rapidwhisper.providers.answers import Answer, Asked, read_answer
from rapidwhisper.providers.recognition import likely, recognised
from rapidwhisper.providers.servers import KINDS, speaches
from tests.rig import speech_server
from tests.rig.known_servers import ROWS, SHOWN_BY_THEIR_LIST, Row
from tests.rig.odd_answers import ODD_ANSWERS, OddAnswer

OF_A_KIND = [row for row in ROWS if row.kind]


def as_received(answer: speech_server.Answer) -> Answer:
    headers = {"content-type": answer.mime, **({"server": answer.server} if answer.server else {})}
    return Answer(answer.status, headers, answer.body)


def listing(*entries: object, server: str = "uvicorn") -> Answer:
    body = json.dumps({"object": "list", "data": entries}).encode()
    return Answer(200, {"server": server} if server else {}, body)


def test_the_kinds_are_those_that_the_settings_name_in_their_order() -> None:
    assert tuple(KINDS) == SERVERS
    assert all(dict(kind.preset.values)["CUSTOM_SERVER"] == name for name, kind in KINDS.items())


@pytest.mark.parametrize("row", OF_A_KIND, ids=lambda row: row.name)
def test_a_server_at_its_usual_port_is_known_by_its_list_of_models(row: Row) -> None:
    assert likely(as_received(row.models), KINDS[row.kind].usual_port) == row.kind


@pytest.mark.parametrize("row", SHOWN_BY_THEIR_LIST, ids=lambda row: row.name)
def test_a_server_is_recognised_by_its_list_of_models_wherever_it_is(row: Row) -> None:
    assert recognised(as_received(row.models)) == row.kind


def test_a_bare_list_makes_a_server_localai_at_localais_port_and_nowhere_else() -> None:
    bare = listing({"id": "whisper-1", "object": "model"}, server="")
    assert likely(bare, 8080) == "localai"
    assert likely(bare, 8000) == ""
    assert recognised(bare) == ""


def test_a_gateway_that_knows_no_such_route_is_not_taken_for_ollama() -> None:
    body = b'{"error":{"type":"not_found_error","message":"route /v1/models not found","code":null}}'
    assert recognised(Answer(404, {}, body)) == ""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_no_answer_is_taken_for_another_servers(row: Row) -> None:
    for answer in (row.ok, row.silence, row.models, *(refusal.answer for refusal in row.refusals)):
        assert recognised(as_received(answer)) in {row.kind, ""}


@pytest.mark.parametrize("odd", ODD_ANSWERS, ids=lambda odd: odd.name)
def test_an_odd_answer_tells_nothing_of_its_server(odd: OddAnswer) -> None:
    expected = "lm_studio" if "LM Studio" in odd.name else ""
    assert recognised(as_received(odd.answer)) == expected


@pytest.mark.parametrize(
    "answer",
    [
        listing({"id": "whisper-1", "object": "model", "owned_by": "openai"}),
        listing({"id": "whisper-1", "object": "model"}),
        listing({"id": "x", "owned_by": "vllm"}, {"id": "y", "owned_by": "organization_owner"}),
        listing(5, "x", None),
        listing(),
        listing(server=""),
        Answer(200, {}, b'{"data": {"id": "x"}}'),
        Answer(401, {"server": "uvicorn"}, b'{"error":"Unauthorized"}'),
        Answer(400, {}, b'{"error":{"message":"no","type":"invalid_request_error","code":null}}'),
        Answer(404, {"server": "uvicorn"}, b'{"detail":"Not Found"}'),
    ],
)
def test_an_answer_that_many_could_give_is_unknown(answer: Answer) -> None:
    assert recognised(answer) == ""


def test_two_kinds_at_once_are_none() -> None:
    assert recognised(listing({"id": "x", "owned_by": "vllm"}, server="llama.cpp")) == ""


def test_nobody_having_spoken_is_an_empty_text_and_another_fault_stays_one() -> None:
    asked = Asked("h", "http://h/v1/audio/transcriptions", "m")
    row = next(row for row in ROWS if row.kind == "speaches")
    assert read_answer(as_received(row.silence), asked, speaches.KIND.explain) == ""
    assert speaches.KIND.explain(Answer(500, {}, b"Internal Server Error"), asked) is None

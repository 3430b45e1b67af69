"""What a refusal means at a provider that says it in its own way."""

import json

import pytest

from rapidwhisper.core.problem import Code, Problem, ProblemError
from rapidwhisper.providers import glm, groq
from rapidwhisper.providers.answers import Answer, Asked, read_answer
from rapidwhisper.providers.capabilities import ServerProvider


def refused(provider: ServerProvider, status: int, body: object, mime: str = "application/json") -> Problem:
    raw = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    asked = Asked("api.example", "https://api.example/v1/audio/transcriptions", "tiny")
    with pytest.raises(ProblemError) as caught:
        read_answer(Answer(status, {"content-type": mime}, raw), asked, provider.explain)
    return caught.value.problem


@pytest.mark.parametrize(
    ("status", "number", "code"),
    [
        (401, "1000", Code.KEY_REFUSED),
        (401, "1002", Code.KEY_REFUSED),
        (401, "1004", Code.KEY_REFUSED),
        (429, "1113", Code.NO_CREDIT),
        (400, "1210", Code.REQUEST_REFUSED),
        (400, "1214", Code.REQUEST_REFUSED),
        (400, "1211", Code.MODEL_NOT_FOUND),
        (400, "1301", Code.CONTENT_REFUSED),
        (429, "1302", Code.RATE_LIMITED),
        (429, "1305", Code.RATE_LIMITED),
        (200, "1305", Code.RATE_LIMITED),
    ],
)
def test_glms_numbers_are_told_in_our_words(status: int, number: str, code: Code) -> None:
    found = refused(glm.PROVIDER, status, {"error": {"code": number, "message": "您的账户已欠费"}})
    assert found.code is code
    assert "账户" not in str(dict(found.facts))


def test_a_number_that_is_not_known_keeps_the_servers_words() -> None:
    found = refused(glm.PROVIDER, 500, {"error": {"code": "1234", "message": "网络错误"}})
    assert (found.code, found.facts["detail"]) == (Code.SERVER_ERROR, "网络错误")


def test_groqs_gate_refuses_a_network_and_not_a_key() -> None:
    gate = refused(groq.PROVIDER, 403, b"<!DOCTYPE html><title>Attention Required!</title>", "text/html")
    assert gate.code is Code.COUNTRY_REFUSED
    error = {"error": {"message": "Not allowed", "type": "permissions_error"}}
    assert refused(groq.PROVIDER, 403, error).code is Code.ACCESS_DENIED

"""What servers answer is taken for words only when it is words; captured answers of real servers included."""

import json

import pytest

from rapidwhisper.core.problem import Code, Problem, ProblemError
from rapidwhisper.providers.answers import Answer, Asked, read_answer

KEY = "fx-4711-canary-0815"
ASKED = Asked("localhost:8000", "http://localhost:8000/v1/audio/transcriptions", "tiny", (KEY, "Ada, Grace"))
JSON = "application/json"
PLAIN = "text/plain; charset=utf-8"


def read(body: bytes | object, status: int = 200, mime: str = JSON, **headers: str) -> str:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return read_answer(Answer(status, {"content-type": mime, **headers}, raw), ASKED)


def refused(body: bytes | object, status: int = 200, mime: str = JSON, **headers: str) -> Problem:
    with pytest.raises(ProblemError) as caught:
        read(body, status, mime, **headers)
    return caught.value.problem


@pytest.mark.parametrize(
    ("body", "mime", "words"),
    [
        ({"text": "hello"}, JSON, "hello"),
        ({"text": " hello\n"}, JSON, "hello"),
        ({"text": " first part.  second part."}, JSON, "first part. second part."),
        ({"text": "hello"}, PLAIN, "hello"),
        ({"text": "hello"}, "", "hello"),
        ({"text": "hello", "error": None}, JSON, "hello"),
        ({"text": ""}, JSON, ""),
        ({"text": "Привет 你好 👋"}, JSON, "Привет 你好 👋"),
        (b"\xef\xbb\xbf" + b'{"text":"hello"}', JSON, "hello"),
        (b" hello there\n", PLAIN, "hello there"),
        (b"", PLAIN, ""),
        ({"text": "...", "usage": {"type": "duration", "seconds": 2}}, JSON, "..."),
        ({"id": "1", "created": 1, "request_id": "2", "model": "glm-asr-2512", "text": "好"}, JSON, "好"),
        (b'{"text":"\\ud83d\\ude00 and half \\ud83d"}', JSON, "😀 and half \N{REPLACEMENT CHARACTER}"),
    ],
)
def test_words_are_taken(body: object, mime: str, words: str) -> None:
    assert read(body, mime=mime) == words


@pytest.mark.parametrize(
    "body",
    [
        {"text": None},
        {"text": 5},
        {"text": ["hello"]},
        {"text": {"error": "x"}},
        {},
        {"words": "hello"},
        ["hello"],
        "hello",
        5,
        None,
        b"",
        b'{"text":"hel',
        b"hello",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b"1" * 10_000,
    ],
)
def test_everything_else_called_json_is_unusable(body: object) -> None:
    assert refused(body).code is Code.UNUSABLE_ANSWER


def test_no_content_is_unusable() -> None:
    assert refused(b"", 204, "").code is Code.UNUSABLE_ANSWER


@pytest.mark.parametrize(
    ("body", "mime"),
    [
        (b"<!doctype html><p>Sign in", "text/html"),
        (b"Sign in", "text/html; charset=utf-8"),
        (b"  <html>", PLAIN),
        (b"<html>", JSON),
        (b"<html>", ""),
    ],
)
def test_a_web_page_is_never_words(body: bytes, mime: str) -> None:
    assert refused(body, mime=mime).code is Code.WEB_PAGE


def test_a_network_that_wants_a_sign_in_is_no_fault_of_the_server() -> None:
    assert refused(b"<html>", 511, "text/html").code is Code.WEB_PAGE


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"error": {"message": "Model is loading"}}, "Model is loading"),
        ({"error": "Model is loading"}, "Model is loading"),
        ({"error": "Model is loading", "text": "hello"}, "Model is loading"),
        ({"error": {"code": 1}}, ""),
        ({"error": True}, ""),
    ],
)
def test_an_error_with_success_is_an_error(body: object, said: str) -> None:
    found = refused(body)
    assert (found.code, found.facts["detail"]) == (Code.ERROR_ANSWER, said)


@pytest.mark.parametrize("status", [200, 404])
def test_lm_studio_has_no_speech_to_text_even_where_nobody_knows_that_it_is_lm_studio(status: int) -> None:
    found = refused({"error": "Unexpected endpoint or method. (POST /v1/audio/transcriptions)"}, status)
    assert found.code is Code.NO_SPEECH_ENDPOINT


def test_the_words_of_lm_studios_error_can_be_dictated() -> None:
    words = "unexpected endpoint or method"
    assert read({"text": words}) == words
    assert read(json.dumps(words).encode(), mime=PLAIN) == f'"{words}"'


NESTED = {
    "detail": {"error": {"message": "Unsupported response_format: text", "type": "invalid_request_error"}}
}
FASTAPI = {"detail": [{"loc": ["body", "model"], "msg": "Field required", "input": "Ada"}]}


@pytest.mark.parametrize(
    ("status", "body", "mime", "code", "said"),
    [
        (401, {"error": "Unauthorized"}, JSON, Code.KEY_REFUSED, "Unauthorized"),
        (402, {"error": {"message": "Insufficient Balance"}}, JSON, Code.NO_CREDIT, "Insufficient Balance"),
        (403, {"detail": "Invalid key"}, JSON, Code.ACCESS_DENIED, "Invalid key"),
        (404, {"detail": "Not Found"}, JSON, Code.NOT_FOUND, "Not Found"),
        (404, b"File Not Found (/v1/models)", PLAIN, Code.NOT_FOUND, "File Not Found (/v1/models)"),
        (400, b"Invalid request", PLAIN, Code.REQUEST_REFUSED, "Invalid request"),
        (400, NESTED, JSON, Code.REQUEST_REFUSED, "Unsupported response_format: text"),
        (413, b"<html>nginx</html>", "text/html", Code.TOO_LARGE, ""),
        (415, {"detail": "Unsupported media type"}, JSON, Code.FORMAT_REFUSED, "Unsupported media type"),
        (422, {"detail": "Unexpected fields"}, JSON, Code.FIELDS_REFUSED, "Unexpected fields"),
        (422, FASTAPI, JSON, Code.FIELDS_REFUSED, "model: Field required"),
        (429, {"error": {"message": "Slow down", "code": "1302"}}, JSON, Code.RATE_LIMITED, "Slow down"),
        (500, b"Internal Server Error", PLAIN, Code.SERVER_ERROR, "Internal Server Error"),
        (503, b"<html>nginx</html>", "text/html", Code.SERVER_ERROR, ""),
        (500, b"", "", Code.SERVER_ERROR, ""),
        (418, {"unheard": "of"}, JSON, Code.REQUEST_REFUSED, ""),
    ],
)
def test_refusals_keep_the_servers_own_words(
    status: int, body: object, mime: str, code: Code, said: str
) -> None:
    found = refused(body, status, mime)
    assert (found.code, found.facts["detail"]) == (code, said)


def test_a_server_that_still_loads_its_model_is_waited_for() -> None:
    loading = {"error": {"code": 503, "message": "Loading model", "type": "unavailable_error"}}
    assert refused(loading, 503) == Problem(Code.SERVER_LOADING, {"host": ASKED.host, "wait": ""})
    assert refused(b"", 503, "", **{"retry-after": "5"}).facts["wait"] == "5"


@pytest.mark.parametrize(
    ("status", "error", "code"),
    [
        (429, {"type": "insufficient_quota", "code": "insufficient_quota"}, Code.NO_CREDIT),
        (429, {"type": "insufficient_quota", "code": None}, Code.NO_CREDIT),
        (400, {"code": "billing_hard_limit_reached"}, Code.NO_CREDIT),
        (400, {"code": "model_decommissioned"}, Code.MODEL_NOT_FOUND),
        (403, {"code": "unsupported_country_region_territory"}, Code.COUNTRY_REFUSED),
        (429, {"type": "requests", "code": "rate_limit_exceeded"}, Code.RATE_LIMITED),
    ],
)
def test_a_code_says_more_than_the_status(status: int, error: dict[str, object], code: Code) -> None:
    assert refused({"error": {"message": "Why not", **error}}, status).code is code


@pytest.mark.parametrize(
    "body",
    [
        {"error": {"message": "The model `x` does not exist.", "type": "NotFoundError", "param": "model"}},
        {"error": {"message": "No access.", "type": "invalid_request_error", "code": "model_not_found"}},
        {"error": {"message": 'model "x" not found, try pulling it first', "type": "not_found_error"}},
        {"detail": "Model 'x' is not installed locally."},
    ],
)
def test_a_404_about_the_model_is_told_from_one_about_the_path(body: object) -> None:
    found = refused(body, 404)
    assert found.code is Code.MODEL_NOT_FOUND
    assert (found.facts["model"], found.facts["models"]) == ("tiny", "")


def test_not_found_names_what_was_asked_for() -> None:
    facts = refused({"detail": "Not Found"}, 404).facts
    assert facts["url"] == ASKED.url
    assert facts["model"] == "tiny"


def test_a_redirect_is_named_and_not_followed() -> None:
    found = refused(b"", 302, "", location="https://portal.example/login")
    assert found.code is Code.REDIRECTED
    assert found.facts == {"host": "localhost:8000", "location": "https://portal.example/login"}


def test_rate_limits_say_how_long_to_wait() -> None:
    assert refused({}, 429, **{"retry-after": "3600"}).facts["wait"] == "3600"
    assert refused({}, 429).facts["wait"] == ""


def test_neither_key_nor_prompt_comes_back_in_a_detail() -> None:
    body = {"error": {"message": f"Bad key {KEY} or fx-4711****; input 'Ada, Grace'"}}
    said = refused(body, 401).facts["detail"]
    assert "4711" not in said
    assert "0815" not in said
    assert "Ada" not in said


def test_a_long_detail_is_cut_to_one_short_line() -> None:
    said = refused({"error": {"message": "first\nsecond\x1b[31m\t" + "x" * 500}}, 500).facts["detail"]
    assert said.startswith("first second [31m xxx")
    assert len(said) == 200


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("https://other.example/v1/?key=unknown-canary#canary", "https://other.example/v1/"),
        ("https://user:canary@other.example:8443/v1", "https://other.example:8443/v1"),
        ("/login?next=canary", "/login"),
        (f"https://other.example/{KEY}/v1", "***"),
        ("http://[canary", ""),
        ("", ""),
    ],
)
def test_a_redirect_is_told_without_the_secrets_in_its_address(location: str, told: str) -> None:
    assert refused(b"", 307, "", location=location).facts["location"] == told

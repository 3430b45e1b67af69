"""What servers answer when they do not answer properly, and the cause that the user must be told.

One table for the provider's own tests and for the running program.
"""

from dataclasses import dataclass

from rapidwhisper.core.problem import Code
from tests.rig.speech_server import (
    Answer,
    as_json,
    drop,
    hang,
    html,
    lm_studio,
    plain,
    rate_limited,
    redirect,
    text,
)


@dataclass(frozen=True, slots=True)
class OddAnswer:
    name: str
    answer: Answer
    code: Code


def _refusal(status: int) -> Answer:
    return as_json({"error": {"message": f"reason number {status}"}}, status)


_OUT_OF_QUOTA = {
    "message": "You exceeded your current quota, please check your plan and billing details.",
    "type": "insufficient_quota",
    "param": None,
    "code": "insufficient_quota",
}
_NO_MODEL_OPENAI = {
    "message": "The model `x` does not exist or you do not have access to it.",
    "type": "invalid_request_error",
    "param": None,
    "code": "model_not_found",
}
_NO_MODEL_VLLM = {
    "message": "The model `x` does not exist.",
    "type": "NotFoundError",
    "param": "model",
    "code": 404,
}
_NOT_SERVED = {
    "code": "unsupported_country_region_territory",
    "message": "Country, region, or territory not supported",
    "param": None,
    "type": "request_forbidden",
}
_LOADING = {"code": 503, "message": "Loading model", "type": "unavailable_error"}


ODD_ANSWERS: tuple[OddAnswer, ...] = (
    # 200, and yet no text
    OddAnswer("text is null", as_json({"text": None}), Code.UNUSABLE_ANSWER),
    OddAnswer("no text field", as_json({"result": "hello"}), Code.UNUSABLE_ANSWER),
    OddAnswer("text is a number", as_json({"text": 5}), Code.UNUSABLE_ANSWER),
    OddAnswer("a list", as_json(["hello"]), Code.UNUSABLE_ANSWER),
    OddAnswer("a bare string", as_json("hello"), Code.UNUSABLE_ANSWER),
    OddAnswer("empty body", Answer(), Code.UNUSABLE_ANSWER),
    OddAnswer("cut JSON", Answer(b'{"text":"hel'), Code.UNUSABLE_ANSWER),
    OddAnswer("no content", Answer(status=204), Code.UNUSABLE_ANSWER),
    OddAnswer("broken JSON called plain text", plain('{"text":"hello"'), Code.UNUSABLE_ANSWER),
    OddAnswer("a huge body", text("word " * 600_000), Code.UNUSABLE_ANSWER),
    OddAnswer("error object", as_json({"error": {"message": "model is loading"}}), Code.ERROR_ANSWER),
    OddAnswer("error text", as_json({"error": "model is loading"}), Code.ERROR_ANSWER),
    OddAnswer("no such endpoint, as LM Studio says it", lm_studio(), Code.NO_SPEECH_ENDPOINT),
    OddAnswer("a web page", html(), Code.WEB_PAGE),
    OddAnswer("a web page called plain text", plain("<html>Please sign in</html>"), Code.WEB_PAGE),
    OddAnswer("nothing recognised", text(""), Code.NOTHING_RECOGNISED),
    # refusals
    OddAnswer("400", _refusal(400), Code.REQUEST_REFUSED),
    OddAnswer("401", _refusal(401), Code.KEY_REFUSED),
    OddAnswer("402", _refusal(402), Code.NO_CREDIT),
    OddAnswer("403", _refusal(403), Code.ACCESS_DENIED),
    OddAnswer("403 for a whole country", as_json({"error": _NOT_SERVED}, 403), Code.COUNTRY_REFUSED),
    OddAnswer("404", as_json({"detail": "Not Found"}, 404), Code.NOT_FOUND),
    OddAnswer("404 as a web page", html(404), Code.NOT_FOUND),
    OddAnswer("404 for the model, OpenAI", as_json({"error": _NO_MODEL_OPENAI}, 404), Code.MODEL_NOT_FOUND),
    OddAnswer("404 for the model, vLLM", as_json({"error": _NO_MODEL_VLLM}, 404), Code.MODEL_NOT_FOUND),
    OddAnswer("413", plain("Request Entity Too Large", 413), Code.TOO_LARGE),
    OddAnswer("415", as_json({"detail": "Unsupported media type"}, 415), Code.FORMAT_REFUSED),
    OddAnswer("422", as_json({"detail": [{"msg": "field required"}]}, 422), Code.FIELDS_REFUSED),
    OddAnswer("429 for an hour", rate_limited(3600), Code.RATE_LIMITED),
    OddAnswer("429 for want of money", as_json({"error": _OUT_OF_QUOTA}, 429), Code.NO_CREDIT),
    OddAnswer("500", _refusal(500), Code.SERVER_ERROR),
    OddAnswer("503 as a web page", html(503), Code.SERVER_ERROR),
    OddAnswer("503 while it loads", as_json({"error": _LOADING}, 503), Code.SERVER_LOADING),
    OddAnswer("a redirect", redirect("http://127.0.0.1:9/login"), Code.REDIRECTED),
    # the connection
    OddAnswer("cut in mid-body", Answer(b'{"text":"hello"}', cut=True), Code.CONNECTION_LOST),
    OddAnswer("dropped", drop(), Code.CONNECTION_LOST),
)

ENDLESS_ANSWERS: tuple[OddAnswer, ...] = (
    OddAnswer("silence", hang(), Code.TIMED_OUT),
    OddAnswer("a byte now and then", Answer(b'{"text":"hello"}' * 1000, drip=True), Code.TIMED_OUT),
)
"""These take as long as the deadline of a request."""

"""What a server answered: its text, or the Problem that it is. Nothing else is ever taken for dictated words.

An HTTP 200 proves nothing: LM Studio sends its errors with it, a hotel's network its sign-in page.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NoReturn, TypeAlias
from urllib.parse import urlsplit, urlunsplit

from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.complaint import complaint, message_in
from rapidwhisper.providers.redact import detail
from rapidwhisper.providers.wait import wait_seconds

_BY_CODE = {
    "insufficient_quota": Code.NO_CREDIT,  # with 429, as if waiting would help
    "billing_not_active": Code.NO_CREDIT,
    "billing_hard_limit_reached": Code.NO_CREDIT,
    "model_not_found": Code.MODEL_NOT_FOUND,
    "model_decommissioned": Code.MODEL_NOT_FOUND,
    "unsupported_country_region_territory": Code.COUNTRY_REFUSED,
}
"""What OpenAI says, and others after it."""

_BY_STATUS = {
    401: Code.KEY_REFUSED,
    402: Code.NO_CREDIT,
    403: Code.ACCESS_DENIED,
    404: Code.NOT_FOUND,
    413: Code.TOO_LARGE,
    415: Code.FORMAT_REFUSED,
    422: Code.FIELDS_REFUSED,
    429: Code.RATE_LIMITED,
    511: Code.WEB_PAGE,  # “network authentication required”
}
_BY_HUNDRED = {3: Code.REDIRECTED, 4: Code.REQUEST_REFUSED}

_ABOUT_A_MODEL = re.compile(r"(?<![/\w])model\b", re.IGNORECASE)
"""In the words of a 404, as against `/v1/models`, which is a path."""

PATH = "/audio/transcriptions"

_NO_SUCH_ENDPOINT = "unexpected endpoint"
"""From LM Studio's answer to a path that it does not have."""

_LANGUAGE_MARK = re.compile(r"^language [\w-]+<asr_text>")
"""What Qwen3-ASR writes before its text; llama.cpp and vLLM leave it in."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class RefusedError(ProblemError):
    """The server has answered, and not with a text."""

    def __init__(self, cause: Problem, answer: Answer) -> None:
        super().__init__(cause)
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Asked:
    """What a Problem has to know of the request. `secrets` never appear in a detail."""

    host: str
    url: str
    model: str
    secrets: tuple[str, ...] = ()
    language: str = ""

    @property
    def base_url(self) -> str:
        return self.url.removesuffix(PATH)

    @property
    def usual_path(self) -> bool:
        """Where OpenAI has the endpoint, and so do nearly all servers."""
        return urlsplit(self.url).path == f"/v1{PATH}"


Explain: TypeAlias = Callable[[Answer, Asked], Problem | None]
"""What an answer that is no text means at this provider or kind of server; None: what it means everywhere."""


def no_explanation(_answer: Answer, _asked: Asked) -> Problem | None:
    return None


def read_answer(answer: Answer, asked: Asked, explain: Explain = no_explanation) -> str:
    """The text, stripped and perhaps empty; ProblemError for everything that is not one."""
    try:
        return _read(answer, asked)
    except ProblemError:
        explained = explain(answer, asked)
        if explained is None:
            raise
        if explained.code is Code.NOTHING_RECOGNISED:
            return ""  # in this piece; the others may hold words
        raise ProblemError(explained) from None


def parsed(answer: Answer) -> Any:
    """The JSON in the answer; None where it is none."""
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        return None


def endpoint_unknown(answer: Answer) -> bool:
    """Whether it is what LM Studio answers, mostly with success, at a path that it does not have."""
    match parsed(answer):
        case {"error": error}:
            return _NO_SUCH_ENDPOINT in message_in(error).lower()
    return False


def _read(answer: Answer, asked: Asked) -> str:
    if endpoint_unknown(answer):
        raise ProblemError(problem(Code.NO_SPEECH_ENDPOINT, host=asked.host))
    if answer.status not in range(200, 300):
        raise ProblemError(refusal(_meaning(answer), answer, asked, words=said(answer, asked)))
    return _text(answer, asked)


def _text(answer: Answer, asked: Asked) -> str:
    body = _decoded(answer, asked)
    if answer.content_type in {"text/html", "application/xhtml+xml"} or body.startswith("<"):
        raise ProblemError(problem(Code.WEB_PAGE, host=asked.host))
    if answer.content_type == "text/plain" and not body.startswith("{"):
        return _sound(body)
    if not body:
        _unusable(asked, phrase("Reason", "it is empty"))
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        _unusable(asked, phrase("Reason", "it is cut off or not JSON"))
    if not isinstance(content, dict):
        _unusable(asked, phrase("Reason", "it is not an object"))
    if content.get("error"):
        words = detail(message_in(content), *asked.secrets)
        raise ProblemError(problem(Code.ERROR_ANSWER, host=asked.host, detail=words))
    text = content.get("text")
    if not isinstance(text, str):
        _unusable(asked, phrase("Reason", "there is no text in it"))
    return _sound(text)


def _decoded(answer: Answer, asked: Asked) -> str:
    try:
        return answer.body.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        _unusable(asked, phrase("Reason", "it is not UTF-8 text"))


def _sound(text: str) -> str:
    """JSON may hold half a surrogate pair, which neither a clipboard nor a database takes.

    And vLLM puts a space between the parts of a longer answer, each of which begins with one.
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()
    return re.sub(" {2,}", " ", _LANGUAGE_MARK.sub("", whole).strip())


def _unusable(asked: Asked, reason: str) -> NoReturn:
    raise ProblemError(problem(Code.UNUSABLE_ANSWER, host=asked.host, detail=reason))


def said(answer: Answer, asked: Asked) -> str:
    """The server's own words about a refusal, fit for a message; empty for a page or nothing."""
    return detail(complaint(answer.body).message, *asked.secrets)


def refusal(code: Code, answer: Answer, asked: Asked, *, words: str = "") -> Problem:
    """The Problem of this code, with its facts; `words`: the server's own, where they say more than ours."""
    facts: dict[str, object] = {"host": asked.host, "detail": words}
    match code:
        case Code.NOT_FOUND:
            facts |= {"url": asked.url, "model": asked.model}
        case Code.MODEL_NOT_FOUND:
            facts |= {"model": asked.model, "models": ""}
        case Code.RATE_LIMITED:
            facts["wait"] = wait_fact(answer)
        case Code.SERVER_LOADING:
            facts = {"host": asked.host, "wait": wait_fact(answer)}
        case Code.REDIRECTED:
            location = _place(answer.headers.get("location", ""))
            facts = {"host": asked.host, "location": detail(location, *asked.secrets)}
        case Code.REQUEST_REFUSED | Code.SERVER_ERROR:
            facts["status"] = answer.status
    return problem(code, **facts)


def _meaning(answer: Answer) -> Code:
    """What the server says goes before the status."""
    complains = complaint(answer.body)
    for code in complains.codes & _BY_CODE.keys():
        return _BY_CODE[code]
    match answer.status:
        case 404 if complains.field == "model" or _ABOUT_A_MODEL.search(complains.message):
            return Code.MODEL_NOT_FOUND
        case 503 if "loading" in complains.message.lower() or "retry-after" in answer.headers:
            return Code.SERVER_LOADING
        case status:
            return _BY_STATUS.get(status) or _BY_HUNDRED.get(status // 100, Code.SERVER_ERROR)


def wait_fact(answer: Answer) -> str:
    """The seconds to wait, for a Problem; empty where the server says nothing of it."""
    wait = wait_seconds(answer.headers, datetime.now(UTC))
    return "" if wait is None else str(wait)


def _place(location: str) -> str:
    """The address without user, query and fragment, any of which may hold a key."""
    try:
        parts = urlsplit(location)
    except ValueError:
        return ""
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))

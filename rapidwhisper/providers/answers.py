"""What a server answered: its text, or the Problem that it is. Nothing else is ever taken for dictated words.

An HTTP 200 proves nothing: LM Studio sends its errors with it, a hotel's network its sign-in page.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NoReturn, TypeAlias
from urllib.parse import urlsplit, urlunsplit

from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.providers.redact import detail


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
        raise ProblemError(explained) from None


def _read(answer: Answer, asked: Asked) -> str:
    if answer.status not in range(200, 300):
        _refuse(answer, asked)
    return _text(answer, asked)


def _text(answer: Answer, asked: Asked) -> str:
    body = _decoded(answer, asked)
    if answer.content_type in {"text/html", "application/xhtml+xml"} or body.startswith("<"):
        raise ProblemError(problem(Code.WEB_PAGE, host=asked.host))
    if answer.content_type == "text/plain" and not body.startswith("{"):
        return _sound(body)
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        _unusable(asked, "the answer is empty" if not body else "the answer is cut off or not JSON")
    if not isinstance(content, dict):
        _unusable(asked, f"the answer is not an object but {type(content).__name__}")
    if content.get("error"):
        _error_with_success(_message(content), asked)
    text = content.get("text")
    if not isinstance(text, str):
        missing = "is missing" if text is None else f"is not text but {type(text).__name__}"
        _unusable(asked, f"“text” {missing}")
    return _sound(text)


def _decoded(answer: Answer, asked: Asked) -> str:
    try:
        return answer.body.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        _unusable(asked, "the answer is not UTF-8 text")


def _sound(text: str) -> str:
    """JSON may hold half a surrogate pair, which neither a clipboard nor a database takes.

    And vLLM puts a space between the parts of a longer answer, each of which begins with one.
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()
    return re.sub(" {2,}", " ", whole)


def _unusable(asked: Asked, reason: str) -> NoReturn:
    raise ProblemError(problem(Code.UNUSABLE_ANSWER, host=asked.host, detail=reason))


def _error_with_success(message: str, asked: Asked) -> NoReturn:
    if "unexpected endpoint" in message.lower():
        raise ProblemError(problem(Code.NO_SPEECH_ENDPOINT, host=asked.host))
    raise ProblemError(problem(Code.ERROR_ANSWER, host=asked.host, detail=detail(message, *asked.secrets)))


def _refuse(answer: Answer, asked: Asked) -> NoReturn:
    facts = {"host": asked.host, "detail": _detail(answer, asked)}
    match answer.status:
        case 401:
            cause = problem(Code.KEY_REFUSED, **facts)
        case 403:
            cause = problem(Code.ACCESS_DENIED, **facts)
        case 404:
            cause = problem(Code.NOT_FOUND, url=asked.url, model=asked.model, detail=facts["detail"])
        case 413:
            cause = problem(Code.TOO_LARGE, **facts)
        case 429:
            wait = wait_seconds(answer.headers, datetime.now(UTC))
            cause = problem(Code.RATE_LIMITED, wait="" if wait is None else wait, **facts)
        case status if status in range(300, 400):
            location = detail(_place(answer.headers.get("location", "")), *asked.secrets)
            cause = problem(Code.REDIRECTED, host=asked.host, location=location)
        case status if status in range(400, 500):
            cause = problem(Code.REQUEST_REFUSED, status=status, **facts)
        case status:
            cause = problem(Code.SERVER_ERROR, status=status, **facts)
    raise ProblemError(cause)


def _place(location: str) -> str:
    """The address without user, query and fragment, any of which may hold a key."""
    try:
        parts = urlsplit(location)
    except ValueError:
        return ""
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _detail(answer: Answer, asked: Asked) -> str:
    """The server's own words, if they are words; empty for a page or nothing."""
    body = answer.body.decode("utf-8", "replace").strip()
    try:
        message = _message(json.loads(body))
    except (ValueError, RecursionError):
        message = "" if body.startswith("<") else body
    return detail(message, *asked.secrets)


def _message(content: Any) -> str:
    """The human part of an error, wherever this kind of server puts it."""
    match content:
        case str():
            return content
        case {"msg": str(complaint)}:
            # FastAPI about a field; beside it stands the field's content, which is nobody's business.
            return ": ".join([*map(str, content.get("loc", [])[-1:]), complaint])
        case [inner, *_]:
            return _message(inner)
        case {"error": inner} | {"detail": inner} | {"message": inner}:
            return _message(inner)
    return ""


def wait_seconds(headers: Mapping[str, str], now: datetime) -> int | None:
    """How long the server wants to be left alone: Retry-After as seconds or as a date."""
    text = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}(\.\d+)?", text):
        return round(float(text))
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0, round((until - now).total_seconds()))

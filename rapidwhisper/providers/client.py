"""Speech to text over HTTP: one request through the openai client, with our own deadline and retry rule.

The client's retries are switched off: they upload and bill again, and make 7 s of a 2 s timeout. What is
retried, once and at once, is a connection that broke: servers close kept connections without a word.

Imported by the threads that need it, never at start: openai alone takes up to a second.
"""

import io
import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeAlias

import httpx2
import openai
from openai._qs import Params, Querystring

from rapidwhisper.core.laps import Lap, Stamps
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.abort import Abort, DeadlineError, within
from rapidwhisper.providers.address import Address
from rapidwhisper.providers.answers import (
    PATH,
    Answer,
    Asked,
    Explain,
    RefusedError,
    no_explanation,
    read_answer,
)
from rapidwhisper.providers.capabilities import Format, Takes
from rapidwhisper.providers.connection_errors import STALE, connection_problem
from rapidwhisper.providers.encode import SoundFile
from rapidwhisper.providers.endpoint import Endpoint
from rapidwhisper.providers.form import Fields
from rapidwhisper.providers.line import CONNECT_S, AnswerTooLongError, Line
from rapidwhisper.providers.lines import Lines
from rapidwhisper.providers.models import PATH as MODELS_PATH
from rapidwhisper.providers.redact import redacted
from rapidwhisper.providers.standby import Standby

LIST_S = 5.0
"""How long the list of models may take."""

Met: TypeAlias = Callable[[Answer], None]
"""Is given what a server says when a connection to it is opened."""

_UNKNOWN_TO_OPENAI = frozenset({Takes.HOTWORDS.value})

log = logging.getLogger(__name__)

# At DEBUG these write out requests, fields and headers; the lines below tell what debugging needs.
for chatty in ("openai", "httpx2", "httpcore2"):
    logging.getLogger(chatty).setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Request:
    to: Endpoint
    file: SoundFile
    fields: Fields
    limit_s: float
    """For all of it, the upload included."""
    explain: Explain
    private: tuple[str, ...]
    """Of the fields: the user's own words, whatever a server says about them."""


@dataclass(frozen=True, slots=True)
class Reply:
    text: str
    """Perhaps empty."""
    answer: Answer
    stamps: Stamps = field(default_factory=dict, compare=False)


class SpeechClient:
    """Keeps connections between requests; any number of threads may use it."""

    def __init__(self, lines: Lines | None = None) -> None:
        self._lines = lines or Lines()
        self._rehearsed = False

    def ask(self, request: Request, abort: Abort) -> Reply:
        """Raises RefusedError, ProblemError if there is no answer, or AbortedError once `abort` was asked."""
        to = request.to
        url = to.address.url + PATH
        secrets = (to.api_key, *request.private, *to.address.secrets)
        language = str(request.fields.get(Takes.LANGUAGE.value, ""))
        asked = Asked(to.address.host, url, to.model, secrets, language)
        log.info(
            "POST %s model=%s, %.1f s of audio, %d bytes of %s",
            url,
            redacted(to.model, *secrets) or "(server's choice)",
            request.file.seconds,
            len(request.file.content),
            request.file.format,
        )
        began = time.monotonic()
        try:
            answer, stamps = within(request.limit_s, lambda stop: self._send(request, stop), abort)
            elapsed_ms = round(1000 * (time.monotonic() - began))
            log.info("%s answered %d in %d ms", to.address.host, answer.status, elapsed_ms)
            return Reply(_read(answer, asked, request.explain), answer, stamps)
        except ProblemError as error:
            _log_failure(error.problem, began)
            raise
        except (DeadlineError, openai.APIConnectionError, httpx2.HTTPError, httpx2.InvalidURL) as error:
            cause = _cause(error, to.address.host, request.limit_s)
            _log_failure(cause, began, type(error.__cause__ or error).__name__)
            raise ProblemError(cause) from None
        except AnswerTooLongError:
            cause = problem(
                Code.UNUSABLE_ANSWER, host=to.address.host, detail=phrase("Reason", "it is longer than 1 MB")
            )
            _log_failure(cause, began)
            raise ProblemError(cause) from None

    def warm_up(self, to: Endpoint, met: Met) -> None:
        """Have a connection open by the time the recording ends. What the server does wrong will show then.

        Raises ProblemError where nothing can be sent from here.
        """
        if not self._lines.relied_on_s(to.address):
            self._dial(to, met, Abort())

    def stay_ready(self, to: Endpoint, met: Met, over: Abort) -> None:
        """The same again and again, so that each request until then finds one.

        Raises AbortedError once `over` is asked.
        """
        Standby(self._lines, to.address, partial(self._dial, to, met)).run(over)

    def models(self, to: Endpoint, abort: Abort) -> Answer | None:
        """None: it is longer than is read. Raises ProblemError, or AbortedError once `abort` was asked."""

        def ask(stop: Abort) -> Answer:
            # A kept connection may have gone stale, and the list is not asked for twice.
            with self._lines.use(to.address, fresh=True) as line, stop.stops(line.cut):
                return _listed(to, line)

        try:
            return within(LIST_S, ask, abort)
        except AnswerTooLongError:
            return None
        except (DeadlineError, httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise ProblemError(_cause(error, to.address.host, LIST_S)) from None

    def keep_local(self, *, wanted: bool) -> None:
        """Whether nothing may leave this computer, whatever is under way; that ends with LOCAL_ONLY."""
        self._lines.keep_local(wanted=wanted)

    def close(self) -> None:
        self._lines.close()

    def _dial(self, to: Endpoint, met: Met, abort: Abort) -> bool:
        """Opens a connection by asking for the models: whether it is there now. `met` is given the answer."""

        def ask(stop: Abort) -> tuple[Answer, bool]:
            with self._lines.use(to.address, fresh=True) as line, stop.stops(line.cut):
                return _listed(to, line), line.open

        if not self._rehearsed:
            self._rehearsed = True
            _rehearse()
        try:
            answer, stays = within(LIST_S, ask, abort)
        except (DeadlineError, httpx2.HTTPError, httpx2.InvalidURL, AnswerTooLongError) as error:
            log.info("no connection to %s yet: %s", to.address.host, type(error).__name__)
            return False
        met(answer)
        return stays

    def _send(self, request: Request, stop: Abort) -> tuple[Answer, Stamps]:
        try:
            return self._send_once(request, stop, fresh=False)
        except (openai.APIConnectionError, *STALE) as error:
            broken = error.__cause__ if isinstance(error, openai.APIConnectionError) else error
            if stop.asked or not isinstance(broken, STALE):
                raise
            host = request.to.address.host
            log.info("the connection to %s broke (%s); trying once more", host, type(broken).__name__)
        return self._send_once(request, stop, fresh=True)

    def _send_once(self, request: Request, stop: Abort, *, fresh: bool) -> tuple[Answer, Stamps]:
        to = request.to
        with self._lines.use(to.address, fresh=fresh) as line, stop.stops(line.cut):
            ready = {Lap.CONNECT: time.monotonic()}  # unless the line has to connect after all
            answer = _post(_sdk(to, line.client, request.limit_s), request)
            return answer, {**ready, **line.stamps, Lap.ANSWER: time.monotonic()}


class _Lists(Querystring):
    """The client puts [] behind the name of every list; GLM documents `hotwords` without."""

    def stringify_items(self, params: Params, **how: Any) -> list[tuple[str, str]]:
        bare = {f"{name}[]": name for name in _UNKNOWN_TO_OPENAI}
        return [(bare.get(name, name), value) for name, value in super().stringify_items(params, **how)]


class _Sdk(openai.OpenAI):
    @property
    def qs(self) -> Querystring:
        return _Lists(array_format="brackets")


def _listed(to: Endpoint, line: Line) -> Answer:
    headers = {"Authorization": f"Bearer {to.api_key}"} if to.api_key else {}
    response = line.client.get(
        to.address.url + MODELS_PATH, headers=headers, params=dict(to.address.query), timeout=LIST_S
    )
    return _answer(response, response.content)


def _sdk(to: Endpoint, client: httpx2.Client, limit_s: float) -> openai.OpenAI:
    """The client for one request, with nothing from the environment in it."""
    # Its headers would go to every server, and there is no other way to keep them out.
    os.environ.pop("OPENAI_CUSTOM_HEADERS", None)
    return _Sdk(
        api_key=to.api_key or "none",  # None or empty would fetch OPENAI_API_KEY
        base_url=to.address.url,
        default_query=dict(to.address.query),
        max_retries=0,
        timeout=httpx2.Timeout(limit_s, connect=min(CONNECT_S, limit_s)),
        http_client=client,
    )


def _post(sdk: openai.OpenAI, request: Request) -> Answer:
    headers: dict[str, str | openai.Omit] = {
        "OpenAI-Organization": openai.Omit(),
        "OpenAI-Project": openai.Omit(),
        "Accept-Encoding": "identity",  # a short answer gains nothing, and a small one stays small
    }
    if not request.to.api_key:
        headers["Authorization"] = openai.Omit()
    known = {name: value for name, value in request.fields.items() if name not in _UNKNOWN_TO_OPENAI}
    others = {name: value for name, value in request.fields.items() if name in _UNKNOWN_TO_OPENAI}
    create = sdk.audio.transcriptions.with_streaming_response.create
    file = request.file
    try:
        # An empty model goes out as such: vLLM and LocalAI then choose, and those that need one say so.
        with create(
            file=(
                file.name,
                io.BytesIO(file.content),
                file.mime,
            ),  # as bytes it would be copied on its way out
            model=request.to.model,
            extra_headers=headers,
            extra_body=others or None,
            **known,
        ) as streamed:
            response = streamed.http_response
            return _answer(response, response.read())
    except openai.APIStatusError as error:
        return _answer(error.response, error.response.content)


class _Nowhere(httpx2.BaseTransport):
    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        return httpx2.Response(200, json={"text": ""})


def _rehearse() -> None:
    """A request that goes nowhere.

    At its first one the SDK imports its parts, looks through its own types, and starts a program that tells
    the kind of processor.
    """
    to = Endpoint(Address("http://localhost", "localhost", private=True), "", "")
    request = Request(to, SoundFile(b"", Format.WAV, 0.0), {}, CONNECT_S, no_explanation, ())
    with httpx2.Client(transport=_Nowhere(), trust_env=False) as client:
        answer = _post(_sdk(to, client, CONNECT_S), request)
    _read(answer, Asked(to.address.host, to.address.url, to.model), no_explanation)


def _read(answer: Answer, asked: Asked, explain: Explain) -> str:
    try:
        return read_answer(answer, asked, explain)
    except ProblemError as error:
        raise RefusedError(error.problem, answer) from None


def _answer(response: httpx2.Response, body: bytes) -> Answer:
    return Answer(response.status_code, dict(response.headers), body)


def _cause(error: Exception, host: str, limit_s: float) -> Problem:
    cause = (error.__cause__ if isinstance(error, openai.APIConnectionError) else None) or error
    if isinstance(cause, ProblemError):  # of our own transport
        return cause.problem
    if isinstance(cause, DeadlineError | httpx2.ReadTimeout | httpx2.WriteTimeout):
        return problem(Code.TIMED_OUT, host=host, seconds=f"{round(limit_s, 1):g}")
    return connection_problem(cause, host)


def _log_failure(cause: Problem, began: float, kind: str = "") -> None:
    elapsed_ms = round(1000 * (time.monotonic() - began))
    log.warning("no text: %s %s %s after %d ms", cause.code, kind, dict(cause.facts), elapsed_ms)

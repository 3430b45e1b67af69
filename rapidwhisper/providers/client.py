"""Speech to text over HTTP: one request through the openai client, with our own deadline and retry rule.

The client's retries are switched off: they upload and bill again, and make 7 s of a 2 s timeout. What is
retried, once and at once, is a connection that broke: servers close kept connections without a word.

Imported by the threads that need it, never at start: openai alone takes up to a second.
"""

import logging
import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

import httpx2
import openai

from rapidwhisper.core.audio import Clip
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.abort import Abort, DeadlineError, within
from rapidwhisper.providers.answers import Answer, Asked, Explain, read_answer
from rapidwhisper.providers.capabilities import ServerProvider, Takes
from rapidwhisper.providers.connection_errors import STALE, connection_problem
from rapidwhisper.providers.endpoint import Endpoint, endpoint
from rapidwhisper.providers.form import Fields, Wish, form
from rapidwhisper.providers.learnt import LearntServers
from rapidwhisper.providers.line import CONNECT_S, AnswerTooLongError, Line, Lines
from rapidwhisper.providers.profile import kind_of, profile
from rapidwhisper.providers.redact import echoes, redacted

PATH = "/audio/transcriptions"

_UNKNOWN_TO_OPENAI = frozenset({Takes.HOTWORDS.value})

log = logging.getLogger(__name__)

# At DEBUG these write out requests, fields and headers; the lines below tell what debugging needs.
for chatty in ("openai", "httpx2", "httpcore2"):
    logging.getLogger(chatty).setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class _Request:
    wav: bytes
    seconds: float
    fields: Fields
    limit_s: float
    explain: Explain


class SpeechClient:
    """Keeps connections between requests; any number of threads may use it."""

    def __init__(self, deadline_s: Callable[[float], float], learnt: LearntServers) -> None:
        """`deadline_s`: how long the answer to so many seconds of audio may take in all."""
        self._deadline_s = deadline_s
        self._learnt = learnt
        self._lines = Lines()

    def recognise(self, piece: Clip, provider: ServerProvider, settings: Settings, abort: Abort) -> str:
        """One piece's text, perhaps empty; raises ProblemError, or AbortedError once `abort` was asked."""
        account = provider.account(settings)
        to = endpoint(account, settings)
        to = replace(to, model=provider.stand_in(to.model or provider.model))
        learnt = self._learnt.of(to.address.url)
        can = profile(provider, to.model, settings, learnt)
        wish = Wish(settings.language.lower(), settings.prompt)
        fields = form(wish, can)
        kind = kind_of(provider, settings, learnt)
        explain = kind.explain if kind else provider.explain
        limit_s = self._deadline_s(piece.seconds)
        request = _Request(piece.wav(), piece.seconds, fields, limit_s, explain)
        text = self._ask(to, request, settings, abort)
        without = form(replace(wish, vocabulary=""), can)
        if without != fields and echoes(text, settings.prompt):
            log.warning("%s gave the prompt back as the text; asking again without it", to.address.host)
            # What comes now was heard and not read off: it is taken even if it is the same.
            text = self._ask(to, replace(request, fields=without), settings, abort)
        return text

    def warm_up(self, provider: ServerProvider, settings: Settings) -> None:
        """Have a connection open by the time the recording ends. Whatever goes wrong will show then."""
        to = endpoint(provider.account(settings), settings)
        if self._lines.ready(to.address):
            return
        headers = {"Authorization": f"Bearer {to.api_key}"} if to.api_key else {}
        ignored = suppress(httpx2.HTTPError, httpx2.InvalidURL, AnswerTooLongError)
        with ignored, self._lines.use(to.address) as line:
            _ = _sdk(to, line, CONNECT_S).audio.transcriptions  # the SDK imports its parts when touched
            url = f"{to.address.url}/models"
            line.client.get(url, headers=headers, params=dict(to.address.query))

    def close(self) -> None:
        self._lines.close()

    def _ask(self, to: Endpoint, request: _Request, settings: Settings, abort: Abort) -> str:
        url = to.address.url + PATH
        secrets = (to.api_key, settings.prompt, *to.address.secrets)
        asked = Asked(to.address.host, url, to.model, secrets)
        log.info(
            "POST %s model=%s, %.1f s of audio, %d bytes",
            url,
            redacted(to.model, *secrets) or "(server's choice)",
            request.seconds,
            len(request.wav),
        )
        began = time.monotonic()
        try:
            answer = within(request.limit_s, lambda stop: self._send(to, request, stop), abort)
            elapsed_ms = round(1000 * (time.monotonic() - began))
            log.info("%s answered %d in %d ms", to.address.host, answer.status, elapsed_ms)
            return read_answer(answer, asked, request.explain)
        except ProblemError as error:
            _log_failure(error.problem, began)
            raise
        except (DeadlineError, openai.APIConnectionError, httpx2.HTTPError, httpx2.InvalidURL) as error:
            cause = _cause(error, to.address.host, request.limit_s)
            _log_failure(cause, began, type(error.__cause__ or error).__name__)
            raise ProblemError(cause) from None
        except AnswerTooLongError:
            cause = problem(Code.UNUSABLE_ANSWER, host=to.address.host, detail="it is longer than 1 MB")
            _log_failure(cause, began)
            raise ProblemError(cause) from None

    def _send(self, to: Endpoint, request: _Request, stop: Abort) -> Answer:
        try:
            return self._send_once(to, request, stop, fresh=False)
        except (openai.APIConnectionError, *STALE) as error:
            broken = error.__cause__ if isinstance(error, openai.APIConnectionError) else error
            if stop.asked or not isinstance(broken, STALE):
                raise
            log.info(
                "the connection to %s broke (%s); trying once more", to.address.host, type(broken).__name__
            )
        return self._send_once(to, request, stop, fresh=True)

    def _send_once(self, to: Endpoint, request: _Request, stop: Abort, *, fresh: bool) -> Answer:
        with self._lines.use(to.address, fresh=fresh) as line, stop.stops(line.cut):
            return _post(_sdk(to, line, request.limit_s), to, request)


def _sdk(to: Endpoint, line: Line, limit_s: float) -> openai.OpenAI:
    """The client for one request, with nothing from the environment in it."""
    # Its headers would go to every server, and there is no other way to keep them out.
    os.environ.pop("OPENAI_CUSTOM_HEADERS", None)
    return openai.OpenAI(
        api_key=to.api_key or "none",  # None or empty would fetch OPENAI_API_KEY
        base_url=to.address.url,
        default_query=dict(to.address.query),
        max_retries=0,
        timeout=httpx2.Timeout(limit_s, connect=min(CONNECT_S, limit_s)),
        http_client=line.client,
    )


def _post(sdk: openai.OpenAI, to: Endpoint, request: _Request) -> Answer:
    headers: dict[str, str | openai.Omit] = {
        "OpenAI-Organization": openai.Omit(),
        "OpenAI-Project": openai.Omit(),
        "Accept-Encoding": "identity",  # a short answer gains nothing, and a small one stays small
    }
    if not to.api_key:
        headers["Authorization"] = openai.Omit()
    known = {name: value for name, value in request.fields.items() if name not in _UNKNOWN_TO_OPENAI}
    others = {name: value for name, value in request.fields.items() if name in _UNKNOWN_TO_OPENAI}
    create = sdk.audio.transcriptions.with_streaming_response.create
    try:
        # An empty model goes out as such: vLLM and LocalAI then choose, and those that need one say so.
        # No response_format: servers disagree about it, and all of them default to JSON.
        with create(
            file=("audio.wav", request.wav, "audio/wav"),
            model=to.model,
            extra_headers=headers,
            extra_body=others or None,
            **known,
        ) as streamed:
            response = streamed.http_response
            return _answer(response, response.read())
    except openai.APIStatusError as error:
        return _answer(error.response, error.response.content)


def _answer(response: httpx2.Response, body: bytes) -> Answer:
    return Answer(response.status_code, dict(response.headers), body)


def _cause(error: Exception, host: str, limit_s: float) -> Problem:
    cause = error.__cause__ or error
    if isinstance(cause, DeadlineError | httpx2.ReadTimeout | httpx2.WriteTimeout):
        return problem(Code.TIMED_OUT, host=host, seconds=f"{limit_s:g}")
    return connection_problem(cause, host)


def _log_failure(cause: Problem, began: float, kind: str = "") -> None:
    elapsed_ms = round(1000 * (time.monotonic() - began))
    log.warning("no text: %s %s %s after %d ms", cause.code, kind, dict(cause.facts), elapsed_ms)

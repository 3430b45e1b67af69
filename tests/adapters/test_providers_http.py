"""Real requests to a real server: what goes out, how connections are kept, and how requests end."""

import io
import logging
import queue
import threading
import time
import wave
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

import pytest

from rapidwhisper.core.audio import RATE, Clip
from rapidwhisper.core.events import Event, NotTranscribed, Transcribed
from rapidwhisper.core.laps import Lap
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.address import parse_address
from rapidwhisper.providers.chain import Heard
from rapidwhisper.providers.line import Line, _tls
from rapidwhisper.providers.lines import MAX_IDLE, Lines
from rapidwhisper.providers.speech import SpeechToText
from rapidwhisper.providers.transcriber import ThreadTranscriber
from tests.contracts.transcriber import tone
from tests.rig.odd_answers import ENDLESS_ANSWERS, ODD_ANSWERS, OddAnswer
from tests.rig.process import wait_until
from tests.rig.recordings import Recordings
from tests.rig.speech_server import (
    Answer,
    Request,
    SpeechServer,
    as_json,
    drop,
    hang,
    rate_limited,
    redirect,
    text,
)

KEY = "fx-4711-canary-0815"
PROMPT = "Kubernetes, Grafana"


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with SpeechServer() as listening:
        yield listening


@pytest.fixture
def settings(server: SpeechServer) -> Settings:
    return Settings(ai_provider="custom", custom_base_url=server.url)


def speech(limit_s: float = 20.0) -> SpeechToText:
    return SpeechToText(limit_s=lambda _: limit_s)


@pytest.fixture
def asks() -> Iterator[SpeechToText]:
    made = speech()
    yield made
    made.close()


def refusal(asks: SpeechToText, settings: Settings) -> Problem:
    with pytest.raises(ProblemError) as caught:
        asks.text(tone(1), settings, Abort())
    return caught.value.problem


# ── what goes out ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_recording_arrives_as_a_wav_file_with_name_and_type(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    clip = tone(0.5)
    assert asks.text(clip, settings, Abort()).text == "hello"
    (request,) = server.requests
    assert request.path == "/v1/audio/transcriptions"
    assert request.file is not None
    assert (request.file.name, request.file.mime) == ("audio.wav", "audio/wav")
    with wave.open(io.BytesIO(request.file.data)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        assert file.readframes(file.getnframes()) == clip.samples.tobytes()


def test_an_empty_configuration_sends_an_empty_model_and_nothing_else(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    asks.text(tone(0.5), settings, Abort())
    assert server.requests[0].fields == {"model": ""}
    assert server.requests[0].lists == {}
    assert "authorization" not in server.requests[0].headers


def test_key_model_language_and_prompt_are_sent_where_they_are_set(
    asks: SpeechToText, server: SpeechServer
) -> None:
    settings = Settings(
        ai_provider="custom",
        custom_base_url=server.url + "?version=7",
        custom_api_key=KEY,
        custom_model="openai/whisper-large-v3",
        language="RU",
        prompt=PROMPT,
    )
    asks.text(tone(0.5), settings, Abort())
    (request,) = server.requests
    assert request.fields == {"model": "openai/whisper-large-v3", "language": "ru", "prompt": PROMPT}
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.path.endswith("/audio/transcriptions?version=7")


@pytest.mark.parametrize("key", ["", KEY])
def test_nothing_of_the_environment_reaches_a_server(
    asks: SpeechToText, server: SpeechServer, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    with SpeechServer() as stranger:
        for name in ("API_KEY", "ADMIN_KEY", "ORG_ID", "PROJECT_ID", "WEBHOOK_SECRET"):
            monkeypatch.setenv(f"OPENAI_{name}", "environment-canary")
        monkeypatch.setenv(
            "OPENAI_CUSTOM_HEADERS", "X-Leak: environment-canary\nAuthorization: environment-canary"
        )
        monkeypatch.setenv("OPENAI_BASE_URL", stranger.url)
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, stranger.url)
        settings = Settings(ai_provider="custom", custom_base_url=server.url, custom_api_key=key)
        asks.text(tone(0.5), settings, Abort())
        assert stranger.connections == 0
    (request,) = server.requests
    assert "environment-canary" not in repr(request)
    assert request.headers.get("authorization") == (f"Bearer {key}" if key else None)
    assert not any(name.startswith("openai-") for name in request.headers)


def test_neither_key_nor_prompt_nor_words_are_logged_even_at_debug(
    asks: SpeechToText, server: SpeechServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    settings = Settings(
        ai_provider="custom",
        custom_base_url=server.url + "?code=query-canary",
        custom_api_key=KEY,
        prompt="prompt canary",
    )
    refused = as_json({"error": {"message": f"no: Bearer {KEY}, {KEY[:9]}***, prompt canary"}}, 401)
    server.script(["spoken canary", refused, text("prompt canary"), text("spoken canary")])
    asks.text(tone(1.5), settings, Abort())
    refusal(asks, settings)
    asks.text(tone(1.5), settings, Abort())
    assert "canary" not in caplog.text
    assert "4711" not in caplog.text
    assert f"{server.url}audio/transcriptions" in caplog.text
    assert "1.5 s of audio" in caplog.text
    assert "answered 401" in caplog.text


@pytest.mark.parametrize("key", ["query-canary", "query+canary/=="])
def test_a_key_in_the_servers_address_is_told_to_nobody(
    asks: SpeechToText, server: SpeechServer, caplog: pytest.LogCaptureFixture, key: str
) -> None:
    caplog.set_level(logging.DEBUG)
    settings = Settings(ai_provider="custom", custom_base_url=f"{server.url}?{urlencode({'code': key})}")
    server.answers(lambda request: as_json({"error": {"message": f"{key} is wrong: {request.path}"}}, 401))
    told = refusal(asks, settings)
    assert told.code is Code.KEY_REFUSED
    assert told.facts["detail"].startswith("*** is wrong")
    assert "canary" not in str(told)
    server.answers(lambda request: redirect(f"http://user:canary@other.example{request.path}"))
    assert "canary" not in str(refusal(asks, settings))
    assert "canary" not in caplog.text


# ── odd answers ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("odd", ODD_ANSWERS, ids=lambda odd: odd.name)
def test_an_odd_answer_is_a_problem_and_never_words(
    asks: SpeechToText, server: SpeechServer, settings: Settings, odd: OddAnswer
) -> None:
    server.answers(odd.answer)
    assert refusal(asks, settings).code is odd.code
    server.answers("all is well")
    assert asks.text(tone(1), settings, Abort()).text == "all is well"


@pytest.mark.parametrize("odd", ENDLESS_ANSWERS, ids=lambda odd: odd.name)
def test_an_endless_answer_ends_at_the_deadline(
    server: SpeechServer, settings: Settings, odd: OddAnswer
) -> None:
    server.answers(odd.answer)
    asks = speech(limit_s=1.0)
    found = refusal(asks, settings)
    assert found.code is odd.code
    assert found.facts["seconds"] == "1"
    wait_until(lambda: not _requests_under_way(), "the request ended too")
    server.answers("all is well")
    assert asks.text(tone(1), settings, Abort()).text == "all is well"
    asks.close()


def _requests_under_way() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "request"]


def test_refusals_are_asked_only_once(asks: SpeechToText, server: SpeechServer, settings: Settings) -> None:
    for status in (400, 401, 403, 404, 408, 409, 429, 500, 503):
        server.requests.clear()
        server.answers(as_json({}, status, headers={"x-should-retry": "true", "Retry-After": "1"}))
        refusal(asks, settings)
        assert len(server.requests) == 1, status


def test_rate_limits_tell_how_long_instead_of_waiting(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    server.answers(rate_limited(2))
    assert refusal(asks, settings).facts["wait"] == "2"


def test_recording_and_key_do_not_follow_a_redirect(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    with SpeechServer() as stranger:
        server.answers(redirect(stranger.url + "audio/transcriptions"))
        assert refusal(asks, settings).code is Code.REDIRECTED
        assert stranger.connections == 0


def test_a_prompt_that_comes_back_is_not_words_and_the_second_answer_counts(
    asks: SpeechToText, server: SpeechServer
) -> None:
    settings = Settings(ai_provider="custom", custom_base_url=server.url, prompt=PROMPT)
    server.answers(lambda request: request.fields.get("prompt", "what was said"))
    assert asks.text(tone(1), settings, Abort()).text == "what was said"
    assert [request.fields.get("prompt") for request in server.requests] == [PROMPT, None]


def test_a_prompt_that_was_sent_in_part_is_known_when_it_comes_back(
    asks: SpeechToText, server: SpeechServer
) -> None:
    many = ", ".join(f"Term{number}" for number in range(500))
    settings = Settings(ai_provider="custom", custom_base_url=server.url, prompt=many)
    server.answers(lambda request: request.fields.get("prompt", "what was said"))
    assert asks.text(tone(1), settings, Abort()).text == "what was said"
    assert len(server.requests[0].fields["prompt"]) <= 896


def test_a_server_that_has_only_the_prompt_to_say_has_nothing_recognised(
    asks: SpeechToText, server: SpeechServer
) -> None:
    settings = Settings(ai_provider="custom", custom_base_url=server.url, prompt=PROMPT)
    server.answers(lambda request: request.fields.get("prompt", ""))
    assert refusal(asks, settings).code is Code.NOTHING_RECOGNISED


# ── connections ───────────────────────────────────────────────────────────────────────────────────────────


def test_one_connection_serves_one_dictation_after_the_other(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    for _ in range(5):
        asks.text(tone(0.5), settings, Abort())
    assert server.connections == 1


def test_warming_up_opens_the_connection_that_the_recording_then_takes(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    asks.warm_up(settings)
    asks.warm_up(settings)
    assert [request.path for request in server.others] == ["/v1/models"]
    asks.text(tone(0.5), settings, Abort())
    assert server.connections == 1


def test_warming_up_towards_nobody_harms_nothing(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    server.answers("as ever")
    asks.warm_up(Settings(ai_provider="custom", custom_base_url="http://127.0.0.1:9/v1"))
    assert asks.text(tone(0.5), settings, Abort()).text == "as ever"


def test_a_list_that_drips_does_not_keep_the_warm_up_from_ending(
    asks: SpeechToText, server: SpeechServer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rapidwhisper.providers.client.LIST_S", 0.3)
    server.listing = Answer(b" " * 10_000, drip=True)
    asks.warm_up(settings)
    wait_until(lambda: not _requests_under_way(), "the request ended too")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SSL_CERT_FILE", "/nowhere/certificates.pem"),
        ("ALL_PROXY", "socks5://127.0.0.1:9"),
        ("ALL_PROXY", "gopher://127.0.0.1:9"),
    ],
)
def test_an_environment_that_allows_no_connection_is_told_and_is_no_crash(
    asks: SpeechToText, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    _tls.cache_clear()
    monkeypatch.setenv(name, value)
    groq = Settings(ai_provider="groq", groq_api_key=KEY, groq_base_url="https://speech.invalid/v1")
    assert refusal(asks, groq).code is Code.ENVIRONMENT_UNUSABLE
    for asking in (partial(asks.models, groq, Abort()), partial(asks.warm_up, groq)):
        with pytest.raises(ProblemError) as caught:
            asking()
        assert caught.value.problem.code is Code.ENVIRONMENT_UNUSABLE


def test_asking_another_server_leaves_the_warm_connection_to_this_one(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    with SpeechServer() as other:
        for url in (server.url, other.url, server.url):
            asks.text(tone(0.5), replace(settings, custom_base_url=url), Abort())
        assert (server.connections, other.connections) == (1, 1)


def test_a_kept_connection_that_the_server_has_closed_costs_nobody_a_dictation(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    server.script([text("first", then_reset=True), "second"])
    assert asks.text(tone(0.5), settings, Abort()).text == "first"
    assert asks.text(tone(0.5), settings, Abort()).text == "second"
    assert server.connections == 2


def test_the_stages_of_a_request_are_stamped_and_a_ready_connection_takes_no_time(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    began_at = time.monotonic()
    first = asks.text(tone(1), settings, Abort()).stamps
    second = asks.text(tone(1), settings, Abort()).stamps
    stages = [Lap.PREPARE, Lap.ENCODE, Lap.CONNECT, Lap.SEND, Lap.ANSWER]
    times = [began_at, *(stamps[lap] for stamps in (first, second) for lap in stages), time.monotonic()]
    assert times == sorted(times)
    assert [request.connection for request in server.requests] == [1, 1]


def test_of_several_requests_the_stages_are_those_of_the_last_answer(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    answers = queue.SimpleQueue[float]()

    def answer(request: Request) -> Answer:
        answers.put(time.monotonic())
        return text("word")

    server.answers(answer)
    stamps = asks.text(tone(1300), settings, Abort()).stamps
    assert answers.qsize() > 1
    last_at = max(answers.get() for _ in range(answers.qsize()))
    assert stamps[Lap.ANSWER] >= last_at
    assert stamps[Lap.CONNECT] <= stamps[Lap.SEND] <= stamps[Lap.ANSWER]


def test_a_connection_that_breaks_twice_is_given_up(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    server.script([drop(), drop(), "too late"])
    assert refusal(asks, settings).code is Code.CONNECTION_LOST
    assert len(server.requests) == 2


def test_a_connection_taken_while_superfluous_ones_are_closed_stays_open(
    server: SpeechServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two threads: one gives a line back, and the other takes a kept one in the middle of that."""
    address = parse_address(server.url, "X")
    lines, taken = Lines(), ExitStack()
    given_back = ExitStack()
    for _ in range(MAX_IDLE + 1):
        given_back.enter_context(lines.use(address, fresh=True)).client.get(server.url)
    mine: list[Line] = []
    close = Line.close

    def close_meanwhile_taking(line: Line) -> None:
        if not mine:
            mine.append(taken.enter_context(lines.use(address)))
        close(line)

    monkeypatch.setattr(Line, "close", close_meanwhile_taking)
    given_back.close()
    assert mine[0].open
    taken.close()
    lines.close()


def test_another_server_gets_connections_of_its_own(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    with SpeechServer() as other:
        other.answers("from the other")
        asks.text(tone(0.5), settings, Abort())
        there = Settings(ai_provider="custom", custom_base_url=other.url)
        assert asks.text(tone(0.5), there, Abort()).text == "from the other"


def test_dropping_closes_the_connection_at_once(server: SpeechServer, settings: Settings) -> None:
    events: list[Event] = []
    asks = ThreadTranscriber(events.append, Recordings(lambda _: tone(1)))
    server.answers(hang())
    asks.start(1, 1, settings)
    wait_until(lambda: server.requests, "the request is there")
    asks.drop(1, 1)
    wait_until(lambda: not _requests_under_way(), "the request ended")
    assert events == []
    asks.close()


class Late(SpeechToText):
    """The work ends only after it was dropped."""

    def __init__(self, outcome: str | Problem) -> None:
        super().__init__()
        self._outcome = outcome
        self.under_way = threading.Event()

    def text(self, clip: Clip, settings: Settings, abort: Abort) -> Heard:
        self.under_way.set()
        wait_until(lambda: abort.asked, "it was dropped")
        if isinstance(self._outcome, Problem):
            raise ProblemError(self._outcome)
        return Heard(self._outcome, settings.ai_provider, "")


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        ("spoken", [Transcribed(1, 1, "spoken", "custom")]),
        (problem(Code.TIMED_OUT, host="", seconds=""), []),
    ],
    ids=["text", "failure"],
)
def test_a_text_that_came_in_spite_of_a_cancel_is_not_lost(
    settings: Settings, outcome: str | Problem, told: list[Event]
) -> None:
    events: list[Event] = []
    late = Late(outcome)
    asks = ThreadTranscriber(events.append, Recordings(lambda _: tone(1)), late)
    asks.start(1, 1, settings)
    assert late.under_way.wait(10)
    asks.drop(1, 1)
    wait_until(
        lambda: not any(thread.name == "transcribe-1" for thread in threading.enumerate()), "the job ended"
    )
    assert events == told
    asks.close()


def test_closing_ends_everything_under_way(server: SpeechServer, settings: Settings) -> None:
    events: list[Event] = []
    asks = ThreadTranscriber(events.append, Recordings(lambda _: tone(1)))
    server.answers(hang())
    for number in range(3):
        asks.start(number, number, settings)
    wait_until(lambda: len(server.requests) == 3, "three requests are there")
    asks.close()
    wait_until(lambda: not _requests_under_way(), "all requests ended")
    assert events == []


def test_overlapping_dictations_answer_for_themselves(server: SpeechServer, settings: Settings) -> None:
    """The first is slow; the second, asked later, is answered before it."""
    events: list[Event] = []
    let_go = threading.Event()
    lengths = {1: 1.0, 2: 2.0}
    asks = ThreadTranscriber(events.append, Recordings(lambda dictation: tone(lengths[dictation])))

    def says(request: Request) -> Answer | str:
        if _seconds(request) == 1.0:
            let_go.wait(10)
            return "the slow first"
        return "the quick second"

    server.answers(says)
    asks.start(1, 1, settings)
    wait_until(lambda: server.requests, "the first request is there")
    asks.start(2, 2, settings)
    wait_until(lambda: events, "the second answer")
    let_go.set()
    wait_until(lambda: len(events) == 2, "the first answer")
    assert events == [
        Transcribed(2, 2, "the quick second", "custom"),
        Transcribed(1, 1, "the slow first", "custom"),
    ]
    asks.close()


def _seconds(request: Request) -> float:
    assert request.file is not None
    return (len(request.file.data) - 44) / 2 / RATE


# ── faults on this side ───────────────────────────────────────────────────────────────────────────────────


def test_audio_that_cannot_be_read_is_told(settings: Settings) -> None:
    def load(_: int) -> Clip:
        raise ProblemError(problem(Code.AUDIO_GONE))

    events: list[Event] = []
    asks = ThreadTranscriber(events.append, Recordings(load))
    asks.start(1, 1, settings)
    wait_until(lambda: events, "the event")
    assert events == [NotTranscribed(1, 1, problem(Code.AUDIO_GONE))]


def test_an_unforeseen_fault_is_told_and_logged_without_secrets(
    server: SpeechServer, caplog: pytest.LogCaptureFixture
) -> None:
    def load(_: int) -> Clip:
        raise RuntimeError(f"header Bearer {KEY}, GET /v1/models?code=query-canary")

    events: list[Event] = []
    asks = ThreadTranscriber(events.append, Recordings(load))
    settings = Settings(
        ai_provider="custom", custom_base_url=f"{server.url}?code=query-canary", custom_api_key=KEY
    )
    asks.start(1, 1, settings)
    wait_until(lambda: events, "the event")
    (told,) = events
    assert isinstance(told, NotTranscribed)
    assert told.problem.code is Code.INTERNAL
    assert "RuntimeError" in caplog.text
    assert "4711" not in caplog.text
    assert "canary" not in caplog.text

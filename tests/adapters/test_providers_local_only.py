"""LOCAL_ONLY with real servers: those on this computer answer, and towards others no connection is opened.

0.0.0.0 leads to this computer and is not known to: it stands for a server elsewhere that would answer.
"""

import socket
from collections.abc import Iterator
from dataclasses import replace

import httpx2
import pytest

from rapidwhisper.core.check import Verdict
from rapidwhisper.core.events import Event, NotTranscribed, Transcribed
from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.core.settings import DEFAULTS, Settings
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.address import parse_address
from rapidwhisper.providers.answers import no_explanation
from rapidwhisper.providers.capabilities import READY, Format
from rapidwhisper.providers.client import Request, SpeechClient
from rapidwhisper.providers.encode import SoundFile
from rapidwhisper.providers.endpoint import Endpoint
from rapidwhisper.providers.line import Line
from rapidwhisper.providers.lines import Lines
from rapidwhisper.providers.reach import reachable
from rapidwhisper.providers.speech import SpeechToText
from rapidwhisper.providers.transcriber import ThreadTranscriber
from rapidwhisper.providers.trial import try_provider
from tests.contracts.transcriber import tone
from tests.rig.process import wait_until
from tests.rig.recordings import Recordings
from tests.rig.speech_server import SpeechServer, as_json, hang, redirect

ELSEWHERE = "http://speech.invalid/v1"


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with SpeechServer() as listening:
        yield listening


@pytest.fixture
def speech() -> Iterator[SpeechToText]:
    made = SpeechToText(limit_s=lambda _: 20.0)
    yield made
    made.close()


@pytest.fixture
def events() -> list[Event]:
    return []


@pytest.fixture
def transcriber(events: list[Event], speech: SpeechToText) -> Iterator[ThreadTranscriber]:
    made = ThreadTranscriber(events.append, Recordings(lambda _: tone(0.5)), speech)
    yield made
    made.close()


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every host that somebody wanted to connect to, numbers among them."""
    hosts: list[str] = []
    ask = socket.getaddrinfo

    def getaddrinfo(host: str, *arguments: object, **more: object) -> object:
        hosts.append(host)
        return ask(host, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return hosts


@pytest.fixture
def proxied(server: SpeechServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment's proxy would even answer."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{server.port}")


def local_only(url: str) -> Settings:
    return replace(DEFAULTS, local_only=True, ai_provider="custom", custom_base_url=url)


def elsewhere(server: SpeechServer) -> Settings:
    """As it was before LOCAL_ONLY was switched on."""
    return replace(DEFAULTS, ai_provider="custom", custom_base_url=url_elsewhere(server))


def url_elsewhere(server: SpeechServer) -> str:
    return server.url.replace("127.0.0.1", "0.0.0.0")


def refusal(speech: SpeechToText, settings: Settings) -> Code:
    with pytest.raises(ProblemError) as caught:
        speech.text(tone(0.5), settings, Abort())
    return caught.value.problem.code


# ── this computer ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"])
@pytest.mark.usefixtures("proxied")
def test_a_server_on_this_computer_answers_without_a_proxy_and_without_a_name_looked_up(
    speech: SpeechToText, server: SpeechServer, looked_up: list[str], host: str
) -> None:
    settings = local_only(server.url.replace("127.0.0.1", host))
    assert reachable(settings)
    assert speech.text(tone(0.5), settings, Abort()).text == "hello"
    assert server.requests[0].path == "/v1/audio/transcriptions"
    assert server.requests[0].headers["host"] == f"{host}:{server.port}"
    assert set(looked_up) == {host.strip("[]") if host != "localhost" else "127.0.0.1"}


def test_localhost_is_looked_for_at_both_of_its_addresses(looked_up: list[str]) -> None:
    address = replace(parse_address("http://localhost:1/v1", "X"), local_only=True)
    with pytest.raises(httpx2.ConnectError):
        Line(address).client.get(address.url)
    assert looked_up == ["127.0.0.1", "::1"]


def test_a_redirect_leads_nowhere(speech: SpeechToText, server: SpeechServer, looked_up: list[str]) -> None:
    server.answers(redirect(ELSEWHERE))
    assert refusal(speech, local_only(server.url)) is Code.REDIRECTED
    assert set(looked_up) == {"127.0.0.1"}


# ── elsewhere ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("proxied")
def test_everything_that_asks_a_server_elsewhere_is_refused_with_the_same_words(
    speech: SpeechToText, server: SpeechServer, looked_up: list[str]
) -> None:
    settings = local_only(ELSEWHERE)
    assert refusal(speech, settings) is Code.LOCAL_ONLY
    for ask in (
        lambda: speech.warm_up(settings),
        lambda: speech.stay_ready(settings, Abort()),
        lambda: speech.models(settings, Abort()),
        lambda: speech.forewarning(settings),
    ):
        with pytest.raises(ProblemError) as caught:
            ask()
        assert caught.value.problem.code is Code.LOCAL_ONLY
    (check,) = try_provider(speech, settings, sample=tone(0.5), abort=Abort())
    assert check.verdict is Verdict.FAILED
    assert check.problem is not None
    assert check.problem.code is Code.LOCAL_ONLY
    assert not reachable(settings)
    assert looked_up == []
    assert server.connections == 0


@pytest.mark.usefixtures("proxied")
def test_a_request_that_has_got_past_the_settings_is_refused_where_it_would_connect(
    server: SpeechServer, looked_up: list[str]
) -> None:
    to = Endpoint(replace(parse_address(ELSEWHERE, "X"), local_only=True), "a-key", "")
    request = Request(to, SoundFile(b"", Format.WAV, 0.0), {}, 20.0, no_explanation, ())
    client = SpeechClient()
    for ask in (lambda: client.ask(request, Abort()), lambda: client.models(to, Abort())):
        with pytest.raises(ProblemError) as caught:
            ask()
        assert caught.value.problem.code is Code.LOCAL_ONLY
        assert caught.value.problem.facts == {"host": "speech.invalid"}
    client.close()
    assert looked_up == []
    assert server.connections == 0


def test_a_line_to_this_computer_goes_nowhere_else(server: SpeechServer, looked_up: list[str]) -> None:
    line = Line(replace(parse_address(server.url, "X"), local_only=True))
    with pytest.raises(ProblemError) as caught:
        line.client.get(ELSEWHERE)
    line.close()
    assert caught.value.problem.code is Code.LOCAL_ONLY
    assert looked_up == []


def test_stand_ins_elsewhere_are_passed_over_and_those_here_are_asked(
    speech: SpeechToText, server: SpeechServer, caplog: pytest.LogCaptureFixture, looked_up: list[str]
) -> None:
    caplog.set_level("INFO")
    server.answers(as_json({}, 500))
    with SpeechServer() as here:
        here.answers("by the one here")
        settings = replace(
            local_only(server.url),
            fallback_providers=("groq", "openai"),
            groq_base_url=ELSEWHERE,
            groq_api_key="key-of-groq",
            openai_base_url=here.url,
            openai_api_key="key-of-openai",
        )
        assert speech.text(tone(0.5), settings, Abort()).provider == "openai"
    assert "groq cannot stand in: local_only" in caplog.messages
    assert set(looked_up) == {"127.0.0.1"}


def test_nobody_stands_in_for_one_elsewhere_so_that_the_user_hears_of_it(
    speech: SpeechToText, server: SpeechServer
) -> None:
    settings = replace(
        local_only(ELSEWHERE),
        fallback_providers=("openai",),
        openai_base_url=server.url,
        openai_api_key="key-of-openai",
    )
    assert refusal(speech, settings) is Code.LOCAL_ONLY
    assert server.connections == 0


# ── switched on while something is under way ──────────────────────────────────────────────────────────────


def test_connections_that_lie_ready_are_closed_and_no_others_are_opened_for_what_has_begun(
    transcriber: ThreadTranscriber, speech: SpeechToText, events: list[Event], server: SpeechServer
) -> None:
    settings = elsewhere(server)
    transcriber.follow(1, settings)
    wait_until(lambda: len(server.connected) == READY, "connections are ready")
    speech.keep_local(wanted=True)
    wait_until(lambda: not server.connected, "they are closed")
    transcriber.start(1, 1, settings)
    wait_until(lambda: events, "the refusal")
    (event,) = events
    assert isinstance(event, NotTranscribed)
    assert event.problem.code is Code.LOCAL_ONLY
    assert (server.requests, server.connections) == ([], READY)


def test_speech_that_is_on_its_way_is_cut_off_and_not_sent_again(
    transcriber: ThreadTranscriber, speech: SpeechToText, events: list[Event], server: SpeechServer
) -> None:
    server.answers(hang())
    transcriber.start(1, 1, elsewhere(server))
    wait_until(lambda: server.requests, "the speech is on its way")
    speech.keep_local(wanted=True)
    wait_until(lambda: events, "the refusal")
    (event,) = events
    assert isinstance(event, NotTranscribed)
    assert event.problem.code is Code.LOCAL_ONLY
    assert len(server.requests) == 1
    wait_until(lambda: not server.connected, "the connection is closed")


def test_the_switch_does_not_touch_what_stays_on_this_computer(
    transcriber: ThreadTranscriber, speech: SpeechToText, events: list[Event], server: SpeechServer
) -> None:
    settings = replace(elsewhere(server), custom_base_url=server.url)
    transcriber.follow(1, settings)
    wait_until(lambda: len(server.connected) == READY, "connections are ready")
    speech.keep_local(wanted=True)
    transcriber.start(1, 1, settings)
    wait_until(lambda: events, "the text")
    assert events == [Transcribed(1, 1, "hello", "custom")]
    assert server.connections == READY


def test_a_switch_before_anybody_was_asked_counts_too_and_can_be_taken_back(
    speech: SpeechToText, server: SpeechServer
) -> None:
    speech.keep_local(wanted=True)
    assert refusal(speech, elsewhere(server)) is Code.LOCAL_ONLY
    assert server.connections == 0
    speech.keep_local(wanted=False)
    assert speech.text(tone(0.5), elsewhere(server), Abort()).text == "hello"


def test_what_began_with_it_keeps_it_when_it_is_switched_off(
    speech: SpeechToText, server: SpeechServer
) -> None:
    speech.keep_local(wanted=True)
    speech.keep_local(wanted=False)
    assert refusal(speech, local_only(url_elsewhere(server))) is Code.LOCAL_ONLY
    assert server.connections == 0


def test_a_line_given_back_after_the_switch_is_not_kept(server: SpeechServer) -> None:
    lines, address = Lines(), parse_address(url_elsewhere(server), "X")
    with lines.use(address) as line:
        line.client.get(address.url)
        lines.keep_local(wanted=True)
    assert lines.idle(address) == []
    lines.keep_local(wanted=False)
    assert lines.idle(address) == []
    wait_until(lambda: not server.connected, "the server has noticed")

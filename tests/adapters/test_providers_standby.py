"""No connection is opened between the end of a recording and its text: one lies ready, whatever servers do.

Connections are counted at the server.
"""

import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from rapidwhisper.core.events import Event, Transcribed
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers import line as lines_to_servers
from rapidwhisper.providers import standby
from rapidwhisper.providers.abort import Abort, AbortedError
from rapidwhisper.providers.address import Address, parse_address
from rapidwhisper.providers.answers import Answer as ServersAnswer
from rapidwhisper.providers.capabilities import READY, ServerProvider
from rapidwhisper.providers.client import SpeechClient
from rapidwhisper.providers.endpoint import Endpoint, endpoint
from rapidwhisper.providers.line import KEEP_S
from rapidwhisper.providers.lines import MAX_IDLE, RELIED_ON, Lines
from rapidwhisper.providers.registry import chosen
from rapidwhisper.providers.speech import SpeechToText
from rapidwhisper.providers.standby import LONGEST_PAUSE_S
from rapidwhisper.providers.transcriber import ThreadTranscriber
from tests.contracts.transcriber import tone
from tests.rig.certificate import self_signed_in
from tests.rig.process import wait_until
from tests.rig.recordings import Recordings
from tests.rig.speech_server import Answer, Request, SpeechServer, hang


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with SpeechServer() as listening:
        yield listening


@pytest.fixture
def settings(server: SpeechServer) -> Settings:
    return Settings(ai_provider="custom", custom_base_url=server.url)


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
def hardly_any_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a server may hang up as often as a test likes."""
    monkeypatch.setattr(standby, "LONGEST_PAUSE_S", 0.01)


def followers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("follow-")]


def ready(speech: SpeechToText, settings: Settings) -> int:
    """How many requests could go out at once without opening a connection."""
    provider = chosen(settings)
    assert isinstance(provider, ServerProvider)
    address = endpoint(provider.account(settings), settings).address
    return speech._client._lines.ready(address) if speech._client is not None else 0


def wait_until_ready(speech: SpeechToText, settings: Settings, wanted: int = READY) -> None:
    wait_until(lambda: ready(speech, settings) >= wanted, "connections are ready")


@contextmanager
def kept_ready(client: SpeechClient, to: Endpoint, over: Abort) -> Iterator[None]:
    """Somebody is speaking while the block runs."""

    def follow() -> None:
        with pytest.raises(AbortedError):
            client.stay_ready(to, lambda _: None, over)

    follower = threading.Thread(target=follow, name="follow-test")
    follower.start()
    try:
        yield
    finally:
        over.ask()
        follower.join(10)
        assert not follower.is_alive()


# ── the recording ends ────────────────────────────────────────────────────────────────────────────────────


def test_the_very_first_dictation_opens_none_after_its_end(
    transcriber: ThreadTranscriber,
    speech: SpeechToText,
    events: list[Event],
    server: SpeechServer,
    settings: Settings,
) -> None:
    transcriber.follow(1, settings)
    wait_until_ready(speech, settings)
    opened = server.connections
    transcriber.start(1, 1, settings)
    wait_until(lambda: events, "the text")
    assert events == [Transcribed(1, 1, "hello", "custom")]
    assert server.connections == opened == READY


def test_the_next_dictation_opens_none_at_all(
    transcriber: ThreadTranscriber,
    speech: SpeechToText,
    events: list[Event],
    server: SpeechServer,
    settings: Settings,
) -> None:
    for number in range(1, 4):
        transcriber.follow(number, settings)
        wait_until_ready(speech, settings)
        transcriber.start(number, number, settings)
        wait_until(lambda wanted=number: len(events) == wanted, "the text")  # type: ignore[misc]
    assert server.connections == READY


AFTER_WARMING_UP = """
import sys
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.speech import SpeechToText
from tests.contracts.transcriber import tone

settings = Settings(ai_provider="groq", groq_base_url=sys.argv[1], groq_api_key="fx-4711", log_file="")
speech = SpeechToText()
speech.warm_up(settings)
done = []
sys.addaudithook(lambda event, _: done.append(event))
speech.text(tone(0.5), settings, Abort())
print({"import", "open", "subprocess.Popen", "socket.connect"} & set(done))
"""


def test_the_first_request_of_all_imports_nothing_reads_no_file_and_starts_no_program(
    server: SpeechServer,
) -> None:
    command = [sys.executable, "-c", AFTER_WARMING_UP, server.url]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "set()\n"
    assert len(server.requests) == 1


@pytest.mark.usefixtures("hardly_any_pause")
def test_a_server_that_hangs_up_again_and_again_while_the_user_speaks(
    transcriber: ThreadTranscriber,
    speech: SpeechToText,
    events: list[Event],
    server: SpeechServer,
    settings: Settings,
) -> None:
    transcriber.follow(1, settings)
    wait_until_ready(speech, settings)
    for times in range(2, 7):
        server.hang_up()
        wait_until(lambda wanted=times * READY: server.connections == wanted, "they are opened anew")  # type: ignore[misc]
        wait_until_ready(speech, settings)
    opened = server.connections
    transcriber.start(1, 1, settings)
    wait_until(lambda: events, "the text")
    assert events == [Transcribed(1, 1, "hello", "custom")]
    assert server.connections == opened


def test_a_server_that_closes_what_is_idle_is_kept_up_with(
    transcriber: ThreadTranscriber,
    speech: SpeechToText,
    server: SpeechServer,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(standby, "SHORT_S", 0.1)
    server.closes_idle_after_s = 0.5
    transcriber.follow(1, settings)
    wait_until(lambda: server.connections >= 5 * READY, "several generations of connections")
    wait_until_ready(speech, settings)
    transcriber.stop_following(1)
    wait_until(lambda: not followers() and not server.connected, "the server has closed the last ones")
    assert ready(speech, settings) == 0


def test_a_piece_of_the_speech_takes_a_connection_and_another_is_opened_meanwhile(
    transcriber: ThreadTranscriber, speech: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    heard = threading.Event()

    def says(_: Request) -> Answer | str:
        return "a piece" if heard.wait(10) else "never"

    server.answers(says)
    transcriber.follow(1, settings)
    wait_until_ready(speech, settings)
    piece = threading.Thread(target=speech.text, args=(tone(0.5), settings, Abort()))
    piece.start()
    wait_until(lambda: server.requests, "the piece is on its way")
    wait_until(lambda: server.connections == READY + 1, "there is another in its place")
    wait_until_ready(speech, settings)
    heard.set()
    piece.join(10)
    assert server.requests[0].connection <= READY
    assert ready(speech, settings) == server.connections == READY + 1


@pytest.mark.usefixtures("hardly_any_pause")
def test_under_tls_a_server_that_hangs_up_is_noticed_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = self_signed_in(tmp_path)
    trusting = ssl.create_default_context(cafile=tmp_path / "certificate.pem")
    monkeypatch.setattr(lines_to_servers, "_tls", lambda **_: trusting)
    with SpeechServer(tls=context) as server:
        settings = Settings(ai_provider="custom", custom_base_url=server.url)
        speech, over = SpeechToText(), Abort()
        follower = threading.Thread(target=speech.stay_ready, args=(settings, over))
        follower.start()
        wait_until_ready(speech, settings)
        server.hang_up()
        wait_until(lambda: server.connections == 2 * READY, "they are opened anew")
        wait_until_ready(speech, settings)
        over.ask()
        follower.join(10)
        assert speech.text(tone(0.5), settings, Abort()).text == "hello"
        assert server.connections == 2 * READY
        speech.close()


# ── what is known of connections ──────────────────────────────────────────────────────────────────────────


def test_a_connection_that_the_server_has_closed_is_neither_ready_nor_used(
    speech: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    speech.warm_up(settings)
    assert ready(speech, settings) == 1
    server.hang_up()
    wait_until(lambda: ready(speech, settings) == 0, "it shows")
    speech.warm_up(settings)
    assert ready(speech, settings) == 1
    assert speech.text(tone(0.5), settings, Abort()).text == "hello"
    assert [request.connection for request in server.requests] == [2]


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def address_of(server: SpeechServer) -> Address:
    return parse_address(server.url, "X")


def test_after_a_long_rest_connections_are_opened_when_the_user_begins_to_speak(
    server: SpeechServer,
) -> None:
    clock = Clock()
    client = SpeechClient(Lines(clock))
    to = Endpoint(address_of(server), "", "")
    for dictation in (1, 2):
        clock.now += KEEP_S + 1
        assert client._lines.ready(to.address) == 0
        with kept_ready(client, to, Abort()):
            wait_until(lambda: client._lines.ready(to.address) == READY, "they are ready")
        assert server.connections == dictation * READY
    client.close()


def test_a_connection_near_its_end_is_used_but_another_is_opened_beside_it(server: SpeechServer) -> None:
    clock = Clock()
    lines = Lines(clock)
    address = address_of(server)
    lines.expect(address, 5.0)  # as uvicorn does
    with lines.use(address) as line:
        line.client.get(server.url)
    clock.now += 3.0
    assert lines.relied_on_s(address) == [pytest.approx(1.0)]
    clock.now += 1.5
    assert lines.ready(address) == 1
    assert lines.relied_on_s(address) == []
    clock.now += 1.0  # and it is open all the same
    assert lines.relied_on_s(address) == [pytest.approx(RELIED_ON * KEEP_S - 5.5)]
    lines.close()


def test_as_many_are_kept_as_are_used_at_a_time_and_lie_ready_beside_them(server: SpeechServer) -> None:
    lines, in_use = Lines(), ExitStack()
    address = address_of(server)
    for _ in range(MAX_IDLE):
        in_use.enter_context(lines.use(address, fresh=True)).client.get(server.url)
    in_use.close()
    assert lines.ready(address) == MAX_IDLE == len(server.connected)
    lines.close()


def test_a_connection_given_back_after_the_end_is_closed(server: SpeechServer) -> None:
    lines = Lines()
    with lines.use(address_of(server)) as line:
        line.client.get(server.url)
        lines.close()
    assert not line.open
    wait_until(lambda: not server.connected, "the server has noticed")


# ── servers that do not want it ───────────────────────────────────────────────────────────────────────────


class Impatient(Abort):
    """Notes the pauses instead of waiting, and has had enough after some of them."""

    def __init__(self, most: int = 8) -> None:
        super().__init__()
        self.pauses: list[float] = []
        self._most = most

    def wait(self, seconds: float) -> None:
        self.pauses.append(seconds)
        if len(self.pauses) == self._most:
            self.ask()
        super().wait(0)


GROWING = [min(2.0**number, LONGEST_PAUSE_S) for number in range(8)]


def refuses(url: str) -> str:
    return url.replace("http://", "https://")


@pytest.mark.parametrize("address", [str, refuses], ids=["closes each connection", "cannot be spoken to"])
def test_a_server_that_gives_no_lasting_connection_is_asked_less_and_less(
    server: SpeechServer, address: Callable[[str], str]
) -> None:
    server.closes_each = True
    client, over = SpeechClient(), Impatient()
    with pytest.raises(AbortedError):
        client.stay_ready(Endpoint(parse_address(address(server.url), "X"), "", ""), lambda _: None, over)
    assert over.pauses == GROWING
    assert server.connections == len(GROWING)
    wait_until(lambda: not server.connected, "nothing is left open")
    client.close()


def test_a_server_that_closes_soon_after_its_answer_is_asked_less_and_less(server: SpeechServer) -> None:
    client, over = SpeechClient(), Impatient()
    to = Endpoint(address_of(server), "", "")
    with kept_ready(client, to, over):
        while not over.asked:
            wait_until(lambda: over.asked or client._lines.ready(to.address) >= 1, "one is ready")
            server.hang_up()
    assert over.pauses[-1] > over.pauses[0]
    assert server.connections <= len(over.pauses) + READY
    client.close()


def test_a_dictation_towards_nobody_tells_it_itself(
    transcriber: ThreadTranscriber, events: list[Event], settings: Settings
) -> None:
    transcriber.follow(1, Settings(ai_provider="custom", custom_base_url="http://127.0.0.1:9/v1"))
    transcriber.start(1, 1, settings)
    wait_until(lambda: events, "the text")
    assert events == [Transcribed(1, 1, "hello", "custom")]


# ── the end ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("end", ["stop", "close"])
def test_nothing_goes_on_once_nobody_speaks(
    transcriber: ThreadTranscriber,
    speech: SpeechToText,
    server: SpeechServer,
    settings: Settings,
    end: str,
) -> None:
    transcriber.follow(1, settings)
    wait_until_ready(speech, settings)
    if end == "stop":
        transcriber.stop_following(1)
    else:
        transcriber.close()
    wait_until(lambda: not followers(), "the thread has ended")
    speech.close()
    wait_until(lambda: not server.connected, "the connections are closed")
    assert server.connections == READY


def test_a_server_that_does_not_answer_keeps_nobody_busy(
    transcriber: ThreadTranscriber, server: SpeechServer, settings: Settings
) -> None:
    server.listing = hang()
    transcriber.follow(1, settings)
    wait_until(lambda: server.others, "it was asked")
    transcriber.stop_following(1)
    wait_until(lambda: not followers() and not server.connected, "thread and connection are gone")


def test_what_opens_a_connection_shows_what_is_there(server: SpeechServer) -> None:
    met: list[ServersAnswer] = []
    client, over = SpeechClient(), Abort()

    def meet(answer: ServersAnswer) -> None:
        met.append(answer)
        if len(met) == READY:
            over.ask()

    with pytest.raises(AbortedError):
        client.stay_ready(Endpoint(address_of(server), "", ""), meet, over)
    assert [answer.status for answer in met] == [200] * READY
    client.close()

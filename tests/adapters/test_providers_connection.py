"""Why a server cannot be reached is told apart: nobody there, no such name, no TLS, no trust."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from rapidwhisper.core.problem import Code, Problem, ProblemError
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.speech import SpeechToText
from tests.contracts.transcriber import tone
from tests.rig.certificate import self_signed_in
from tests.rig.speech_server import SpeechServer


def refusal(url: str, limit_s: float = 20.0, speech_s: float = 1.0) -> Problem:
    asks = SpeechToText(limit_s=lambda _: limit_s)
    with pytest.raises(ProblemError) as caught:
        asks.text(tone(speech_s), Settings(ai_provider="custom", custom_base_url=url), Abort())
    asks.close()
    return caught.value.problem


@contextmanager
def blunt_server(says: bytes) -> Iterator[str]:
    """Reads a little, says this and hangs up, whatever it was asked."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(100_000)
                    connection.sendall(says)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(5)


@pytest.fixture(scope="session")
def self_signed(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    return self_signed_in(tmp_path_factory.mktemp("tls"))


def test_nobody_listens_there() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{unused.getsockname()[1]}"
        found = refusal(f"http://{host}/v1")
    assert found == Problem(Code.UNREACHABLE, {"host": host})


def test_there_is_no_such_host() -> None:
    found = refusal("https://speech.invalid/v1")
    assert found == Problem(Code.UNKNOWN_HOST, {"host": "speech.invalid"})


def test_https_on_a_port_that_speaks_http() -> None:
    with SpeechServer() as server:
        assert refusal(server.url.replace("http://", "https://")).code is Code.NOT_TLS


def test_http_on_a_port_that_speaks_tls(self_signed: ssl.SSLContext) -> None:
    with SpeechServer(tls=self_signed) as server:
        found = refusal(server.url.replace("https://", "http://"))
        assert found.code in {Code.CONNECTION_LOST, Code.NOT_HTTP}


def test_a_self_signed_certificate_is_not_trusted(self_signed: ssl.SSLContext) -> None:
    with SpeechServer(tls=self_signed) as server:
        assert refusal(server.url).code is Code.UNTRUSTED_CERTIFICATE
        assert server.requests == []


def test_a_server_that_does_not_speak_http() -> None:
    with blunt_server(b"220 mail.example ESMTP\r\n\r\n") as host:
        found = refusal(f"http://{host}/v1")
    assert found == Problem(Code.NOT_HTTP, {"host": host})


def test_a_server_that_does_not_take_the_recording_meets_the_deadline() -> None:
    """Five minutes of sound are more than the sockets between the two can hold."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        found = refusal(f"http://127.0.0.1:{listener.getsockname()[1]}/v1", limit_s=0.5, speech_s=300.0)
    assert found.code is Code.TIMED_OUT


def test_headers_that_drip_for_ever_end_at_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        done = threading.Event()

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                try:
                    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Padding: ")
                    while not done.wait(0.05):
                        connection.sendall(b"x")
                except OSError:
                    return

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        found = refusal(f"http://127.0.0.1:{listener.getsockname()[1]}/v1", limit_s=0.5)
        # It was cut from outside: the server notices without being told.
        thread.join(10)
        assert not thread.is_alive()
        done.set()
    assert found.code is Code.TIMED_OUT


def test_nobody_is_asked_by_plain_http_beyond_this_network_without_the_users_word() -> None:
    told = refusal("http://speech.example.com:8000/v1")
    assert (told.code, told.facts["host"]) == (Code.HTTP_NOT_ALLOWED, "speech.example.com")

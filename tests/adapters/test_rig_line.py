"""The rig's line to a server: everything goes through it once, and it knows when."""

import socket
import time

import httpx2

from tests.rig.process import wait_until
from tests.rig.relay import PACKET, relay
from tests.rig.speech_server import SpeechServer, text

LISTING = "models"


def test_what_passes_is_counted_and_unchanged() -> None:
    with SpeechServer() as server, relay(server.port) as line:
        began = time.monotonic()
        response = httpx2.post(
            line.url + "audio/transcriptions", files={"file": ("a.wav", bytes(5 * PACKET))}
        )
        assert response.json() == {"text": "hello"}
        assert server.requests[0].file is not None
        assert server.requests[0].file.data == bytes(5 * PACKET)
        assert line.bytes_between(began, time.monotonic()) > 5 * PACKET
        assert line.bytes_between(0.0, began) == 0


def test_a_narrow_line_is_shared_by_all_connections() -> None:
    """Its own account of the time, which nothing can make shorter."""
    with SpeechServer() as server, relay(server.port, bytes_per_s=50_000) as line:
        began = time.monotonic()
        for _ in range(2):
            httpx2.post(line.url + "audio/transcriptions", files={"file": ("a.wav", bytes(5_000))})
        through = max(at for at, _ in line.sent)
        total = sum(count for _, count in line.sent)
        assert total > 10_000
        assert through - began >= total / 50_000 * 0.99


def test_the_server_closes_a_connection_that_nothing_comes_on() -> None:
    with SpeechServer() as server, relay(server.port) as line:
        server.closes_idle_after_s = 0.2
        with socket.create_connection(("127.0.0.1", line.port), timeout=10) as silent:
            assert silent.recv(1) == b""
        assert len(server.opened_at) == server.connections == 1


def test_the_server_tells_when_it_has_read_a_request_and_answered() -> None:
    with SpeechServer() as server:
        server.answers(text("late", delay_s=0.1))
        httpx2.post(server.url + "audio/transcriptions", files={"file": ("a.wav", b"sound")})
        httpx2.get(server.url + LISTING)
        wait_until(lambda: server.others, "both have come")
        (served,) = server.served
        assert server.opened_at[0] <= served.began_at <= served.read_at
        assert served.answered_at - served.read_at >= 0.1

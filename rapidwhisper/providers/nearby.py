"""Servers that run on this computer at their usual ports. No key is sent, and nothing leaves the computer."""

import http.client
import socket
from contextlib import closing, suppress
from functools import partial

from rapidwhisper.core.provider_card import Nearby
from rapidwhisper.providers.abort import Abort, DeadlineError, within
from rapidwhisper.providers.answers import Answer
from rapidwhisper.providers.recognition import likely
from rapidwhisper.providers.servers import KINDS

HOST = "127.0.0.1"
LIMIT_S = 1.0
"""For each port; a server on this computer answers in milliseconds."""
MAX_BYTES = 1024 * 1024


USUAL_PORTS: tuple[int, ...] = tuple(dict.fromkeys(kind.usual_port for kind in KINDS.values()))


def nearby(ports: tuple[int, ...] = USUAL_PORTS) -> tuple[Nearby, ...]:
    """What is recognised there. Waits up to a second for each port, so never on the main thread."""
    found = ((port, likely(answer, port)) for port in ports if (answer := _answer(port)) is not None)
    return tuple(Nearby(KINDS[kind].preset, f"http://{HOST}:{port}/v1/") for port, kind in found if kind)


def _answer(port: int) -> Answer | None:
    with suppress(OSError, http.client.HTTPException, DeadlineError):
        return within(LIMIT_S, partial(_asked, port), Abort())
    return None


def _asked(port: int, stop: Abort) -> Answer:
    """By the standard library: the client's would take its half second and its memory for this."""
    with closing(http.client.HTTPConnection(HOST, port, timeout=LIMIT_S)) as connection:
        connection.connect()
        with stop.stops(partial(connection.sock.shutdown, socket.SHUT_RDWR)):
            connection.request("GET", "/v1/models")
            response = connection.getresponse()
            headers = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, headers, response.read(MAX_BYTES))

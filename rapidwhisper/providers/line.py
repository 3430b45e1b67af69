"""One connection to a server, kept open between requests; it can be cut while another thread waits on it."""

import functools
import selectors
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import httpx2

from rapidwhisper.core.laps import Lap
from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.providers.address import Address
from rapidwhisper.providers.loopback import Loopback
from rapidwhisper.providers.redact import detail

CONNECT_S = 5.0
KEEP_S = 300.0
"""The client's own 5 s would throw the connection away while the user is still speaking."""
MAX_ANSWER_BYTES = 1024 * 1024


class AnswerTooLongError(Exception):
    """The answer is longer than any transcript: it would only fill the memory."""


@functools.cache
def _tls(*, trust_env: bool) -> ssl.SSLContext:
    """Made once: reading the system's certificates takes longer than a request."""
    return httpx2.create_ssl_context(trust_env=trust_env)


class _Capped(httpx2.SyncByteStream):
    def __init__(self, stream: httpx2.SyncByteStream) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for chunk in self._stream:
            size += len(chunk)
            if size > MAX_ANSWER_BYTES:
                raise AnswerTooLongError
            yield chunk

    def close(self) -> None:
        self._stream.close()


def _cap(response: httpx2.Response) -> None:
    if isinstance(response.stream, httpx2.SyncByteStream):
        response.stream = _Capped(response.stream)


class Line:
    """One connection to one server, used by one request at a time."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.idle_since = 0.0
        self.stamps: dict[Lap, float] = {}
        """Of the request under way, else of the last one."""
        self._socket: socket.socket | None = None
        self._cut = False
        trust_env = not address.private
        tls = _tls(trust_env=trust_env)
        limits = httpx2.Limits(max_connections=1, keepalive_expiry=KEEP_S)
        self.client = httpx2.Client(
            verify=tls,
            trust_env=trust_env,
            follow_redirects=False,  # a redirect would carry recording and key to somebody else
            timeout=httpx2.Timeout(CONNECT_S),
            limits=limits,
            transport=Loopback(tls, limits) if address.local_only else None,
            event_hooks={"request": [self._watch], "response": [_cap]},
        )

    @property
    def open(self) -> bool:
        """To be asked between two requests: whatever can be read then is the server's end of it."""
        if self.fileno() < 0:
            return False
        with selectors.DefaultSelector() as now:
            now.register(self, selectors.EVENT_READ)
            return not now.select(0)

    def fileno(self) -> int:
        """Of its socket, for selectors; -1: it is closed."""
        return self._socket.fileno() if self._socket is not None else -1

    def cut(self) -> None:
        """End the request under way, from any thread.

        Closing a socket does not wake a thread that reads from it; shutting it down does.
        """
        self._cut = True
        if self._socket is not None:
            with suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def close(self) -> None:
        self.client.close()

    def _watch(self, request: httpx2.Request) -> None:
        self.stamps = {}
        request.extensions = {**request.extensions, "trace": self._note}

    def _note(self, event: str, info: Mapping[str, Any]) -> None:
        """The HTTP library tells its steps; TLS puts a new socket in the place of the plain one."""
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            self._socket = info["return_value"].get_extra_info("socket")
            self.stamps[Lap.CONNECT] = time.monotonic()
            if self._cut:
                self.cut()
        elif event.endswith(".send_request_body.complete"):
            self.stamps[Lap.SEND] = time.monotonic()


def made(address: Address) -> Line:
    """Raises ProblemError if the environment names missing certificates, or a proxy that cannot be used."""
    try:
        return Line(address)
    except (OSError, ImportError, ValueError) as error:
        cause = problem(Code.ENVIRONMENT_UNUSABLE, host=address.host, detail=detail(str(error)))
        raise ProblemError(cause) from None

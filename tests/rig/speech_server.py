"""A speech-to-text server on the loopback that says what it is told, and knows every way to misbehave.

In a test:                                        In a terminal:
    with SpeechServer() as server:                    python -m tests.rig.speech_server --text "hello"
        server.answers("hello")
        server.script([rate_limited(2), "then this"])
        ... server.url, server.requests ...
"""

import argparse
import json
import select
import signal
import socket
import socketserver
import ssl
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler
from typing import Any, Self, TypeAlias

TRANSCRIPTIONS = "/audio/transcriptions"
BYTE_EVERY_S = 0.05


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a form, as it was sent."""

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sent. `connection` counts the connections, so that reuse shows."""

    method: str
    path: str
    headers: dict[str, str]
    """Names in lower case."""
    fields: dict[str, str]
    lists: dict[str, list[str]]
    """Fields whose name ends with [], and all others that came several times."""
    file: Upload | None
    connection: int


@dataclass(frozen=True, slots=True)
class Served:
    """A transcription and when it was served, by the clock that all programs of a computer share."""

    request: Request
    began_at: float
    """Its first line was there."""
    read_at: float
    """All of it was there."""
    answered_at: float
    """The first byte of the answer went out."""


@dataclass(frozen=True, slots=True)
class Answer:
    body: bytes = b""
    status: int = 200
    mime: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    server: str = "BaseHTTP"
    """The program's name in the header; empty: it gives none."""
    delay_s: float = 0.0
    """Before the first byte; ends early when the server or the client does."""
    drip: bool = False
    """The body one byte at a time."""
    cut: bool = False
    """The connection ends in the middle of the body."""
    silent: bool = False
    """No answer ever, the connection stays open."""
    drop: bool = False
    """No answer, the connection is closed."""
    then_reset: bool = False
    """A good answer, but the next request on this connection meets a reset: a stale kept connection."""


Says: TypeAlias = "Answer | str | Callable[[Request], Answer | str]"


def text(words: str, **how: Any) -> Answer:
    return Answer(json.dumps({"text": words}).encode(), **how)


def as_json(content: object, status: int = 200, **how: Any) -> Answer:
    return Answer(json.dumps(content).encode(), status, **how)


def plain(words: str, status: int = 200) -> Answer:
    return Answer(words.encode(), status, "text/plain")


def html(status: int = 200) -> Answer:
    page = "<!doctype html><html><title>Sign in</title><body>Welcome to the hotel</body></html>"
    return Answer(page.encode(), status, "text/html; charset=utf-8")


def rate_limited(retry_after: object) -> Answer:
    error = {"error": {"message": "Rate limit reached", "type": "requests"}}
    return as_json(error, 429, headers={"Retry-After": str(retry_after)})


def redirect(location: str, status: int = 307) -> Answer:
    return Answer(b"", status, headers={"Location": location})


def lm_studio() -> Answer:
    """Its answer to every unknown path."""
    return as_json({"error": f"Unexpected endpoint or method. (POST /v1{TRANSCRIPTIONS})"})


def hang() -> Answer:
    return Answer(silent=True)


def drop() -> Answer:
    return Answer(drop=True)


class SpeechServer:
    """Listens from construction on; `with` sees to its end. Threads of its own answer."""

    def __init__(self, port: int = 0, *, tls: ssl.SSLContext | None = None) -> None:
        self.closing = threading.Event()
        self.lock = threading.Lock()
        self.requests: list[Request] = []
        """Every transcription that was asked for."""
        self.others: list[Request] = []
        """Everything else, such as lists of models."""
        self.served: list[Served] = []
        self.connections = 0
        self.opened_at: list[float] = []
        """When each connection began."""
        self.connected: set[socket.socket] = set()
        """Those of them that are open at this moment."""
        self.closes_idle_after_s: float | None = None
        """A connection on which nobody asks anything for so long; uvicorn does after 5 s. None: never."""
        self.closes_each = False
        """Every answer is the last on its connection."""
        self.listing = as_json({"object": "list", "data": [{"id": "whisper-1", "object": "model"}]})
        """The answer to everything else."""
        self._default: Says = "hello"
        self._script: deque[Says] = deque()
        self._server = _Server(("127.0.0.1", port), _handler(self), tls)
        self.port: int = self._server.server_address[1]
        self.url = f"http{'s' if tls else ''}://127.0.0.1:{self.port}/v1/"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def answers(self, says: Says) -> None:
        """From now on, whenever the script is at its end."""
        with self.lock:
            self._default = says

    def script(self, says: Iterable[Says]) -> None:
        """One after the other, for the next transcriptions."""
        with self.lock:
            self._script.extend(says)

    def hang_up(self) -> None:
        """Closes all connections without a word, also those on which something is being asked."""
        with self.lock:
            for connection in self.connected:
                with suppress(OSError):  # the client has closed it already
                    socket.socket.shutdown(connection, socket.SHUT_RDWR)  # TLS would wait for an answer

    def close(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def note(self, served: Served) -> None:
        if served.request.path.partition("?")[0].endswith(TRANSCRIPTIONS):
            with self.lock:
                self.served.append(served)

    def answer_to(self, request: Request) -> Answer:
        if not request.path.partition("?")[0].endswith(TRANSCRIPTIONS):
            with self.lock:
                self.others.append(request)
            return self.listing
        with self.lock:
            self.requests.append(request)
            says = self._script.popleft() if self._script else self._default
        if callable(says):
            says = says(request)
        return text(says) if isinstance(says, str) else says


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, at: tuple[str, int], handler: type["_Handler"], tls: ssl.SSLContext | None) -> None:
        super().__init__(at, handler)
        self._tls = tls

    def finish_request(self, request: Any, client_address: Any) -> None:
        if self._tls is not None:
            # Here and not at accept: a client that refuses the certificate must not stop the others.
            try:
                request = self._tls.wrap_socket(request, server_side=True)
            except OSError:
                return
        try:
            super().finish_request(request, client_address)
        finally:
            request.close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that go away are what some tests are about."""


def _handler(owner: SpeechServer) -> type["_Handler"]:
    return type("_BoundHandler", (_Handler,), {"owner": owner})


class _Handler(BaseHTTPRequestHandler):
    owner: SpeechServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each warm request shows 40 ms that no real server has
    wbufsize = -1

    def setup(self) -> None:
        super().setup()
        self.connection.settimeout(self.owner.closes_idle_after_s)
        self._reset_next = False
        with self.owner.lock:
            self.owner.connections += 1
            self.owner.connected.add(self.connection)
            self._number = self.owner.connections
            self.owner.opened_at.append(time.monotonic())

    def finish(self) -> None:
        with self.owner.lock:
            self.owner.connected.discard(self.connection)
        super().finish()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass

    def handle_one_request(self) -> None:
        if self._reset_next:
            self.rfile.read(1)
            self._reset()
            return
        super().handle_one_request()

    def parse_request(self) -> bool:
        self._began_at = time.monotonic()
        return super().parse_request()

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers.get("Content-Length", "0"))))

    def _answer(self, body: bytes) -> None:
        read_at = time.monotonic()
        fields, lists, file = _form(self.headers.get("Content-Type", ""), body)
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, self.path, headers, fields, lists, file, self._number)
        answer = self.owner.answer_to(request)
        if answer.silent or not self._pause(answer.delay_s):
            self._until_gone()
        elif answer.drop:
            self.close_connection = True
        else:
            self.owner.note(Served(request, self._began_at, read_at, time.monotonic()))
            self._send(answer)

    def _send(self, answer: Answer) -> None:
        self.send_response_only(answer.status)
        if answer.server:
            self.send_header("Server", answer.server)
        if answer.mime:
            self.send_header("Content-Type", answer.mime)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if self.owner.closes_each:
            self.send_header("Connection", "close")
        if answer.status != 204:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.flush()
        if answer.drip:
            self._drip(answer.body)
        elif answer.cut:
            self.wfile.write(answer.body[: len(answer.body) // 2])
            self.close_connection = True
        else:
            self.wfile.write(answer.body)
        self.wfile.flush()
        self._reset_next = answer.then_reset

    def _drip(self, body: bytes) -> None:
        for byte in body:
            if not self._pause(BYTE_EVERY_S):
                self.close_connection = True
                return
            self.wfile.write(bytes([byte]))
            self.wfile.flush()

    def _pause(self, seconds: float) -> bool:
        """False when the server closes meanwhile."""
        return not self.owner.closing.wait(seconds) if seconds else True

    def _until_gone(self) -> None:
        """Hold the connection, saying nothing, until the client or the test has had enough."""
        while not self.owner.closing.wait(0.02):
            if select.select([self.connection], [], [], 0)[0]:
                break
        self.close_connection = True

    def _reset(self) -> None:
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()


def _form(content_type: str, body: bytes) -> tuple[dict[str, str], dict[str, list[str]], Upload | None]:
    """A multipart form, taken apart by hand: the standard library's parser would change the audio."""
    values: dict[str, list[str]] = {}
    file: Upload | None = None
    _, _, boundary = content_type.partition("boundary=")
    if not boundary:
        return {}, {}, file
    for part in body.split(b"--" + boundary.strip('"').encode())[1:-1]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        content = content.removesuffix(b"\r\n")
        name, filename = _parameter(head, "name"), _parameter(head, "filename")
        if filename is not None:
            mime = head.decode().lower().partition("content-type:")[2].strip()
            file = Upload(filename, mime, content)
        elif name is not None:
            values.setdefault(name, []).append(content.decode())
    lists = {name: each for name, each in values.items() if name.endswith("[]") or len(each) > 1}
    return {name: each[0] for name, each in values.items() if name not in lists}, lists, file


def _parameter(head: bytes, name: str) -> str | None:
    _, found, rest = head.decode().partition(f'; {name}="')
    return rest.partition('"')[0] if found else None


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="A scripted speech-to-text server for experiments.")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--text", default="hello", help="what every audio is heard as")
    parser.add_argument("--status", type=int, default=200)
    parser.add_argument("--delay", type=float, default=0.0, help="seconds before each answer")
    options = parser.parse_args(arguments)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with SpeechServer(options.port) as server:
        server.answers(replace(text(options.text), status=options.status, delay_s=options.delay))
        print(server.url, flush=True)
        stop.wait()


if __name__ == "__main__":
    main()

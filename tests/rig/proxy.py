"""A forward proxy on the loopback, and the only one who knows where certain names are."""

import http.client
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

_NOT_PASSED_ON = {"proxy-connection", "connection", "transfer-encoding"}


class Proxy:
    def __init__(self, names: Mapping[str, str]) -> None:
        """`names`: the address behind each host that it knows."""
        self.names = names
        self.asked: list[str] = []
        """Hosts."""
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def proxy(names: Mapping[str, str]) -> Iterator[Proxy]:
    made = Proxy(names)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, proxy=made))
    server.daemon_threads, server.block_on_close = True, False
    made.port = server.server_port
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, *arguments: object, proxy: Proxy) -> None:
        self._proxy = proxy
        super().__init__(*arguments)  # type: ignore[arg-type]

    def log_message(self, *_: object) -> None:
        """The test tells what went wrong."""

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        host = asked.hostname or ""
        self._proxy.asked.append(host)
        to = self._proxy.names.get(host)
        if to is None:
            self.send_error(502)
            return
        with suppress(BrokenPipeError, ConnectionResetError):
            self._pass_on(urlsplit(to).netloc, f"{asked.path}?{asked.query}")

    def _pass_on(self, to: str, path: str) -> None:
        connection = http.client.HTTPConnection(to, timeout=10)
        connection.request("GET", path, headers=dict(self.headers))
        answer = connection.getresponse()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in _NOT_PASSED_ON:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.read())
        connection.close()

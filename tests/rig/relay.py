"""A way to a server on the loopback, as narrow as an uplink, that tells what went through it and when."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

PACKET = 1500
"""Bytes that wait for their turn together, as on a real line."""


@dataclass(slots=True)
class Relay:
    """All connections together send `bytes_per_s` at most towards the server; answers are not held up."""

    port: int
    bytes_per_s: float | None
    sent: list[tuple[float, int]] = field(default_factory=list)
    """When how many bytes had gone through towards the server."""
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _free_at: float = 0.0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1/"

    def bytes_between(self, begin: float, end: float) -> int:
        with self._lock:
            return sum(count for at, count in self.sent if begin <= at < end)

    def take_turn(self, count: int) -> None:
        """Returns when these bytes are through."""
        with self._lock:
            now = time.monotonic()
            if self.bytes_per_s is not None:
                self._free_at = max(self._free_at, now) + count / self.bytes_per_s
            through_at = max(self._free_at, now)
            self.sent.append((through_at, count))
        time.sleep(max(0.0, through_at - time.monotonic()))


@contextmanager
def relay(to_port: int, *, bytes_per_s: float | None = None) -> Iterator[Relay]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        made = Relay(listener.getsockname()[1], bytes_per_s)
        ends: list[socket.socket] = []
        accepting = threading.Thread(target=_accept, args=(listener, to_port, made, ends), daemon=True)
        accepting.start()
        try:
            yield made
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            accepting.join(3)
            for end in ends:
                _shut(end)


def _accept(listener: socket.socket, to_port: int, made: Relay, ends: list[socket.socket]) -> None:
    with suppress(OSError):
        while True:
            client, _ = listener.accept()
            server = socket.create_connection(("127.0.0.1", to_port))
            ends += [client, server]
            for end in (client, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=_up, args=(client, server, made), daemon=True).start()
            threading.Thread(target=_down, args=(server, client), daemon=True).start()


def _up(client: socket.socket, server: socket.socket, made: Relay) -> None:
    with suppress(OSError):
        while packet := client.recv(PACKET):
            made.take_turn(len(packet))
            server.sendall(packet)
    _shut(server)


def _down(server: socket.socket, client: socket.socket) -> None:
    with suppress(OSError):
        while data := server.recv(65_536):
            client.sendall(data)
    _shut(client)


def _shut(end: socket.socket) -> None:
    """Closing it alone would not wake the thread that reads from it."""
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()

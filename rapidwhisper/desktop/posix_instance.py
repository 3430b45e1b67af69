"""The one instance on Linux and macOS: a lock that dies with its process, and a socket of the user's own."""

import contextlib
import errno
import fcntl
import os
import socket
import stat
import struct
import threading
import time
from functools import partial
from pathlib import Path

from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.desktop.conversations import END_WITHIN_S, Conversations, Pending
from rapidwhisper.desktop.wire import (
    MAX_REQUEST_BYTES,
    Handle,
    Message,
    NotRunning,
    answer_from_bytes,
    from_bytes,
    to_bytes,
)

REQUEST_WITHIN_S = 5.0
_CHUNK = 65_536
_PAUSE_S = 0.05

_SOL_LOCAL, _LOCAL_PEERCRED = 0, 1
"""BSD and macOS: <sys/un.h>; Python has no names for them everywhere."""


class Instance:
    """Holds the lock from `acquire` to `close` (or the death of the process)."""

    def __init__(self, runtime: Path, lock: int) -> None:
        self._runtime = runtime
        self._lock = lock
        self._listener: socket.socket | None = None
        self._accepting: threading.Thread | None = None
        self._closed = threading.Event()
        self._conversations = Conversations()

    @classmethod
    def acquire(cls, runtime: Path) -> "Instance | None":
        """None if another process has it. `runtime` is a folder that only this user may enter.

        Raises ProblemError where something else stands in the place of its files.
        """
        lock = _lock_file(runtime)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            return None
        try:
            _socket_path(runtime).unlink(missing_ok=True)  # of a process that was killed: the lock is ours
        except OSError as error:
            os.close(lock)
            raise _refused(_socket_path(runtime), error) from error
        return cls(runtime, lock)

    def serve(self, handle: Handle) -> None:
        """Answers requests on daemon threads from now on."""
        path = _socket_path(self._runtime)
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listener.bind(str(path))
        path.chmod(0o600)
        listener.listen(16)
        self._listener = listener
        self._accepting = threading.Thread(
            target=self._accept, args=(listener, handle), name="socket", daemon=True
        )
        self._accepting.start()

    def close(self) -> None:
        """Takes no more requests, lets answers that are there go out, and gives the lock back."""
        self._closed.set()
        if self._listener is not None:
            _socket_path(self._runtime).unlink(missing_ok=True)
            with contextlib.suppress(OSError):  # macOS: a listening socket is not connected
                self._listener.shutdown(socket.SHUT_RDWR)  # wakes accept()
            self._listener.close()
        if self._accepting is not None:
            self._accepting.join(END_WITHIN_S)
        self._conversations.end()
        os.close(self._lock)

    def _accept(self, listener: socket.socket, handle: Handle) -> None:
        while not self._closed.is_set():
            if not self._conversations.wait_for_room(_PAUSE_S):
                continue
            try:
                connection, _ = listener.accept()
            except OSError:  # closed, or there are too many open files just now
                if not self._closed.is_set():
                    time.sleep(_PAUSE_S)
                continue
            if not self._admits(connection, handle):
                connection.close()

    def _admits(self, connection: socket.socket, handle: Handle) -> bool:
        try:
            ours = _peer_uid(connection) == os.getuid()
        except OSError:  # macOS: the caller is gone again
            return False
        return ours and self._conversations.start(partial(_converse, connection, handle))


def _lock_file(runtime: Path) -> int:
    path = runtime / "lock"
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        lock = os.open(path, flags, 0o600)
    except OSError as error:
        raise _refused(path, error) from error
    found = os.fstat(lock)
    if not stat.S_ISREG(found.st_mode) or found.st_uid != os.getuid():
        os.close(lock)
        raise _refused(path, OSError(errno.EEXIST, os.strerror(errno.EEXIST)))
    os.fchmod(lock, 0o600)
    return lock


def _refused(path: Path, error: OSError) -> ProblemError:
    return ProblemError(problem(Code.RUNTIME_REFUSED, path=path.parent, detail=f"{path}: {error.strerror}"))


def _converse(connection: socket.socket, handle: Handle, pending: Pending) -> None:
    with connection:
        request = from_bytes(_line(connection, MAX_REQUEST_BYTES, time.monotonic() + REQUEST_WITHIN_S))
        answer = pending.outcome(request, handle)
        if answer is not None:
            connection.settimeout(REQUEST_WITHIN_S)
            connection.sendall(to_bytes(answer) + b"\n")


def ask(runtime: Path, request: Message, *, timeout_s: float = 5.0, patience_s: float = 0.0) -> Message:
    """The instance's answer. Raises NotRunning, or TimeoutError when it does not answer in time.

    `patience_s`: how long to knock at a socket that is not there yet, because the instance is just starting.
    """
    with _connected(runtime, timeout_s=timeout_s, patience_s=patience_s) as connection:
        limit = time.monotonic() + timeout_s
        try:
            connection.sendall(to_bytes(request) + b"\n")
            return answer_from_bytes(_line(connection, None, limit))
        except (BrokenPipeError, ConnectionResetError):
            raise NotRunning from None


def _connected(runtime: Path, *, timeout_s: float, patience_s: float) -> socket.socket:
    began = time.monotonic()
    while True:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(timeout_s)
        try:
            connection.connect(str(_socket_path(runtime)))
        except (FileNotFoundError, ConnectionRefusedError):
            connection.close()
            if time.monotonic() - began >= patience_s:
                raise NotRunning from None
        except BlockingIOError:  # so many are waiting that the system takes no more
            connection.close()
            if time.monotonic() - began >= timeout_s:
                raise TimeoutError from None
        else:
            if _peer_uid(connection) == os.getuid():
                return connection
            connection.close()
            raise NotRunning
        time.sleep(_PAUSE_S)


def _line(connection: socket.socket, most: int | None, limit: float) -> bytes:
    """What comes up to the newline or the end; more than `most` is only read to see that it is too long."""
    received = bytearray()
    while not received.endswith(b"\n") and (most is None or len(received) <= most):
        left = limit - time.monotonic()
        if left <= 0:
            raise TimeoutError
        connection.settimeout(left)
        block = connection.recv(_CHUNK)
        if not block:
            break
        received += block
    return bytes(received)


def _socket_path(runtime: Path) -> Path:
    return runtime / "socket"


def _linux_peer_uid(connection: socket.socket) -> int:
    credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    return int(struct.unpack("3i", credentials)[1])


def _bsd_peer_uid(connection: socket.socket) -> int:
    credentials = connection.getsockopt(_SOL_LOCAL, _LOCAL_PEERCRED, 128)  # struct xucred
    return int(struct.unpack_from("=II", credentials)[1])


_peer_uid = _linux_peer_uid if hasattr(socket, "SO_PEERCRED") else _bsd_peer_uid

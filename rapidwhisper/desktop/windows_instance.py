"""The one instance on Windows: a named pipe that only one process can create, with JSON and never a pickle.

Only the first creator of a pipe's name gets it, and Windows takes it back when the process dies, so that the
pipe is the lock as well. Both sides prove that they can read a key file in the user's own folder.
"""

import contextlib
import getpass
import os
import secrets
import threading
import time
from functools import partial
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Listener
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

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
_PAUSE_S = 0.05
_KEY_BYTES = 32


class _Pipe(Protocol):
    """What a pipe of Windows and a socket have in common; `send` and `recv`, the pickles, are left out."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None: ...

    def poll(self, timeout: float, /) -> bool: ...

    def recv_bytes(self, maxlength: int | None = None, /) -> bytes: ...

    def send_bytes(self, buf: bytes, /) -> None: ...

    def close(self) -> None: ...


class Instance:
    """Holds the pipe from `acquire` to `close` (or the death of the process)."""

    def __init__(self, runtime: Path, listener: Listener) -> None:
        self._runtime = runtime
        self._listener = listener
        self._accepting: threading.Thread | None = None
        self._closed = threading.Event()
        self._conversations = Conversations()

    @classmethod
    def acquire(cls, runtime: Path) -> "Instance | None":
        """None if another process has it."""
        try:
            return cls(runtime, Listener(_address(runtime), authkey=_key(runtime)))
        except OSError:  # PermissionError: FILE_FLAG_FIRST_PIPE_INSTANCE
            return None

    def serve(self, handle: Handle) -> None:
        """Answers requests on daemon threads from now on."""
        self._accepting = threading.Thread(target=self._accept, args=(handle,), name="pipe", daemon=True)
        self._accepting.start()

    def close(self) -> None:
        """Takes no more requests and lets answers that are there go out."""
        self._closed.set()
        if self._accepting is not None:
            threading.Thread(target=self._wake, daemon=True).start()
            self._accepting.join(END_WITHIN_S)
        self._listener.close()
        self._conversations.end()

    def _wake(self) -> None:
        """Only a call ends accept() on a pipe; if nobody waits there any more, close() ends the call."""
        with contextlib.suppress(NotRunning, OSError, EOFError):
            _connected(self._runtime, 0).close()

    def _accept(self, handle: Handle) -> None:
        while not self._closed.is_set():
            if not self._conversations.wait_for_room(_PAUSE_S):
                continue
            try:
                connection = self._listener.accept()
            except (OSError, EOFError, AuthenticationError):  # a caller who went away or had no key
                time.sleep(_PAUSE_S)
                continue
            if self._closed.is_set() or not self._conversations.start(partial(_converse, connection, handle)):
                connection.close()


def _converse(connection: _Pipe, handle: Handle, pending: Pending) -> None:
    with connection:
        if connection.poll(REQUEST_WITHIN_S):
            answer = pending.outcome(from_bytes(connection.recv_bytes(MAX_REQUEST_BYTES)), handle)
            if answer is not None:
                connection.send_bytes(to_bytes(answer))


def ask(runtime: Path, request: Message, *, timeout_s: float = 5.0, patience_s: float = 0.0) -> Message:
    """The instance's answer. Raises NotRunning, or TimeoutError when it does not answer in time.

    `patience_s`: how long to knock at a pipe that is not there yet, because the instance is just starting.
    """
    with _connected(runtime, time.monotonic() + patience_s) as connection:
        try:
            connection.send_bytes(to_bytes(request))
            if not connection.poll(timeout_s):
                raise TimeoutError
            return answer_from_bytes(connection.recv_bytes())
        except (EOFError, BrokenPipeError, ConnectionResetError):
            raise NotRunning from None


def _connected(runtime: Path, limit: float) -> _Pipe:
    while True:
        with contextlib.suppress(FileNotFoundError, ConnectionRefusedError, ConnectionResetError, EOFError):
            return Client(_address(runtime), authkey=_key(runtime))
        if time.monotonic() >= limit:
            raise NotRunning
        time.sleep(_PAUSE_S)


def _address(_: Path) -> str:
    return rf"\\.\pipe\rapidwhisper-{getpass.getuser()}"


def _key(runtime: Path) -> bytes:
    """The key file's content; whoever comes first makes it."""
    path = runtime / "key"
    draft = runtime / f"key-{secrets.token_hex(8)}"
    if not path.exists():
        draft.write_bytes(secrets.token_bytes(_KEY_BYTES))
        with contextlib.suppress(OSError):
            os.link(draft, path)  # fails where another process was quicker
        draft.unlink()
    return path.read_bytes()

"""Python runs this at the start of every program that has its folder on PYTHONPATH, and of its children.

It writes down to which hosts the program turns: names that are looked up, and addresses that are connected,
sent or bound to. First of all it writes down which program it is, so that silence means something.
"""

import json
import os
import sys

_TURNS = {
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
    "socket.getnameinfo": 0,
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.bind": 1,
}
"""By audit event, which of its arguments names the host."""

_file = os.open(os.environ["RAPIDWHISPER_TEST_WATCH"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
"""Kept open, and each line is written at once: several programs have the same file."""


def _note(kind: str, what: str) -> None:
    os.write(_file, json.dumps([os.getpid(), kind, what]).encode() + b"\n")


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _TURNS:
        return
    to = arguments[_TURNS[event]]
    if isinstance(to, tuple):
        _note(event, str(to[0]))
    elif not event.startswith(_BY_ADDRESS) and to is not None:
        _note(event, to.decode() if isinstance(to, bytes) else str(to))


_BY_ADDRESS = ("socket.connect", "socket.send", "socket.bind")
"""What is no tuple there is a path in the file system, or wherever the socket is connected already."""

_note("program", " ".join(sys.orig_argv))
sys.addaudithook(_hook)

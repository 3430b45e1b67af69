"""Ways in which one answer of a hub is not what it should be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Event


@dataclass(frozen=True, slots=True)
class Fault:
    """What one answer does otherwise than it should."""

    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    breaks_after: int | None = None
    stalls_after: int | None = None
    whole: bool = False
    length: int | None = None
    flips_a_bit: bool = False
    drips: int = 0
    until: Event | None = None


def broken_off(after: int) -> Fault:
    """The connection ends after so many bytes of the body."""
    return Fault(breaks_after=after)


def stalled(after: int) -> Fault:
    """Nothing more comes after so many bytes, and the connection stays open until the hub ends."""
    return Fault(stalls_after=after)


def dripping(pieces: int) -> Fault:
    """The body comes in so many pieces, with a pause before each."""
    return Fault(drips=pieces)


def withheld(until: Event) -> Fault:
    """The body comes when this is set."""
    return Fault(until=until)


def damaged() -> Fault:
    return Fault(flips_a_bit=True)


def whole() -> Fault:
    """Range is ignored."""
    return Fault(whole=True)


def promising(length: int) -> Fault:
    """A Content-Length that is not true; the body ends when either ends."""
    return Fault(length=length)


def refused(status: int, **headers: str) -> Fault:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Fault(status=status, headers=named, body=b'{"error": "no"}')


def web_page() -> Fault:
    """What the login page of a network answers to everything."""
    return Fault(headers={"Content-Type": "text/html; charset=utf-8"}, body=b"<html>Sign in</html>")

"""X11 key events put right: repeats told from releases, and the server's clock from ours."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from Xlib import X

_STALE_S = 5.0
"""No event waits this long to be read: the two clocks have parted (the server's wraps every 49 days)."""


class XEvent(Protocol):
    """What is used of python-xlib's events."""

    type: int
    detail: int
    time: int
    state: int


_Event = TypeVar("_Event", bound=XEvent)


def without_repeats(events: Iterable[_Event]) -> list[_Event]:
    """Drop each release that a press of the same key follows at the same moment: the key was never up."""
    kept: list[_Event] = []
    for event in events:
        last = kept[-1] if kept else None
        if (
            last is not None
            and (last.type, event.type) == (X.KeyRelease, X.KeyPress)
            and (last.detail, last.time) == (event.detail, event.time)
        ):
            kept.pop()
        else:
            kept.append(event)
    return kept


class ServerClock:
    """Tells when a key moved rather than when we came to read of it.

    A thread that is kept from running reads late, and a tap must not turn into a hold for that. The event
    that was read with the least delay gives the distance between the clocks.
    """

    def __init__(self) -> None:
        self._distance: float | None = None

    def monotonic(self, server_ms: int, now: float) -> float:
        distance = now - server_ms / 1000
        if self._distance is None or not 0 <= distance - self._distance < _STALE_S:
            self._distance = distance
        return server_ms / 1000 + self._distance

"""X11 key events put right: repeats told from releases, and the server's clock from ours."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol, TypeVar

from Xlib import X

_STALE_S = 5.0
"""No event waits this long to be read: the two clocks have parted (the server's wraps every 49 days)."""


class XEvent(Protocol):
    """What is used of python-xlib's events."""

    type: int
    detail: int
    time: int
    state: int


STUTTER_S = 0.025
"""No finger is down again so soon after a release."""

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


class Releases:
    """Holds releases back for a moment: some keyboards send one, and a press at once, for a key that is held.

    Whoever holds the hotkey to talk would be cut off.
    """

    def __init__(self) -> None:
        self._ups: dict[int, _Up] = {}

    def add(self, code: int, at: float, now: float) -> None:
        """Was released at `at`, which was read at `now`: so late may the press be read that undoes it."""
        self._ups[code] = _Up(at, now + STUTTER_S)

    def undo(self, code: int, at: float) -> bool:
        """Whether a press at `at` shows that the key was never up."""
        up = self._ups.get(code)
        if up is None or at - up.at >= STUTTER_S:
            return False
        del self._ups[code]
        return True

    def due(self, now: float) -> list[tuple[int, float]]:
        """Those that count by now, with their times; told once."""
        due = [(code, up.at) for code, up in self._ups.items() if now >= up.due]
        self._ups = {code: up for code, up in self._ups.items() if now < up.due}
        return due

    @property
    def next_due(self) -> float | None:
        return min((up.due for up in self._ups.values()), default=None)

    @property
    def codes(self) -> frozenset[int]:
        return frozenset(self._ups)


class _Up(NamedTuple):
    at: float
    due: float


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

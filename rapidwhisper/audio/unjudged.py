"""What comes from a microphone before it is known to be one: opening does not wait for the sound server."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rapidwhisper.audio.microphone import OnBlock


class Unjudged:
    """Holds back what is told until `release`; without it nobody ever hears of it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        """Held for as long as it takes to note one block, but once: while the first ones are passed on."""
        self._held: list[Callable[[], None]] = []
        self._released = False

    def release(self) -> None:
        with self._lock:
            for tell in self._held:
                tell()
            self._held.clear()
            self._released = True

    def block(self, tell: "OnBlock") -> "OnBlock":
        return lambda samples, at, age_s: self._pass(lambda: tell(samples, at, age_s))

    def sign(self, tell: Callable[[], None]) -> Callable[[], None]:
        return lambda: self._pass(tell)

    def _pass(self, tell: Callable[[], None]) -> None:
        with self._lock:
            if not self._released:
                self._held.append(tell)
                return
        tell()

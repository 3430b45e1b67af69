"""One offer of a text, and who has taken it so far."""

import threading
import time
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Read:
    """Data that was asked for: of which selection, as which target, by which window."""

    selection: int
    target: int
    requestor: int
    asked_at: float = field(default_factory=time.monotonic)
    done_at: float = 0.0


class Offer:
    """Filled by the selection's thread, watched by another."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._reads: list[Read] = []
        self._lost: set[int] = set()
        self._refused_at = 0.0

    def note(self, read: Read) -> None:
        """All of it has been handed over."""
        with self._changed:
            self._reads.append(replace(read, done_at=time.monotonic()))
            self._changed.notify_all()

    def refuse(self) -> None:
        """A program asked that must not have it."""
        with self._changed:
            self._refused_at = time.monotonic()

    def refused_at(self) -> float:
        """The last time; 0 if never."""
        with self._changed:
            return self._refused_at

    def lose(self, selection: int) -> None:
        """Another program offers something there now."""
        with self._changed:
            self._lost.add(selection)

    def lost(self, selection: int) -> bool:
        with self._changed:
            return selection in self._lost

    def wait_beyond(self, known: int, timeout_s: float) -> tuple[Read, ...]:
        """All reads so far, as soon as there are more than `known` or the time is up."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._reads) > known, timeout_s)
            return tuple(self._reads)

"""What happens before the program can act on it waits: a key may be pressed while the rest is loaded."""

import threading

from rapidwhisper.core.events import Event
from rapidwhisper.core.ports import Emit


class EarlyEvents:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Event] = []
        self._to: Emit | None = None

    def emit(self, event: Event) -> None:
        """From any thread."""
        with self._lock:
            if self._to is None:
                self._waiting.append(event)
            else:
                self._to(event)

    def go_to(self, emit: Emit) -> None:
        """From now on; first what has waited, in its order. `emit` must return at once."""
        with self._lock:
            for event in self._waiting:
                emit(event)
            self._waiting.clear()
            self._to = emit

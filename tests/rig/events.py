"""Collects what ports emit, from whatever thread."""

import threading
from typing import TypeVar

from rapidwhisper.core.events import Event

E = TypeVar("E")


class Events:
    def __init__(self) -> None:
        self._events: list[Event] = []
        self._arrived = threading.Condition()

    def __call__(self, event: Event) -> None:
        with self._arrived:
            self._events.append(event)
            self._arrived.notify_all()

    def all(self) -> list[Event]:
        with self._arrived:
            return list(self._events)

    def wait(self, kind: type[E], *, count: int = 1, seconds: float = 10.0) -> E:
        """The `count`-th event of this kind, as soon as it is there."""

        def found() -> list[E]:
            return [each for each in self._events if isinstance(each, kind)]

        with self._arrived:
            assert self._arrived.wait_for(lambda: len(found()) >= count, seconds), (
                f"no {kind.__name__} came, but {[type(each).__name__ for each in self._events]}"
            )
            return found()[count - 1]

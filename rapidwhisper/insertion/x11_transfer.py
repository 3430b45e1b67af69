"""Large data to another program piece by piece, as it takes them (INCR of the ICCCM)."""

import time
from collections.abc import Callable
from typing import Any

from Xlib import X

from rapidwhisper.insertion.x11_content import Datum
from rapidwhisper.insertion.x11_link import LONGS, Link

AT_ONCE = 256_000
"""Bytes that fit into one request, whose limit is 262,140."""
_STALLED_S = 60.0


class Transfers:
    def __init__(self, link: Link) -> None:
        self._link = link
        self._open: dict[tuple[int, int], _Transfer] = {}

    def send(self, requestor: Any, into: int, datum: Datum, done: Callable[[], None]) -> None:
        """Put the datum into that property of the requestor; `done` once all of it was handed over."""
        if datum.size <= AT_ONCE:
            requestor.change_property(into, datum.type, datum.format, datum.value)
            done()
            return
        self._drop_stalled()
        requestor.change_attributes(event_mask=X.PropertyChangeMask | X.StructureNotifyMask)
        requestor.change_property(into, self._link.atom("INCR"), LONGS, [datum.size])
        self._open[requestor.id, into] = _Transfer(requestor, into, datum, done)

    def handle(self, event: Any) -> None:
        """PropertyNotify and DestroyNotify of a requestor."""
        if event.type == X.DestroyNotify:
            for key in [key for key in self._open if key[0] == event.window.id]:
                del self._open[key]
        elif event.type == X.PropertyNotify and event.state == X.PropertyDelete:
            key = event.window.id, event.atom
            transfer = self._open.get(key)
            if transfer is not None and transfer.send_next():
                del self._open[key]
                if not any(window == key[0] for window, _ in self._open):
                    event.window.change_attributes(event_mask=X.NoEventMask)

    def _drop_stalled(self) -> None:
        limit = time.monotonic() - _STALLED_S
        for key in [key for key, transfer in self._open.items() if transfer.moved_at < limit]:
            del self._open[key]


class _Transfer:
    def __init__(self, requestor: Any, into: int, datum: Datum, done: Callable[[], None]) -> None:
        self._requestor = requestor
        self._into = into
        self._datum = datum
        self._done = done
        self._sent = 0
        self.moved_at = time.monotonic()

    def send_next(self) -> bool:
        """The next piece; an empty one is the end, and then it returns True."""
        self.moved_at = time.monotonic()
        items = AT_ONCE * 8 // self._datum.format
        piece = self._datum.value[self._sent : self._sent + items]
        self._requestor.change_property(self._into, self._datum.type, self._datum.format, piece)
        self._sent += len(piece)
        if piece:
            return False
        self._done()
        return True

"""What another program offers on a selection, read in full so that it can be offered again."""

import logging
import time
from typing import Any

from Xlib import X
from Xlib.error import XError

from rapidwhisper.insertion.x11_content import Content, Datum
from rapidwhisper.insertion.x11_link import LONGS, Link

logger = logging.getLogger(__name__)

_SILENCE_S = 0.5
"""An owner that says nothing for so long is frozen: it must not hold up the text."""
TOTAL_S = 1.0
_LARGEST = 64_000_000
_SLICE_WORDS = 16_384

_NOT_DATA = {
    *("TARGETS", "MULTIPLE", "TIMESTAMP", "SAVE_TARGETS", "DELETE", "INSERT_SELECTION", "INSERT_PROPERTY"),
    *("PIXMAP", "BITMAP", "DRAWABLE", "COLORMAP", "FOREGROUND", "BACKGROUND", "CLIENT_WINDOW"),
}
"""Targets with a side effect, about the owner, or naming things in the server that go with it."""


def worth_saving(target: str) -> bool:
    """Programs offer a picture in some eighteen encodings; png has all that is in it."""
    return target not in _NOT_DATA and (not target.startswith("image/") or target == "image/png")


class SelectionReader:
    def __init__(self, link: Link) -> None:
        self._link = link

    def read(
        self, selection: int, only: frozenset[str] | None = None, *, until: float | None = None
    ) -> Content | None:
        """All formats (or those named); empty if nobody owns it, None if the owner gave nothing in time."""
        if not self._link.display.get_selection_owner(selection):
            return Content()
        limit = time.monotonic() + TOTAL_S if until is None else until
        reading = _Reading(self._link, selection, limit)
        try:
            listed = reading.convert(self._link.atom("TARGETS"))
            if listed is None or listed.format != LONGS:
                return None
            data = {}
            for target in dict.fromkeys(listed.value):
                if self._wanted(target, only) and (datum := reading.convert(target)) is not None:
                    data[target] = datum
                if reading.over:
                    logger.info("the clipboard's owner is too slow or too large: saved %d formats", len(data))
                    break
        finally:
            reading.end()
        return Content(data) if data else None

    def _wanted(self, target: int, only: frozenset[str] | None) -> bool:
        try:
            name = self._link.display.get_atom_name(target)
        except XError:  # some programs list a zero
            return False
        return worth_saving(name) and (only is None or name in only)


class _Reading:
    """Has a window of its own, so that an answer that comes too late finds nobody."""

    def __init__(self, link: Link, selection: int, until: float) -> None:
        self._link = link
        self._selection = selection
        self._window = link.root.create_window(
            -1, -1, 1, 1, 0, X.CopyFromParent, event_mask=X.PropertyChangeMask
        )
        self._into = link.atom("_RAPIDWHISPER_SAVED")
        self._time = link.server_time()
        self._until = until
        self._room = _LARGEST
        self.over = False

    def end(self) -> None:
        self._window.destroy()

    def convert(self, target: int) -> Datum | None:
        self._window.convert_selection(self._selection, target, self._into, self._time)
        notice = self._wait(
            lambda event: (
                event.type == X.SelectionNotify and event.requestor == self._window and event.target == target
            )
        )
        if notice is None or not notice.property:
            return None
        datum = self._take()
        if datum is not None and datum.type == self._link.atom("INCR"):
            datum = self._take_pieces()
        return datum

    def _wait(self, match: Any) -> Any | None:
        event = self._link.wait_for(match, min(time.monotonic() + _SILENCE_S, self._until))
        self.over = event is None
        return event

    def _take(self) -> Datum | None:
        """The property's value; taking it away tells the owner to go on."""
        parts = []
        offset = 0
        while True:
            part = self._window.get_property(self._into, X.AnyPropertyType, offset, _SLICE_WORDS)
            if part is None:
                return None
            parts.append(part.value)
            offset += _SLICE_WORDS
            if not part.bytes_after:
                break
        self._window.delete_property(self._into)
        return _joined(part.property_type, part.format, parts)

    def _take_pieces(self) -> Datum | None:
        pieces: list[Datum] = []
        while True:
            written = self._wait(
                lambda event: (
                    event.type == X.PropertyNotify
                    and event.window == self._window
                    and event.atom == self._into
                    and event.state == X.PropertyNewValue
                )
            )
            piece = self._take() if written is not None else None
            if piece is None:
                return None
            if not piece.size:
                first = pieces[0] if pieces else piece
                return _joined(first.type, first.format, [each.value for each in pieces])
            pieces.append(piece)
            self._room -= piece.size
            if self._room < 0:
                self.over = True
                return None


def _joined(kind: int, format_: int, parts: list[Any]) -> Datum:
    value = parts[0] if parts else b""
    if len(parts) > 1:
        value = b"".join(parts) if isinstance(value, bytes) else sum(parts[1:], parts[0])
    return Datum(kind, format_, value)

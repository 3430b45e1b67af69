"""What a selection offers: bytes for each target (the X word for a format), with atoms as X has them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from array import array

SECRET_HINT = "x-kde-passwordManagerHint"  # noqa: S105 - a format's name
"""Asks clipboard managers to keep out of their history a text that is there for a moment only."""

_UTF8_TARGETS = ("UTF8_STRING", "text/plain;charset=utf-8", "text/plain")


@dataclass(frozen=True, slots=True)
class Datum:
    type: int
    format: int
    """Bits of an item: 8, 16 or 32."""
    value: "bytes | array[int]"

    @property
    def size(self) -> int:
        """In bytes as the X protocol counts them."""
        return len(self.value) * self.format // 8


@dataclass(frozen=True, slots=True)
class Content:
    """An empty one stands for a selection that nobody owns."""

    data: Mapping[int, Datum] = field(default_factory=dict)


def text_content(atom: Callable[[str], int], text: str, *, passing: bool = False) -> Content:
    """A text in all the forms that programs ask for. `passing` marks one that will soon be gone again."""
    utf8 = text.encode()
    data = {atom(name): Datum(atom(name), 8, utf8) for name in _UTF8_TARGETS}
    data[atom("TEXT")] = Datum(atom("UTF8_STRING"), 8, utf8)
    data[atom("STRING")] = Datum(atom("STRING"), 8, _latin1(text) or utf8)
    if passing:
        data[atom(SECRET_HINT)] = Datum(atom(SECRET_HINT), 8, b"secret")
    return Content(data)


def _latin1(text: str) -> bytes | None:
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return None

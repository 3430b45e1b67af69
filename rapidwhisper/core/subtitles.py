"""A text as subtitles: cues short enough to be read, one after the other, as SubRip or WebVTT writes them.

Providers do not say when a sentence was spoken, so each cue gets as much of the time as of the text. A
sentence that takes more than two lines or seven seconds is parted at a clause, else between words.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rapidwhisper.core.times import stamp

LONGEST_MS = 7000
LINE = 42
LINES = 2

WEBVTT = "WEBVTT\n\n"
"""The first line of its files."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'»”’)\]]*\s+|(?<=[。！？])|[\r\n]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_CLAUSE_END = re.compile(r"(?<=[,;:—–])\s+|(?<=[，；：、])")
_BETWEEN_WORDS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Cue:
    start_ms: int
    stop_ms: int
    text: str
    """In one line."""


def cues(text: str, start_ms: int, stop_ms: int) -> list[Cue]:
    """They fill the time without a gap, and only end later where there is no millisecond for each."""
    length = sum(map(len, _sentences(text)))
    span_ms = stop_ms - start_ms
    in_time = length * LONGEST_MS // span_ms if span_ms > 0 else length
    most = min(LINE * LINES, max(LINE, in_time))
    parts = [part for sentence in _sentences(text) for part in _parted(sentence, most)]
    ends = _ends_ms(start_ms, max(span_ms, len(parts)), [len(part) for part in parts])
    found: list[Cue] = []
    for part, end_ms in zip(parts, ends, strict=True):
        found.append(Cue(found[-1].stop_ms if found else start_ms, end_ms, part))
    return found


def srt(cue: Cue, number: int) -> str:
    """With the empty line that ends it."""
    return f"{number}\n{stamp(cue.start_ms, ',')} --> {stamp(cue.stop_ms, ',')}\n{_lines(cue.text)}\n\n"


def vtt(cue: Cue) -> str:
    """The same; what would be read as a tag or an entity is escaped."""
    safe = _lines(cue.text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"{stamp(cue.start_ms, '.')} --> {stamp(cue.stop_ms, '.')}\n{safe}\n\n"


def _sentences(text: str) -> Iterator[str]:
    """Each on one line: an empty one would end the subtitle, an arrow would look like its times."""
    place = 0
    for match in _SENTENCE_END.finditer(text):
        yield from _line(text[place : match.end()])
        place = match.end()
    yield from _line(text[place:])


def _line(text: str) -> Iterator[str]:
    line = " ".join(_CONTROL.sub(" ", text).replace("-->", "→").split())
    if line:
        yield line


def _parted(text: str, most: int) -> Iterator[str]:
    """In parts of about the same length, none longer than that."""
    if len(text) <= most:
        yield text
        return
    count = math.ceil(len(text) / most)
    at = _break(text, len(text) * (count // 2) // count, len(text) // (2 * count))
    for part in (text[:at].strip(), text[at:].strip()):
        yield from _parted(part, most)


def _break(text: str, wished: int, tolerance: int) -> int:
    """Behind a clause if one ends near the place, else between words, else anywhere."""
    clauses = [match.end() for match in _CLAUSE_END.finditer(text) if match.end() < len(text)]
    near = [at for at in clauses if abs(at - wished) <= tolerance]
    words = near or [match.end() for match in _BETWEEN_WORDS.finditer(text)]
    return min(words, key=lambda at: abs(at - wished), default=wished)


def _lines(text: str) -> str:
    """In two where one would be too wide and there is a place for it."""
    if len(text) <= LINE or " " not in text:
        return text
    at = _break(text, len(text) // 2, 0)
    return f"{text[:at].rstrip()}\n{text[at:]}"


def _ends_ms(start_ms: int, length_ms: int, shares: Sequence[int]) -> Iterator[int]:
    """A millisecond to each, and the rest by its share; the last ends where the whole does."""
    rest, total = length_ms - len(shares), sum(shares)
    for number, share in enumerate(accumulate(shares), start=1):
        yield start_ms + number + rest * share // total

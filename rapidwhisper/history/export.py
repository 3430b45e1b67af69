"""What was said as a file: txt to read, JSON for programs, SRT for players. In spoken order."""

import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import accumulate
from pathlib import Path

from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.history.row import Row

CHARACTERS_PER_S = 15.0
"""Where the length of a recording is not known: about the speed of speech."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'»”’)\]]*\s+|(?<=[。！？])|[\r\n]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def as_txt(rows: Sequence[Row]) -> str:
    """Each text under the time at which it was spoken."""
    parts = [f"{row.started_at[:16].replace('T', ' ')}\n{row.text}\n" for row in _spoken(rows)]
    return "\n".join(parts)


def as_json(rows: Sequence[Row]) -> str:
    """Everything that is known, of dictations without a text too."""
    records = [row.as_json() for row in sorted(rows, key=lambda row: row.id)]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


def as_srt(rows: Sequence[Row]) -> str:
    """A subtitle per sentence; the dictations as if they had been spoken without a break between them.

    Providers do not say when a sentence was spoken, so each gets as much of the time as of the text.
    """
    cues: list[str] = []
    start_ms = 0
    for row in _spoken(rows):
        sentences = list(_sentences(row.text or ""))
        ends = _ends_ms(start_ms, _length_ms(row, len(sentences)), [len(each) for each in sentences])
        for sentence, end_ms in zip(sentences, ends, strict=True):
            cues.append(f"{len(cues) + 1}\n{_stamp(start_ms)} --> {_stamp(end_ms)}\n{sentence}\n")
            start_ms = end_ms
    return "\n".join(cues)


FORMATS: dict[str, Callable[[Sequence[Row]], str]] = {".txt": as_txt, ".json": as_json, ".srt": as_srt}
"""By the ending of the file's name."""


def export(rows: Sequence[Row], path: Path) -> None:
    """Writes a file that is the user's alone; ProblemError if it cannot. The ending must be of `FORMATS`."""
    text = FORMATS[path.suffix.lower()](rows)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            with suppress(OSError):  # the file was there before, and not every disk has modes
                path.chmod(0o600)
            file.write(text)
    except OSError as error:
        raise ProblemError(problem(Code.EXPORT_FAILED, path=path, detail=error.strerror or error)) from error


def _spoken(rows: Sequence[Row]) -> list[Row]:
    return sorted((row for row in rows if row.text and row.text.strip()), key=lambda row: row.id)


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


def _length_ms(row: Row, count: int) -> int:
    """At least a millisecond for each sentence."""
    known = 0 < row.seconds < float("inf")
    seconds = row.seconds if known else len(row.text or "") / CHARACTERS_PER_S
    return max(round(seconds * 1000), count)


def _ends_ms(start_ms: int, length_ms: int, shares: Sequence[int]) -> Iterator[int]:
    """A millisecond to each, and the rest by its share; the last ends where the dictation does."""
    rest, total = length_ms - len(shares), sum(shares)
    for number, share in enumerate(accumulate(shares), start=1):
        yield start_ms + number + rest * share // total


def _stamp(time_ms: int) -> str:
    seconds, ms = divmod(time_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02},{ms:03}"

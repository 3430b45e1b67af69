"""What was said as a file: txt to read, JSON for programs, SRT for players. In spoken order."""

import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.core.subtitles import cues, srt
from rapidwhisper.history.row import Row

CHARACTERS_PER_S = 15.0
"""Where the length of a recording is not known: about the speed of speech."""


def as_txt(rows: Sequence[Row]) -> str:
    """Each text under the time at which it was spoken."""
    parts = [f"{row.started_at[:16].replace('T', ' ')}\n{row.text}\n" for row in _spoken(rows)]
    return "\n".join(parts)


def as_json(rows: Sequence[Row]) -> str:
    """Everything that is known, of dictations without a text too."""
    records = [row.as_json() for row in sorted(rows, key=lambda row: row.id)]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


def as_srt(rows: Sequence[Row]) -> str:
    """The dictations as if they had been spoken without a break between them.

    Of a sound file it is known when its passages were spoken.
    """
    shown: list[str] = []
    start_ms = 0
    for row in _spoken(rows):
        length_ms = _length_ms(row)
        reached_ms = start_ms
        for text, begins_ms, ends_ms in _timed(row, length_ms):
            for cue in cues(text, max(reached_ms, start_ms + begins_ms), start_ms + ends_ms):
                shown.append(srt(cue, len(shown) + 1))
                reached_ms = cue.stop_ms
        if reached_ms > start_ms:  # something was said
            start_ms = max(reached_ms, start_ms + length_ms)
    return "".join(shown).removesuffix("\n")


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


def _timed(row: Row, length_ms: int) -> list[tuple[str, int, int]]:
    """Texts, each with the first millisecond of the row that is its own, and the first that is not."""
    if not row.passages:
        return [(row.text or "", 0, length_ms)]
    return [(each.text, round(each.start_s * 1000), round(each.stop_s * 1000)) for each in row.passages]


def _length_ms(row: Row) -> int:
    known = 0 < row.seconds < float("inf")
    seconds = row.seconds if known else len(row.text or "") / CHARACTERS_PER_S
    return round(seconds * 1000)

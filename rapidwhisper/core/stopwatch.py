"""How long each part of a dictation took, for the history and for the figures."""

from collections.abc import Callable
from dataclasses import replace

from rapidwhisper.core.commands import UpdateRow
from rapidwhisper.core.dictation import DictationId, Outcome
from rapidwhisper.core.events import (
    Event,
    Inserted,
    Listening,
    NotInserted,
    NotTranscribed,
    Recorded,
    Transcribed,
)

_MARKS: dict[type, str] = {
    Listening: "listening",
    Recorded: "recorded",
    Transcribed: "transcribed",
    NotTranscribed: "transcribed",
    Inserted: "inserted",
    NotInserted: "inserted",
}

_SPANS = {
    "record": ("stopped", "recorded"),
    "transcribe": ("recorded", "transcribed"),
    "insert": ("transcribed", "inserted"),
    "total": ("stopped", "inserted"),
}


class Stopwatch:
    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._marks: dict[DictationId, dict[str, float]] = {}

    def note(self, event: Event) -> None:
        name = _MARKS.get(type(event))
        dictation: DictationId = getattr(event, "id", 0)
        if isinstance(event, Listening):
            self._marks.setdefault(dictation, {})
        if name is not None and dictation in self._marks:
            self._marks[dictation][name] = self._clock()

    def stopped(self, dictation: DictationId) -> None:
        """The user has finished speaking."""
        self._marks.setdefault(dictation, {})["stopped"] = self._clock()

    def forget(self, dictation: DictationId) -> None:
        self._marks.pop(dictation, None)

    def complete(self, row: UpdateRow) -> UpdateRow:
        """The row with its timings in milliseconds, once the dictation has ended."""
        if row.outcome in (None, Outcome.UNFINISHED):
            return row
        marks = self._marks.pop(row.id, {})
        spans = {
            name: round(1000 * (marks[end] - marks[begin]))
            for name, (begin, end) in _SPANS.items()
            if begin in marks and end in marks
        }
        return replace(row, timings_ms=spans)

"""How long each part of a dictation took, for the history and for the figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from rapidwhisper.core.commands import UpdateRow
from rapidwhisper.core.dictation import DictationId, Outcome
from rapidwhisper.core.events import (
    Event,
    Inserted,
    Listening,
    NotInserted,
    Pressed,
    Recorded,
    Released,
    Transcribed,
)
from rapidwhisper.core.laps import Lap, laps_ms


@dataclass(slots=True)
class _Watched:
    began_at: float
    stopped_at: float | None = None
    stamps: dict[Lap, float] = field(default_factory=dict)

    def laps_ms(self) -> dict[str, int]:
        return laps_ms(self.began_at, self.stopped_at, self.stamps)


class Stopwatch:
    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._now = 0.0
        self._watched: dict[DictationId, _Watched] = {}
        self._last: tuple[DictationId, Mapping[str, int]] = 0, {}

    def note(self, event: Event) -> None:
        """Before what follows from it: a key is pressed before its event arrives here."""
        self._now = event.at if isinstance(event, Pressed | Released) else self._clock()
        if isinstance(event, Listening | Recorded | Transcribed | Inserted | NotInserted):
            watched = self._watched.get(event.id)
            if watched is not None:
                watched.stamps |= event.stamps

    def began(self, dictation: DictationId) -> None:
        self._watched[dictation] = _Watched(self._now)

    def stopped(self, dictation: DictationId) -> None:
        """The user has finished speaking."""
        if dictation in self._watched:
            self._watched[dictation].stopped_at = self._now

    def end(self, dictation: DictationId) -> Mapping[str, int] | None:
        """Its laps; None where it was not watched from its beginning, as when a recording is tried again."""
        watched = self._watched.pop(dictation, None)
        if watched is None:
            return None
        spans = watched.laps_ms()
        self._last = dictation, spans
        return spans

    def complete(self, row: UpdateRow) -> UpdateRow:
        """The row with its timings, once the dictation has ended."""
        if row.outcome in (None, Outcome.UNFINISHED):
            return row
        spans = self.end(row.id)
        return row if spans is None else replace(row, timings_ms=spans)

    def of_last(self, dictation: DictationId) -> Mapping[str, int]:
        """The laps of a dictation, if it is the one that has ended last. May be called on any thread."""
        last, spans = self._last
        return spans if last == dictation else {}

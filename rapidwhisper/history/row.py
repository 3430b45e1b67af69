"""One dictation as the history keeps it."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rapidwhisper.core.dictation import DictationId, Outcome
from rapidwhisper.core.passage import Passage
from rapidwhisper.core.problem import Code, Problem


@dataclass(frozen=True, slots=True)
class Source:
    """Who turned the speech into text."""

    provider: str
    model: str
    language: str


@dataclass(frozen=True, slots=True)
class Row:
    id: DictationId
    started_at: str
    """ISO 8601 with the offset of the place where it was spoken."""
    seconds: float
    source: Source
    text: str | None
    outcome: Outcome
    problem: Problem | None
    timings_ms: Mapping[str, int]
    file: str = ""
    """The path of the sound file that it is of; empty: a dictation."""
    passages: tuple[Passage, ...] = ()
    """Of a sound file: the text once more, with its times."""

    def as_json(self) -> dict[str, Any]:
        """What `rapidwhisper history --json` shows."""
        return {
            "id": self.id,
            "started_at": self.started_at,
            "seconds": self.seconds,
            "provider": self.source.provider,
            "model": self.source.model,
            "language": self.source.language,
            "text": self.text,
            "outcome": self.outcome.value,
            "timings_ms": dict(self.timings_ms),
            **({"file": self.file} if self.file else {}),
        }


def stored(passages: Iterable[Passage]) -> str:
    """Without those that have failed: the text tells of them."""
    said = [[each.start_s, each.stop_s, each.text] for each in passages if each.text]
    return json.dumps(said, ensure_ascii=False)


def from_record(record: sqlite3.Row) -> Row:
    """Raises ValueError or TypeError if the record is not one of ours (damage, or a later version)."""
    return Row(
        id=record["id"],
        started_at=_text(record["started_at"]),
        seconds=float(record["seconds"]),
        source=Source(*(_text(record[name]) for name in ("provider", "model", "language"))),
        text=None if record["text"] is None else _text(record["text"]),
        outcome=Outcome(record["outcome"]),
        problem=_problem(record["problem_code"], record["problem_facts"]),
        timings_ms=_spans(record["timings_ms"]),
        **_of_file(record),
    )


def _of_file(record: sqlite3.Row) -> dict[str, Any]:
    """Nothing where an older version has written the database."""
    if "file" not in record.keys() or record["file"] is None:  # noqa: SIM118 - a Row iterates its values
        return {}
    passages = (
        Passage(float(start), float(stop), _text(text)) for start, stop, text in _list(record["passages"])
    )
    return {"file": _text(record["file"]), "passages": tuple(passages)}


def _list(text: str | None) -> list[Any]:
    value = json.loads(text or "[]")
    if not isinstance(value, list):
        raise TypeError
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _object(text: str) -> dict[str, Any]:
    value = json.loads(text)
    if not isinstance(value, dict):
        raise TypeError
    return value


def _spans(text: str) -> dict[str, int]:
    return {name: span for name, span in _object(text).items() if isinstance(span, int) and span >= 0}


def _problem(code: str | None, facts: str) -> Problem | None:
    if code is None:
        return None
    if code not in list(Code):  # of a later version of the program
        return Problem(Code.INTERNAL, {"detail": code})
    return Problem(Code(code), _object(facts))

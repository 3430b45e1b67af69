"""The history on disk: SQLite, one row per dictation, every change safe before the next step."""

import json
import os
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from rapidwhisper.core.commands import UpdateRow
from rapidwhisper.core.dictation import DictationId, Outcome
from rapidwhisper.core.problem import Code
from rapidwhisper.history.damage import is_damaged, salvage, set_aside
from rapidwhisper.history.reader import MOST_ID, SCHEMA, SCHEMA_VERSION, Reader, connect
from rapidwhisper.history.row import Source

PATIENCE_S = 5.0


def local_time() -> datetime:
    return datetime.now().astimezone()


class Store(Reader):
    """For the one instance that writes; used on one thread. Raises sqlite3.Error and OSError.

    Opening sets a damaged database aside and begins a new one with the rows that could be saved.
    """

    def __init__(self, path: Path, *, now: Callable[[], datetime] = local_time) -> None:
        self._now = now
        self._path = path
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.chmod(0o700)
        damaged = set_aside(path) if path.exists() and is_damaged(path) else None
        _make_private_file(path)
        super().__init__(connect(path, patience_s=PATIENCE_S))
        self._inode = path.stat().st_ino
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if version < SCHEMA_VERSION:
            self._connection.executescript(SCHEMA)
        if damaged is not None:
            salvage(damaged, self._connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    def is_in_place(self) -> bool:
        """False when somebody has removed or replaced the file; what is written now would be lost."""
        try:
            return self._path.stat().st_ino == self._inode
        except OSError:
            return False

    def begin(self, dictation: DictationId, source: Source) -> None:
        self._insert(dictation, Outcome.UNFINISHED, source)

    def update(self, row: UpdateRow, source: Source | None) -> None:
        """None leaves a column as it is, except that a new outcome replaces the problem of the old one."""
        if self.row(row.id) is None:  # its beginning could not be written; the text must not be lost with it
            self._insert(row.id, Outcome.UNFINISHED, source or Source("", "", ""))
        changes: dict[str, object] = {"changed_at": self._now().timestamp()}
        if row.outcome is not None or row.problem is not None:
            changes["problem_code"] = row.problem.code.value if row.problem else None
            changes["problem_facts"] = json.dumps(dict(row.problem.facts)) if row.problem else "{}"
        if row.outcome is not None:
            changes["outcome"] = row.outcome.value
        if row.seconds is not None:
            changes["seconds"] = row.seconds
        if row.text is not None:
            changes["text"] = _storable(row.text)
        if source is not None:
            changes |= {"provider": source.provider, "model": source.model, "language": source.language}
        if row.timings_ms is not None:
            changes["timings_ms"] = json.dumps(self._timings(row.id) | dict(row.timings_ms))
        self._set(row.id, changes)

    def forget(self, dictations: Iterable[DictationId]) -> None:
        self._connection.executemany(
            "DELETE FROM dictations WHERE id = ?", [(dictation,) for dictation in dictations]
        )

    def recover(self, audio: Mapping[DictationId, float]) -> tuple[DictationId, ...]:
        """After a crash: nothing stays unfinished, and every recording (id to seconds) has a readable row.

        A dictation whose text is there was cut off before the window took it: held. The others have failed.
        Returns those, newest first, of which there is sound to try again with.
        """
        cut_off = [row for row in self.rows() if row.outcome is Outcome.UNFINISHED]
        for row in cut_off:
            self._interrupted(row.id, Outcome.FAILED if row.text is None else Outcome.HELD)
        unknown = [dictation for dictation in audio if dictation <= MOST_ID and self.row(dictation) is None]
        strangers = [dictation for dictation in unknown if self._adopt(dictation)]
        failed = {row.id for row in cut_off if row.text is None} | set(strangers)
        for dictation in failed & audio.keys():
            self._set(dictation, {"seconds": audio[dictation]})
        return tuple(sorted(failed & audio.keys(), reverse=True))

    def _insert(self, dictation: DictationId, outcome: Outcome, source: Source) -> None:
        now = self._now()
        self._connection.execute(
            "INSERT OR IGNORE INTO dictations"
            " (id, outcome, started_at, changed_at, provider, model, language) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                *(dictation, outcome.value, now.isoformat(timespec="seconds"), now.timestamp()),
                *(source.provider, source.model, source.language),
            ),
        )

    def _adopt(self, dictation: DictationId) -> bool:
        """Gives sound without a readable row a new one, which keeps a text; False if there was a text."""
        query = "SELECT text FROM dictations WHERE id = ? AND typeof(text) = 'text' AND text != ''"
        kept = self._connection.execute(query, (dictation,)).fetchone()
        self._connection.execute("DELETE FROM dictations WHERE id = ?", (dictation,))
        self._insert(dictation, Outcome.FAILED, Source("", "", ""))
        self._interrupted(dictation, Outcome.FAILED if kept is None else Outcome.HELD)
        if kept is not None:
            self._set(dictation, {"text": kept["text"]})
        return kept is None

    def _interrupted(self, dictation: DictationId, outcome: Outcome) -> None:
        problem = {"problem_code": Code.INTERRUPTED.value, "problem_facts": "{}"}
        self._set(dictation, {"outcome": outcome.value, **problem})

    def _timings(self, dictation: DictationId) -> dict[str, int]:
        row = self.row(dictation)
        return dict(row.timings_ms) if row else {}

    def _set(self, dictation: DictationId, changes: Mapping[str, object]) -> None:
        columns = ", ".join(f"{name} = ?" for name in changes)
        self._connection.execute(
            f"UPDATE dictations SET {columns} WHERE id = ?",  # noqa: S608 - names of our own columns
            (*changes.values(), dictation),
        )


def _make_private_file(path: Path) -> None:
    """SQLite gives the files beside the database the mode of the database."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))
    path.chmod(0o600)


def _storable(text: str) -> str:
    """An answer may hold half a surrogate pair, which UTF-8 and so SQLite refuse."""
    return text.encode("utf-8", "replace").decode("utf-8")

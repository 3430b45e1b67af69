"""Questions to the history; each thread and each process asks over a connection of its own."""

import json
import logging
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from rapidwhisper.core.dictation import DictationId, Outcome
from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.core.search import fold, search_words
from rapidwhisper.core.unreached import CAUSES
from rapidwhisper.history.index import conditions, is_attached
from rapidwhisper.history.row import Row, from_record
from rapidwhisper.history.schema import SCHEMA, columns

KEEP_UNWANTED = timedelta(minutes=60)
"""How long the sound of a cancelled or empty dictation can still be transcribed after all."""

MOST_ID = 2**53
"""A number beyond it (a stray file among the recordings) is none of ours; SQLite could not hold every one."""

_NO_TEXT = (Outcome.FAILED, Outcome.HELD)
"""Against the user's wish; a held text that may not be kept is in no window and not here either."""

_RETRY_ORDER = (*_NO_TEXT, Outcome.CANCELLED, Outcome.EMPTY)

log = logging.getLogger(__name__)


class Reader:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._connection.row_factory = sqlite3.Row
        # a damaged page may hold anything; what can be read of it is still shown
        self._connection.text_factory = lambda data: data.decode("utf-8", "replace")

    def rows(self, limit: int = -1) -> list[Row]:
        """Newest first; a negative limit means all."""
        return self._select("SELECT * FROM dictations ORDER BY id DESC", limit=limit)

    def row(self, dictation: DictationId) -> Row | None:
        if dictation > MOST_ID:
            return None
        found = self._select("SELECT * FROM dictations WHERE id = ?", dictation)
        return found[0] if found else None

    def with_text(self, limit: int) -> list[Row]:
        """Dictations, newest first; the text of a sound file is nothing that one has just said."""
        query = f"SELECT * FROM dictations WHERE text != '' AND {self._dictated} ORDER BY id DESC"  # noqa: S608
        return self._select(query, limit=limit)

    def last_text(self) -> str | None:
        return next((row.text for row in self.with_text(1)), None)

    def search(self, words: str, *, limit: int = -1) -> list[Row]:
        """Those whose text holds all of these words or parts of words, newest first; no words: everything."""
        wanted = search_words(words)
        if not wanted:
            return self.rows(limit)
        for indexed in (True, False):
            if indexed and not is_attached(self._connection):
                continue
            where, values = conditions(wanted, indexed=indexed)
            query = f"SELECT * FROM dictations WHERE {where} ORDER BY id DESC"  # noqa: S608 - ours
            try:
                return self._select(query, *values, limit=limit)
            except sqlite3.DatabaseError as error:  # whose message may quote the words
                log.info("The search goes on another way: %s", getattr(error, "sqlite_errorname", "?"))
        # written by an older version, or too many words for a query
        found = [row for row in self.rows() if all(word in fold(row.text or "") for word in wanted)]
        return found if limit < 0 else found[:limit]

    def unfinished_texts(self) -> int:
        """Of those that are under way, or that a crash cut off, how many have their text."""
        query = f"SELECT count(*) FROM dictations WHERE outcome = ? AND text IS NOT NULL AND {self._dictated}"  # noqa: S608
        (count,) = self._connection.execute(query, (Outcome.UNFINISHED,)).fetchone()
        return int(count)

    def not_under_way(self, tried_again: Collection[DictationId]) -> list[DictationId]:
        """Those that are being tried again have an outcome, and are under way all the same."""
        query = "SELECT id FROM dictations WHERE outcome != ?"
        found = self._connection.execute(query, (Outcome.UNFINISHED,))
        return [dictation for (dictation,) in found if dictation not in tried_again]

    def next_id(self) -> DictationId:
        (highest,) = self._connection.execute("SELECT coalesce(max(id), 0) FROM dictations").fetchone()
        return int(highest) + 1

    def newest_unsent(self, audio: Collection[DictationId]) -> Row | None:
        """What `retry` means without a number, among those of which there is sound and no text.

        The newest that failed or was interrupted, because nobody wanted that; otherwise the newest that was
        cancelled, then the newest in which no speech was heard. One that is under way is never meant.
        """
        waiting = self._select("SELECT * FROM dictations WHERE text IS NULL ORDER BY id DESC")
        for outcome in _RETRY_ORDER:
            for row in waiting:
                if row.outcome is outcome and row.id in audio:
                    return row
        return None

    def failed(self, audio: Collection[DictationId]) -> list[Row]:
        """Those of which there is sound and, against the user's wish, no text; newest first."""
        query = "SELECT * FROM dictations WHERE text IS NULL AND outcome IN (?, ?) ORDER BY id DESC"
        return [row for row in self._select(query, *_NO_TEXT) if row.id in audio]

    def unreached(self, audio: Collection[DictationId]) -> list[Row]:
        """Of those that failed the ones whose server could not be reached."""
        return [row for row in self.failed(audio) if row.problem is not None and row.problem.code in CAUSES]

    def expired(
        self, now: datetime, audio: Collection[DictationId], *, days: float = 0.0
    ) -> list[DictationId]:
        """Whose sound may go: the text is safe for so many days, or nobody has asked for it for an hour."""
        found = self._connection.execute(
            "SELECT id FROM dictations WHERE (text IS NOT NULL AND outcome != ? AND changed_at <= ?)"
            " OR (outcome IN (?, ?) AND changed_at < ?) ORDER BY id",
            (
                *(Outcome.UNFINISHED, _before(now, days)),
                *(Outcome.CANCELLED, Outcome.EMPTY, (now - KEEP_UNWANTED).timestamp()),
            ),
        )
        return [dictation for (dictation,) in found if dictation in audio]

    def with_safe_text(self, audio: Collection[DictationId]) -> list[DictationId]:
        """Whose sound waits for nothing any more."""
        query = "SELECT id FROM dictations WHERE text IS NOT NULL AND outcome != ? ORDER BY id"
        return [id_ for (id_,) in self._connection.execute(query, (Outcome.UNFINISHED,)) if id_ in audio]

    def outdated(
        self, now: datetime, audio: Collection[DictationId], *, days: float | None
    ) -> list[DictationId]:
        """What may be forgotten altogether after so many days. What has failed and can still be transcribed
        never may, and what has not reached its window stays for an hour at least.
        """
        if days is None:
            return []
        found = self._connection.execute(
            "SELECT id FROM dictations WHERE changed_at <= ? AND (outcome = ? OR"
            " (outcome != ? AND changed_at < ?)) AND NOT (outcome = ? AND text IS NULL AND id IN"
            " (SELECT value FROM json_each(?)))",
            (
                *(_before(now, days), Outcome.DONE),
                *(Outcome.UNFINISHED, (now - KEEP_UNWANTED).timestamp()),
                *(Outcome.FAILED, json.dumps([id_ for id_ in audio if id_ <= MOST_ID])),
            ),
        )
        return [dictation for (dictation,) in found]

    @property
    def _dictated(self) -> str:
        """The condition that it is no sound file; an older version knows of none."""
        return "file IS NULL" if "file" in columns(self._connection) else "TRUE"

    def _select(self, query: str, *values: object, limit: int = -1) -> list[Row]:
        """So many that can be read; one odd row must not hide the others."""
        rows: list[Row] = []
        unreadable: list[DictationId] = []
        for record in self._connection.execute(query, values):
            if len(rows) == limit:
                break
            try:
                rows.append(from_record(record))
            except (ValueError, TypeError):
                unreadable.append(record["id"])
        if unreadable:
            log.warning("%d rows of the history cannot be read: %s", len(unreadable), unreadable[:10])
        return rows


def _before(now: datetime, days: float) -> float:
    """A clock that was put back makes nothing younger that is not to be kept at all."""
    return (now - timedelta(days=days)).timestamp() if days else float("inf")


def connect(path: Path, *, patience_s: float) -> sqlite3.Connection:
    """Each statement is its own transaction; another process's write is waited for so long."""
    return sqlite3.connect(path, timeout=patience_s, isolation_level=None)


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """The history as it stands on disk, empty while there is none; ProblemError if it cannot be read."""
    try:
        with closing(connect(path, patience_s=1) if _is_there(path) else _empty()) as connection:
            yield Reader(connection)
    except sqlite3.Error as error:
        raise ProblemError(problem(Code.HISTORY_UNREADABLE, detail=error)) from error


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:  # a folder that may not be entered
        raise ProblemError(problem(Code.HISTORY_UNREADABLE, detail=error)) from error


def _empty() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute(SCHEMA)
    return connection

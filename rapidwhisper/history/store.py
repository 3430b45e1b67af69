"""The history on disk: SQLite, one row per dictation, every change safe before the next step."""

import json
import logging
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from rapidwhisper.core.commands import UpdateRow
from rapidwhisper.core.dictation import DictationId, Outcome
from rapidwhisper.core.passage import Passage
from rapidwhisper.core.problem import Code
from rapidwhisper.core.search import fold
from rapidwhisper.history import index
from rapidwhisper.history.damage import is_damaged, salvage, set_aside
from rapidwhisper.history.reader import MOST_ID, Reader, connect
from rapidwhisper.history.row import Source, stored
from rapidwhisper.history.schema import bring_up_to_date, fold_texts, require_known, transaction

PATIENCE_S = 5.0

CLEARING_S = 0.5
"""A reader that stays must not hold up the next text."""

MANY = 200
"""Above this a new index takes less time than taking so many texts out of the old one."""

log = logging.getLogger(__name__)


def local_time() -> datetime:
    return datetime.now().astimezone()


class Store(Reader):
    """For the one instance that writes; used on one thread. Raises sqlite3.Error and OSError.

    Opening sets a damaged database aside and begins a new one with the rows that could be saved.
    """

    def __init__(self, path: Path, *, now: Callable[[], datetime] = local_time) -> None:
        self._now = now
        self._path = path
        self._uncleared = True  # an earlier run may have had no time for it
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.chmod(0o700)
        damaged = set_aside(path) if path.exists() and is_damaged(path) else None
        _make_private_file(path)
        super().__init__(connect(path, patience_s=PATIENCE_S))
        self._inode = path.stat().st_ino
        try:
            self._prepare(damaged)
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self, damaged: Path | None) -> None:
        require_known(self._connection)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten
        bring_up_to_date(self._connection)
        index.detach_where_impossible(self._connection)
        if damaged is not None:
            salvage(damaged, self._connection)
        self._undisturbed(lambda: fold_texts(self._connection))
        index.attach(self._connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        try:
            self.clear_beside()
        except sqlite3.Error as error:
            log.info("Forgotten texts may lie beside the history until its next start: %s", error)
        self._connection.close()

    def is_in_place(self) -> bool:
        """False when somebody has removed or replaced the file; what is written now would be lost."""
        try:
            return self._path.stat().st_ino == self._inode
        except OSError:
            return False

    def begin(self, dictation: DictationId, source: Source, *, file: str = "") -> None:
        """`file`: the path of the sound file that it is, if it is no dictation."""
        self._insert(dictation, Outcome.UNFINISHED, source)
        if file:
            self._set(dictation, {"file": file})

    def update(
        self, row: UpdateRow, source: Source | None, *, passages: Sequence[Passage] | None = None
    ) -> None:
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
            text = _storable(row.text)
            changes |= {"text": text, "folded": fold(text)}
        if passages is not None:
            changes["passages"] = _storable(stored(passages))
        if source is not None:
            changes |= {"provider": source.provider, "model": source.model, "language": source.language}
        if row.timings_ms is not None:
            changes["timings_ms"] = json.dumps(dict(row.timings_ms))
        self._set(row.id, changes)

    def forget(self, dictations: Iterable[DictationId]) -> None:
        """Nothing of them stays in the files, neither in the index nor in what SQLite keeps beside."""
        forgotten = [(dictation,) for dictation in dictations]

        def remove() -> None:
            with transaction(self._connection):
                if len(forgotten) > MANY:
                    index.detach(self._connection)
                self._connection.executemany("DELETE FROM dictations WHERE id = ?", forgotten)

        self._undisturbed(remove)
        index.attach(self._connection)
        self._undisturbed(lambda: index.purge(self._connection))
        self._uncleared = True
        self.clear_beside()

    def clear_beside(self) -> None:
        """What SQLite keeps beside the database; while somebody reads it stays, and has to be tried again."""
        if not self._uncleared:
            return
        self._wait_for_others(CLEARING_S)
        try:
            busy, *_ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            self._wait_for_others(PATIENCE_S)
        self._uncleared = bool(busy)

    def check_index(self) -> None:
        """Damage that only makes the search find less shows in nothing else."""
        self._undisturbed(lambda: index.check(self._connection))

    def recover(self, audio: Mapping[DictationId, float]) -> tuple[DictationId, ...]:
        """After a crash: nothing stays unfinished, and every recording (id to seconds) has a readable row.

        A dictation whose text is there was cut off before the window took it: held. The others have failed.
        Returns those, newest first, of which there is sound to try again with.
        """
        cut_off = [row for row in self.rows() if row.outcome is Outcome.UNFINISHED]
        for row in cut_off:
            if row.file:  # no window waits for it
                self._interrupted(row.id, Outcome.FAILED, Code.FILE_INTERRUPTED)
            else:
                self._interrupted(row.id, Outcome.FAILED if row.text is None else Outcome.HELD)
        unknown = [dictation for dictation in audio if dictation <= MOST_ID and self.row(dictation) is None]
        strangers = [dictation for dictation in unknown if self._adopt(dictation)]
        failed = {row.id for row in cut_off if row.text is None} | set(strangers)
        for dictation in failed & audio.keys():
            self._set(dictation, {"seconds": audio[dictation]})
        return tuple(sorted(failed & audio.keys(), reverse=True))

    def _insert(self, dictation: DictationId, outcome: Outcome, source: Source) -> None:
        now = self._now()
        self._write(
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
        self._write("DELETE FROM dictations WHERE id = ?", (dictation,))
        self._insert(dictation, Outcome.FAILED, Source("", "", ""))
        self._interrupted(dictation, Outcome.FAILED if kept is None else Outcome.HELD)
        if kept is not None:
            self._set(dictation, {"text": kept["text"], "folded": fold(kept["text"])})
        return kept is None

    def _interrupted(self, dictation: DictationId, outcome: Outcome, code: Code = Code.INTERRUPTED) -> None:
        problem = {"problem_code": code.value, "problem_facts": "{}"}
        self._set(dictation, {"outcome": outcome.value, **problem})

    def _set(self, dictation: DictationId, changes: Mapping[str, object]) -> None:
        columns = ", ".join(f"{name} = ?" for name in changes)
        self._write(
            f"UPDATE dictations SET {columns} WHERE id = ?",  # noqa: S608 - names of our own columns
            (*changes.values(), dictation),
        )

    def _write(self, query: str, values: Sequence[object]) -> None:
        self._undisturbed(lambda: self._connection.execute(query, values))

    def _wait_for_others(self, seconds: float) -> None:
        self._connection.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")

    def _undisturbed(self, write: Callable[[], object]) -> None:
        """A broken index of words must not keep a text from being saved."""
        try:
            write()
        except sqlite3.DatabaseError as error:
            if not index.is_broken_index(error):
                raise
            log.warning("The index of words was broken and is made anew")
            index.renew(self._connection)  # or no index, if that cannot be
            write()


def _make_private_file(path: Path) -> None:
    """SQLite gives the files beside the database the mode of the database."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))
    path.chmod(0o600)


def _storable(text: str) -> str:
    """An answer may hold half a surrogate pair, which UTF-8 and so SQLite refuse."""
    return text.encode("utf-8", "replace").decode("utf-8")

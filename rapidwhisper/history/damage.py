"""What to do with a database that cannot be read any more: set it aside, save what can be saved."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

from rapidwhisper.history.reader import connect
from rapidwhisper.history.row import from_record
from rapidwhisper.history.schema import columns as columns_of

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_PRIMARY = 0xFF
"""Extended result codes carry the primary one in their lowest byte."""

log = logging.getLogger(__name__)


def is_damage(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY in _DAMAGED


def is_damaged(path: Path) -> bool:
    try:
        with closing(connect(path, patience_s=5)) as connection:
            (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return True
        raise
    return bool(verdict != "ok")


def set_aside(path: Path) -> Path:
    """Renames the database, and what SQLite keeps beside it, to the next free `.damaged-N`."""
    aside = next(
        name for number in count(1) if not (name := path.with_name(f"{path.name}.damaged-{number}")).exists()
    )
    for companion in ("-wal", "-shm", ""):
        beside = path.with_name(path.name + companion)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + companion))
    log.error("The history was damaged; it is kept as %s", aside)
    return aside


def salvage(damaged: Path, into: sqlite3.Connection) -> int:
    """Copies the rows that can still be read, from both ends towards the damage; says how many."""
    into.row_factory = sqlite3.Row
    known = columns_of(into)
    saved = 0
    for record in _readable(damaged):
        try:
            from_record(record)
        except (ValueError, TypeError):  # the page could be read and holds something else
            continue
        columns = [name for name in record.keys() if name in known]  # noqa: SIM118 - a Row iterates its values
        query = (
            f"INSERT OR IGNORE INTO dictations ({', '.join(columns)})"  # noqa: S608 - names of our own columns
            f" VALUES ({', '.join('?' * len(columns))})"
        )
        saved += into.execute(query, [record[name] for name in columns]).rowcount
    log.warning("%d rows of the damaged history could be saved", saved)
    return saved


def _readable(damaged: Path) -> Iterator[sqlite3.Row]:
    for direction in ("ASC", "DESC"):
        try:
            with closing(connect(damaged, patience_s=1)) as connection:
                connection.row_factory = sqlite3.Row
                connection.text_factory = lambda data: data.decode("utf-8", "replace")
                yield from connection.execute(
                    f"SELECT * FROM dictations ORDER BY id {direction}"  # noqa: S608 - one of two words
                )
        except sqlite3.Error as error:
            log.info("The damaged history was read %s until: %s", direction, error)

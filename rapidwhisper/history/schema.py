"""The form of the database, and how that of an older version grows into it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.core.search import fold

SCHEMA_VERSION = 3
"""1: dictations. 2: `folded`, the text as it is searched. 3: of sound files the path in `file`, and the text
with its times in `passages`."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS dictations (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,
    changed_at REAL NOT NULL,
    seconds REAL NOT NULL DEFAULT 0,
    provider TEXT NOT NULL DEFAULT '',
    model TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    text TEXT,
    outcome TEXT NOT NULL,
    problem_code TEXT,
    problem_facts TEXT NOT NULL DEFAULT '{}',
    timings_ms TEXT NOT NULL DEFAULT '{}',
    folded TEXT,
    file TEXT,
    passages TEXT
)
"""

_ADDED = {"folded", "file", "passages"}
"""Columns that version 1 has not got."""


def require_known(connection: sqlite3.Connection) -> None:
    """ProblemError if a later version has written it: what its columns mean today is not known."""
    if _version(connection) > SCHEMA_VERSION:
        raise ProblemError(problem(Code.HISTORY_OF_LATER_VERSION))


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """All or nothing: what is cut off begins anew at the next start."""
    if _version(connection) == SCHEMA_VERSION:
        return
    with transaction(connection):
        connection.execute(SCHEMA)
        for name in _ADDED - columns(connection):
            connection.execute(f"ALTER TABLE dictations ADD COLUMN {name} TEXT")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def fold_texts(connection: sqlite3.Connection) -> None:
    """For rows of an older version; one that still runs may have added more since."""
    missing = "SELECT id, text FROM dictations WHERE typeof(text) = 'text' AND folded IS NULL"
    with transaction(connection):
        found = connection.execute(missing).fetchall()
        connection.executemany(
            "UPDATE dictations SET folded = ? WHERE id = ?", [(fold(text), id_) for id_, text in found]
        )


def columns(connection: sqlite3.Connection) -> set[str]:
    return {record[1] for record in connection.execute("PRAGMA table_info(dictations)")}


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # SQLite may have rolled back by itself
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)

"""The index of words: an FTS5 table of trigrams beside the dictations, for a search as one types.

Triggers keep it in step with `folded`, in the transaction of the row itself. It can be made anew from the
rows at any time, and no row depends on it: where it is broken, or this SQLite has none, the search reads
every text instead.
"""

import logging
import sqlite3
from collections.abc import Sequence
from functools import cache

from rapidwhisper.history.schema import transaction

TOKENIZER = "trigram case_sensitive 1"
SHORTEST = 3
"""Shorter words have no trigram; two characters are a whole word in Chinese."""

_TABLE = (
    "CREATE VIRTUAL TABLE words USING fts5(folded, content='dictations', content_rowid='id', tokenize='{}')"
)
_ADD = "INSERT INTO words(rowid, folded) SELECT new.id, new.folded WHERE new.folded IS NOT NULL;"
_REMOVE = (
    "INSERT INTO words(words, rowid, folded)"
    " SELECT 'delete', old.id, old.folded WHERE old.folded IS NOT NULL;"
)
_TRIGGERS = {
    "words_of_new": f"AFTER INSERT ON dictations BEGIN {_ADD} END",
    "words_of_changed": f"AFTER UPDATE OF folded ON dictations BEGIN {_REMOVE} {_ADD} END",
    "words_of_removed": f"AFTER DELETE ON dictations BEGIN {_REMOVE} END",
}

_EMPTIED = {
    "words_data": "DELETE FROM words_data WHERE id > 10",  # without the two below FTS5 cannot even drop it
    "words_idx": "DELETE FROM words_idx",
}
"""What holds words, in the tables that FTS5 keeps below the index."""

log = logging.getLogger(__name__)


def is_broken_index(error: sqlite3.Error) -> bool:
    """Damage in the index alone; the rows are well. Rubbish in it may look like a number given twice."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code == sqlite3.SQLITE_CORRUPT_VTAB or isinstance(error, sqlite3.IntegrityError)


def detach_where_impossible(connection: sqlite3.Connection) -> None:
    """Before the first write: the triggers may come from an SQLite that can do more than this one."""
    if not _is_possible(TOKENIZER):
        detach(connection)


def attach(connection: sqlite3.Connection) -> None:
    """An index without its triggers is out of step, and made anew."""
    if _is_possible(TOKENIZER) and not is_attached(connection):
        renew(connection)


def detach(connection: sqlite3.Connection) -> None:
    """Rows are changed without it from now on; `attach` makes it anew."""
    for name in _TRIGGERS:
        connection.execute(f"DROP TRIGGER IF EXISTS {name}")


def is_attached(connection: sqlite3.Connection) -> bool:
    query = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name IN (?, ?, ?)"
    (count,) = connection.execute(query, tuple(_TRIGGERS)).fetchone()
    return bool(count == len(_TRIGGERS))


def renew(connection: sqlite3.Connection) -> None:
    detach(connection)
    try:
        with transaction(connection):
            connection.execute("DROP TABLE IF EXISTS words")
            connection.execute(_TABLE.format(TOKENIZER))
            connection.execute("INSERT INTO words(words) VALUES ('rebuild')")
            for name, does in _TRIGGERS.items():
                connection.execute(f"CREATE TRIGGER {name} {does}")
    except sqlite3.DatabaseError as error:
        log.warning("The history has no index of words: %s", error)


def check(connection: sqlite3.Connection) -> None:
    """Against the rows; raises what `is_broken_index` knows. 0.3 s for 20,000 dictations."""
    if is_attached(connection):
        connection.execute("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)")


def purge(connection: sqlite3.Connection) -> None:
    """FTS5 keeps the words of removed rows until it happens to merge; this merges.

    One that stands still is emptied, by way of the tables below it: this SQLite may not know it.
    """
    if is_attached(connection):
        connection.execute("INSERT INTO words(words) VALUES ('optimize')")
        return
    for table, emptied in _EMPTIED.items():
        query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
        if connection.execute(query, (table,)).fetchone() is None:
            continue
        try:
            connection.execute(emptied)
        except sqlite3.OperationalError as error:  # some systems guard these tables
            log.warning("The words of forgotten dictations stay in the index: %s", error)


def conditions(words: Sequence[str], *, indexed: bool) -> tuple[str, tuple[str, ...]]:
    """The rows that hold all of these words, for a WHERE. In quotes everything is text, no operator."""
    long = [word for word in words if indexed and len(word) >= SHORTEST]
    phrases = " ".join('"{}"'.format(word.replace('"', '""')) for word in long)
    short = [word for word in words if word not in long]
    wanted = ["id IN (SELECT rowid FROM words WHERE words MATCH ?)"] if long else []
    wanted += ["instr(folded, ?) > 0"] * len(short)
    return " AND ".join(wanted), (*([phrases] if long else []), *short)


@cache
def _is_possible(tokenizer: str) -> bool:
    probe = sqlite3.connect(":memory:")
    try:
        probe.execute(f"CREATE VIRTUAL TABLE probe USING fts5(word, tokenize='{tokenizer}')")
    except sqlite3.OperationalError as error:
        log.warning("SQLite %s has no index for the search: %s", sqlite3.sqlite_version, error)
        return False
    finally:
        probe.close()
    return True

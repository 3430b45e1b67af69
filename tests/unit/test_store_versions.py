"""Databases of other versions of the program: an older one grows, a later one is left alone."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from rapidwhisper.core.commands import UpdateRow
from rapidwhisper.core.dictation import Outcome
from rapidwhisper.core.passage import Passage
from rapidwhisper.core.problem import Code, Problem, ProblemError
from rapidwhisper.history import store as store_module
from rapidwhisper.history.reader import reading
from rapidwhisper.history.row import Source
from rapidwhisper.history.schema import SCHEMA_VERSION
from rapidwhisper.history.store import Store

VERSION_1 = """
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
    timings_ms TEXT NOT NULL DEFAULT '{}'
);
PRAGMA user_version = 1;
"""
"""As version 1 of the program wrote it."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path / "data" / "history.sqlite3"


def write_version_1(path: Path, texts: dict[int, str | None]) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(VERSION_1)
        connection.executemany(
            "INSERT OR IGNORE INTO dictations (id, started_at, changed_at, text, outcome)"
            " VALUES (?, '2026-11-23T12:00:00+03:00', 1.0, ?, 'done')",
            texts.items(),
        )
        connection.commit()


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (number,) = connection.execute("PRAGMA user_version").fetchone()
    return int(number)


def ids(store: Store, words: str) -> list[int]:
    return [row.id for row in store.search(words)]


def test_a_history_of_version_1_keeps_every_row_and_its_words_are_found(path: Path) -> None:
    write_version_1(path, {1: "Ёлка", 2: None, 3: "a fir tree"})
    with Store(path) as store:
        assert [(row.id, row.text) for row in store.rows()] == [(3, "a fir tree"), (2, None), (1, "Ёлка")]
        assert ids(store, "елка") == [1]
        store.update(UpdateRow(2, text="елка и шар"), None)
        assert ids(store, "ёлка") == [2, 1]
    assert version(path) == SCHEMA_VERSION


def test_a_history_of_version_1_is_searched_before_the_program_has_run_again(path: Path) -> None:
    write_version_1(path, {1: "Ёлка", 2: None, 3: "a fir tree"})
    with reading(path) as reader:
        assert [row.id for row in reader.search("елка")] == [1]
        assert [row.id for row in reader.search("", limit=2)] == [3, 2]
    assert version(path) == 1


VERSION_2 = VERSION_1.replace("'{}'\n)", "'{}',\n    folded TEXT\n)").replace("version = 1", "version = 2")


def test_a_history_of_version_2_is_read_at_once_and_takes_sound_files_after_the_next_start(
    path: Path,
) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(VERSION_2)
        connection.execute(
            "INSERT INTO dictations (id, started_at, changed_at, text, outcome, folded)"
            " VALUES (1, '2026-11-23T12:00:00+03:00', 1.0, 'Ёлка', 'done', 'елка')"
        )
        connection.commit()
    with reading(path) as reader:
        assert [(row.text, row.file) for row in reader.with_text(5)] == [("Ёлка", "")]
    with Store(path) as store:
        store.begin(2, Source("groq", "large", "ru"), file="/talks/a.mp3")
        said = (Passage(0.5, 4.0, "Шар"), Passage(4.0, 5.0, problem=Problem(Code.TIMED_OUT)))
        store.update(UpdateRow(2, text="Шар […]"), None, passages=said)
        rows = {row.id: row for row in store.rows()}
        assert (rows[1].file, rows[1].text) == ("", "Ёлка")
        assert (rows[2].file, rows[2].passages) == ("/talks/a.mp3", (Passage(0.5, 4.0, "Шар"),))
        assert [row.id for row in store.with_text(5)] == [1]
        assert ids(store, "шар") == [2]
    assert version(path) == SCHEMA_VERSION


def test_odd_times_of_a_sound_file_hide_no_other_row(path: Path) -> None:
    with Store(path) as store:
        for number in (1, 2):
            store.begin(number, Source("groq", "large", ""), file="/talks/a.mp3")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE dictations SET passages = '{}' WHERE id = 2")
    with reading(path) as reader:
        assert [row.id for row in reader.rows()] == [1]


def test_an_old_program_that_runs_beside_adds_rows_that_are_found_later(path: Path) -> None:
    Store(path).close()
    write_version_1(path, {1: "from the old program"})
    with Store(path) as store:
        assert ids(store, "old program") == [1]


def test_growing_that_was_cut_off_begins_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_version_1(path, {number: f"text {number}" for number in range(1, 50)})
    monkeypatch.setattr(store_module, "fold_texts", lambda _: sys.exit("cut off"))
    with pytest.raises(SystemExit):
        Store(path)
    monkeypatch.undo()
    with Store(path) as store:
        assert len(ids(store, "text")) == 49


def test_a_kill_while_it_grows_loses_no_row(path: Path) -> None:
    write_version_1(path, {number: f"text {number}" for number in range(1, 50)})
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from rapidwhisper.history import schema\n"
        "from rapidwhisper.history.store import Store\n"
        "schema.columns = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
        "Store(Path(sys.argv[1]))\n"
    )
    assert subprocess.run([sys.executable, "-c", script, str(path)], check=False).returncode == -9
    with Store(path) as store:
        assert len(ids(store, "text")) == 49


def test_a_damaged_history_of_version_1_is_set_aside_and_its_readable_rows_are_found(path: Path) -> None:
    write_version_1(path, {number: f"Ёлка {number} " + "x" * 400 for number in range(1, 301)})
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = b"\xa5" * 4096
    path.write_bytes(data)
    with Store(path) as store:
        assert 250 < len(store.rows()) < 300
        assert len(ids(store, "елка")) == len(store.rows())
    assert path.with_name(f"{path.name}.damaged-1").exists()


def test_a_history_of_a_later_version_is_refused_in_words_and_not_touched(path: Path) -> None:
    with Store(path) as store:
        store.update(UpdateRow(1, outcome=Outcome.DONE, text="of tomorrow"), None)
        store._connection.execute("ALTER TABLE dictations ADD COLUMN speaker TEXT")
        store._connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(ProblemError) as caught:
        Store(path)
    assert caught.value.problem.code is Code.HISTORY_OF_LATER_VERSION
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_what_can_be_read_of_a_later_version_is_shown(path: Path) -> None:
    with Store(path) as store:
        store.update(UpdateRow(1, outcome=Outcome.DONE, text="of tomorrow"), None)
        store._connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with reading(path) as reader:
        assert reader.last_text() == "of tomorrow"
        assert [row.id for row in reader.search("tomorrow")] == [1]

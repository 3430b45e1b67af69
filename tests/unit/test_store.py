"""The history on disk: who may read it, what a crash leaves, what damage leaves."""

import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from rapidwhisper.core.commands import UpdateRow
from rapidwhisper.core.dictation import Outcome
from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.history.reader import reading
from rapidwhisper.history.row import Source
from rapidwhisper.history.store import Store

LOCAL = Source("local", "pocketsphinx", "en")
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=timezone(timedelta(hours=3)))


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture
def store(path: Path, clock: Clock) -> Iterator[Store]:
    with Store(path, now=clock) as opened:
        yield opened


def test_a_row_tells_everything_in_the_words_of_the_command_line(store: Store) -> None:
    store.begin(1, LOCAL)
    store.update(
        UpdateRow(1, outcome=Outcome.DONE, seconds=2.5, text="слова", timings_ms={"answer": 300}), None
    )
    row = store.row(1)
    assert row is not None
    assert row.as_json() == {
        "id": 1,
        "started_at": "2026-11-23T12:00:00+03:00",
        "seconds": 2.5,
        "provider": "local",
        "model": "pocketsphinx",
        "language": "en",
        "text": "слова",
        "outcome": "done",
        "timings_ms": {"answer": 300},
    }


def test_a_problem_keeps_its_facts_until_a_new_outcome_replaces_it(store: Store) -> None:
    cause = problem(Code.TIMED_OUT, host="example.org", seconds=30)
    store.begin(1, LOCAL)
    store.update(UpdateRow(1, outcome=Outcome.FAILED, problem=cause), None)
    failed = store.row(1)
    store.update(UpdateRow(1, outcome=Outcome.HELD, text="after all"), None)
    held = store.row(1)
    assert failed is not None
    assert failed.problem == cause
    assert held is not None
    assert held.problem is None


def test_rows_come_newest_first_and_as_many_as_wished(store: Store) -> None:
    for number in (1, 2, 3):
        store.begin(number, LOCAL)
    assert [row.id for row in store.rows(2)] == [3, 2]
    assert [row.id for row in store.rows()] == [3, 2, 1]
    assert store.next_id() == 4


def test_the_last_text_is_that_of_the_newest_dictation_that_has_one(store: Store) -> None:
    assert store.last_text() is None
    store.update(UpdateRow(1, text="old"), None)
    store.update(UpdateRow(2, text="new"), None)
    store.update(UpdateRow(3, outcome=Outcome.FAILED), None)
    assert store.last_text() == "new"


def test_the_last_texts_come_newest_first(store: Store) -> None:
    for number, text in enumerate(("one", None, "", "two"), start=1):
        store.update(UpdateRow(number, text=text), None)
    assert [row.text for row in store.with_text(8)] == ["two", "one"]
    assert [row.text for row in store.with_text(1)] == ["two"]


def test_not_transcribed_is_what_failed_and_still_has_its_sound(store: Store) -> None:
    for number, outcome in enumerate((Outcome.FAILED, Outcome.CANCELLED, Outcome.FAILED), start=1):
        store.update(UpdateRow(number, outcome=outcome), None)
    assert [row.id for row in store.failed([1, 2, 3])] == [3, 1]
    assert [row.id for row in store.failed([1, 2])] == [1]


def test_only_its_user_may_read_the_files(store: Store, path: Path) -> None:
    store.begin(1, LOCAL)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    files = sorted(path.parent.iterdir())
    assert [file.name for file in files] == [path.name, f"{path.name}-shm", f"{path.name}-wal"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_looser_mode_is_repaired(path: Path) -> None:
    path.parent.mkdir(mode=0o755)
    path.touch(mode=0o644)
    Store(path).close()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_retry_means_what_failed_before_what_was_cancelled(store: Store) -> None:
    store.update(UpdateRow(1, outcome=Outcome.FAILED), None)
    store.update(UpdateRow(2, outcome=Outcome.FAILED), None)
    store.update(UpdateRow(3, outcome=Outcome.CANCELLED), None)
    store.update(UpdateRow(4, outcome=Outcome.EMPTY), None)
    store.update(UpdateRow(5, outcome=Outcome.FAILED, text="late answer"), None)
    store.begin(6, LOCAL)

    def newest(*audio: int) -> int | None:
        row = store.newest_unsent(audio)
        return row.id if row else None

    assert newest(1, 2, 3, 4, 5, 6) == 2
    assert newest(1, 3, 4) == 1
    assert newest(3, 4) == 3
    assert newest(4, 6) == 4
    assert newest(5, 6) is None
    assert newest() is None


def test_cancelled_sound_stays_for_an_hour_from_the_cancel(store: Store, clock: Clock) -> None:
    store.begin(1, LOCAL)
    clock.now += timedelta(hours=2)
    store.update(UpdateRow(1, outcome=Outcome.CANCELLED), None)
    store.update(UpdateRow(2, outcome=Outcome.EMPTY), None)
    store.update(UpdateRow(3, outcome=Outcome.FAILED), None)
    assert store.expired(clock.now + timedelta(minutes=59), [1, 2, 3]) == []
    assert store.expired(clock.now + timedelta(minutes=61), [1, 2, 3]) == [1, 2]
    assert store.expired(clock.now + timedelta(minutes=61), [1]) == [1]


def test_sound_left_over_beside_its_safe_text_may_go(store: Store, clock: Clock) -> None:
    store.update(UpdateRow(1, outcome=Outcome.HELD, text="safe"), None)
    store.update(UpdateRow(2, text="being inserted"), None)
    assert store.expired(clock.now, [1, 2]) == [1]


def test_after_a_crash_nothing_is_unfinished(store: Store) -> None:
    store.begin(1, LOCAL)
    store.begin(2, LOCAL)
    store.update(UpdateRow(2, text="was not inserted any more"), None)
    store.update(UpdateRow(3, outcome=Outcome.DONE, text="done"), None)
    assert store.recover({1: 4.25}) == (1,)
    failed, held, done = (store.row(number) for number in (1, 2, 3))
    assert failed is not None
    assert (failed.outcome, failed.seconds) == (Outcome.FAILED, 4.25)
    assert failed.problem == problem(Code.INTERRUPTED)
    assert held is not None
    assert held.outcome is Outcome.HELD
    assert done is not None
    assert done.outcome is Outcome.DONE


def test_a_recording_without_a_row_gets_one(store: Store) -> None:
    assert store.recover({7: 1.5}) == (7,)
    unsent = store.newest_unsent([7])
    assert unsent is not None
    assert (unsent.id, unsent.seconds, unsent.outcome) == (7, 1.5, Outcome.FAILED)
    assert store.next_id() == 8


def test_a_killed_writer_loses_nothing_it_had_saved(path: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from rapidwhisper.core.commands import UpdateRow\n"
        "from rapidwhisper.history.store import Store\n"
        "store = Store(Path(sys.argv[1]))\n"
        "store.update(UpdateRow(1, text='safe'), None)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    assert subprocess.run([sys.executable, "-c", script, str(path)], check=False).returncode == -9
    with Store(path) as store:
        assert store.last_text() == "safe"


@pytest.mark.parametrize("rubbish", [b"not a database at all", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database_is_set_aside(path: Path, rubbish: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(rubbish)
    with Store(path) as store:
        store.begin(1, LOCAL)
        assert len(store.rows()) == 1
    assert path.with_name(f"{path.name}.damaged-1").read_bytes() == rubbish


def test_readable_rows_of_a_damaged_database_are_saved(path: Path) -> None:
    with Store(path) as store:
        for number in range(1, 301):
            store.update(UpdateRow(number, text=f"text {number} " + "x" * 400), None)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = b"\xa5" * 4096
    path.write_bytes(data)
    with Store(path) as store:
        texts = {row.id: row.text or "" for row in store.rows()}
        store.begin(301, LOCAL)
    assert {1, 300} <= texts.keys()
    assert 250 < len(texts) < 300
    assert all(text.startswith(f"text {number} ") for number, text in texts.items())
    assert path.with_name(f"{path.name}.damaged-1").exists()


def test_rows_whose_contents_are_damaged_are_left_behind(path: Path) -> None:
    with Store(path) as store:
        for number in range(1, 301):
            store.update(UpdateRow(number, text="x" * 400, outcome=Outcome.DONE), None)
        store._connection.execute("UPDATE dictations SET outcome = 'd?ne' WHERE id = 2")
        store._connection.execute("UPDATE dictations SET timings_ms = '{' WHERE id = 3")
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2 // 4096 * 4096)
        file.write(b"\xa5" * 4096)
    with Store(path) as store:
        assert [row.id for row in store.rows()][-3:] == [5, 4, 1]


def test_a_problem_of_a_later_version_is_shown_as_an_unnamed_one(store: Store) -> None:
    store.update(UpdateRow(1, outcome=Outcome.FAILED, problem=problem(Code.TIMED_OUT)), None)
    store._connection.execute("UPDATE dictations SET problem_code = 'eaten_by_bears'")
    row = store.row(1)
    assert row is not None
    assert row.problem == problem(Code.INTERNAL, detail="eaten_by_bears")


def test_a_truncated_database_does_not_stop_the_program(path: Path) -> None:
    with Store(path) as store:
        for number in range(1, 101):
            store.update(UpdateRow(number, text="x" * 400), None)
    path.write_bytes(path.read_bytes()[:20_000])
    with Store(path) as store:
        store.begin(101, LOCAL)
        assert store.next_id() == 102


def test_a_second_damage_leaves_the_first_one_where_it_is(path: Path) -> None:
    path.parent.mkdir()
    for _ in range(2):
        path.write_bytes(b"rubbish" * 100)
        Store(path).close()
    names = {file.name for file in path.parent.iterdir()}
    assert {f"{path.name}.damaged-1", f"{path.name}.damaged-2", path.name} <= names


def test_the_history_is_not_followed_through_a_link(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic"):
        Store(path)
    assert not (tmp_path / "elsewhere").exists()


def test_another_process_reads_while_this_one_writes(store: Store, path: Path) -> None:
    store.update(UpdateRow(1, text="one"), None)
    with reading(path) as reader:
        store.update(UpdateRow(2, text="two"), None)
        assert reader.last_text() == "two"


def test_reading_a_history_that_is_not_there_finds_nothing_and_makes_nothing(path: Path) -> None:
    with reading(path) as reader:
        assert reader.rows() == []
    assert not path.parent.exists()


def test_reading_a_damaged_history_is_a_problem_and_no_crash(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"rubbish" * 1000)
    with pytest.raises(ProblemError) as caught, reading(path) as reader:
        reader.rows()
    assert caught.value.problem.code is Code.HISTORY_UNREADABLE


def test_time_is_kept_with_the_offset_of_the_place(path: Path) -> None:
    with Store(path) as store:
        store.begin(1, LOCAL)
        row = store.row(1)
    assert row is not None
    started = datetime.fromisoformat(row.started_at)
    assert started.utcoffset() is not None
    assert abs(datetime.now(UTC) - started) < timedelta(minutes=5)

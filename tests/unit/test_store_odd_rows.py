"""One row that makes no sense (damage, a later version) costs itself and no other."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from rapidwhisper.core.commands import UpdateRow
from rapidwhisper.core.dictation import DictationId, Outcome
from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.history.reader import reading
from rapidwhisper.history.store import Store

ODD = {
    "unknown outcome": ("outcome", "of a later version"),
    "broken timings": ("timings_ms", "{"),
    "timings that are a list": ("timings_ms", "[1]"),
    "seconds that are words": ("seconds", "long"),
    "a start that is bytes": ("started_at", b"\xff"),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(path) as opened:
        opened.update(UpdateRow(1, outcome=Outcome.FAILED), None)
        opened.update(UpdateRow(2, outcome=Outcome.HELD, text="readable"), None)
        opened.update(UpdateRow(3, outcome=Outcome.FAILED), None)
        yield opened


def spoil(path: Path, dictation: DictationId, column: str, value: object) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"UPDATE dictations SET {column} = ? WHERE id = ?", (value, dictation))  # noqa: S608


@pytest.mark.parametrize("odd", ODD)
def test_one_odd_row_does_not_blind_the_store(
    store: Store, path: Path, odd: str, caplog: pytest.LogCaptureFixture
) -> None:
    spoil(path, 3, *ODD[odd])
    with caplog.at_level(logging.WARNING), reading(path) as reader:
        assert [row.id for row in reader.rows()] == [2, 1]
        assert reader.row(3) is None
        unsent = reader.newest_unsent([1, 3])
    assert unsent is not None
    assert unsent.id == 1
    assert "1 rows of the history cannot be read: [3]" in caplog.text
    assert store.next_id() == 4


def test_a_stage_time_that_is_none_costs_only_itself(store: Store, path: Path) -> None:
    spoil(path, 3, "timings_ms", '{"answer": 300, "send": "long", "text": null, "paste": -5, "insert": 20}')
    row = store.row(3)
    assert row is not None
    assert row.timings_ms == {"answer": 300, "insert": 20}


def test_an_odd_row_does_not_use_up_the_limit_or_hide_the_last_text(store: Store, path: Path) -> None:
    store.update(UpdateRow(4, outcome=Outcome.HELD, text="newest"), None)
    spoil(path, 4, "outcome", "odd")
    assert [row.id for row in store.rows(2)] == [3, 2]
    assert store.last_text() == "readable"


def test_facts_that_make_no_sense_cost_their_row_only(store: Store, path: Path) -> None:
    spoil(path, 3, "problem_code", Code.TIMED_OUT.value)
    spoil(path, 3, "problem_facts", "[]")
    assert [row.id for row in store.rows()] == [2, 1]


@pytest.mark.parametrize("odd", ODD)
def test_sound_of_an_odd_row_can_be_tried_again_after_the_next_start(
    store: Store, path: Path, odd: str
) -> None:
    spoil(path, 3, *ODD[odd])
    assert store.recover({3: 2.5}) == (3,)
    row = store.row(3)
    assert row is not None
    assert (row.outcome, row.seconds) == (Outcome.FAILED, 2.5)


def test_the_text_of_an_odd_row_is_kept_when_the_row_is_put_in_order(store: Store, path: Path) -> None:
    spoil(path, 2, "outcome", "odd")
    assert store.recover({2: 2.5}) == ()
    row = store.row(2)
    assert row is not None
    assert (row.text, row.outcome) == ("readable", Outcome.HELD)


def test_an_odd_row_without_sound_is_left_as_it_is(store: Store, path: Path) -> None:
    spoil(path, 2, "outcome", "of a later version")
    store.recover({})
    query = "SELECT outcome, text FROM dictations WHERE id = 2"
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(query).fetchone() == ("of a later version", "readable")


def test_a_stray_recording_with_an_endless_number_does_not_stop_the_recovery(store: Store) -> None:
    assert store.recover({10**30: 1.0, 9: 1.5}) == (9,)
    assert store.row(10**30) is None


def test_a_folder_that_may_not_be_entered_is_a_problem_and_no_empty_history(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", refuse)
    with pytest.raises(ProblemError) as caught, reading(path):
        pass
    assert caught.value.problem.code is Code.HISTORY_UNREADABLE

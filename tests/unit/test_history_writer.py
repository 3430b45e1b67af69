"""The History port: the fake and the real one under one contract, then what only the real one can suffer."""

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Event as Flag

import pytest

from rapidwhisper.core.commands import BeginRow, UpdateRow
from rapidwhisper.core.dictation import DictationId, Outcome, Unsent
from rapidwhisper.core.events import Event, Faulted, Saved
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.retention import Retention
from rapidwhisper.core.settings import DEFAULTS, Settings
from rapidwhisper.history import writer as writer_module
from rapidwhisper.history.reader import reading
from rapidwhisper.history.row import Row, Source
from rapidwhisper.history.schema import SCHEMA_VERSION
from rapidwhisper.history.store import Store
from rapidwhisper.history.writer import HistoryWriter
from tests.contracts.history import Archive, HistoryContract
from tests.rig.fakes_history import FakeHistory
from tests.rig.process import wait_until

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def describe(settings: Settings) -> tuple[str, str]:
    return settings.ai_provider, settings.custom_model or "small"


class FakeArchive:
    def __init__(self) -> None:
        self.events: list[Event] = []
        self.history = FakeHistory(self.events.append)
        self.discarded = self.history.discarded
        self.kept = self.history.kept

    def settle(self) -> None: ...

    def outcome(self, dictation: DictationId) -> Outcome | None:
        return self.history.outcomes.get(dictation)

    def text(self, dictation: DictationId) -> str | None:
        return self.history.texts.get(dictation)


class RealArchive:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.events: list[Event] = []
        self.discarded: list[DictationId] = []
        self.kept: list[DictationId] = []
        self.history = HistoryWriter(
            self.events.append,
            path,
            self.discarded.append,
            describe,
            keep=self.kept.append,
            now=lambda: NOON,
        )

    def settle(self) -> None:
        assert self.history.flush(10)

    def found(self, dictation: DictationId) -> Row | None:
        with reading(self.path) as reader:
            return reader.row(dictation)

    def row(self, dictation: DictationId) -> Row:
        row = self.found(dictation)
        assert row is not None
        return row

    def outcome(self, dictation: DictationId) -> Outcome | None:
        row = self.found(dictation)
        return row.outcome if row else None

    def text(self, dictation: DictationId) -> str | None:
        row = self.found(dictation)
        return row.text if row else None

    def faults(self) -> list[Code]:
        return [event.problem.code for event in self.events if isinstance(event, Faulted)]


@pytest.fixture
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RealArchive]:
    monkeypatch.setattr(writer_module, "TRY_AGAIN_S", 0.05)
    archive = RealArchive(tmp_path / "data" / "history.sqlite3")
    yield archive
    archive.history.close()


class TestFakeHistory(HistoryContract):
    @pytest.fixture
    def archive(self) -> Archive:
        return FakeArchive()


class TestHistoryWriter(HistoryContract):
    @pytest.fixture
    def archive(self, real: RealArchive) -> Archive:
        return real


def test_a_row_names_the_provider_and_model_it_began_with(real: RealArchive) -> None:
    real.history.begin(BeginRow(1, Settings(language="ru")))
    real.settle()
    assert real.row(1).source == Source("local", "small", "ru")


def test_a_retry_with_another_provider_replaces_them(real: RealArchive) -> None:
    real.history.begin(BeginRow(1, DEFAULTS))
    real.history.update(UpdateRow(1, settings=Settings(ai_provider="custom", custom_model="large")))
    real.settle()
    assert real.row(1).source == Source("custom", "large", "")


def test_a_history_that_cannot_be_written_is_told_once_and_caught_up_later(real: RealArchive) -> None:
    real.path.parent.write_text("a file where the folder should be")
    real.history.begin(BeginRow(1, DEFAULTS))
    real.history.update(UpdateRow(1, text="one"))
    real.history.discard_audio(1)
    wait_until(real.faults, "the fault")
    real.history.begin(BeginRow(2, DEFAULTS))
    assert real.history.flush(0.2) is False
    assert real.faults() == [Code.HISTORY_UNWRITABLE]
    assert real.discarded == [], "sound must stay until its text is safe"
    real.path.parent.unlink()
    real.settle()
    assert real.events[1:] == [Saved(1)]
    assert real.discarded == [1]
    assert real.text(1) == "one"
    assert real.outcome(2) is Outcome.UNFINISHED


def test_a_history_of_a_later_version_is_told_once_and_costs_no_sound(real: RealArchive) -> None:
    with Store(real.path) as store:
        store.begin(1, Source("local", "", ""))
        store._connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    assert real.history.recover({}).next_id > 1_000_000, "a number that the later version has not used"
    real.history.update(UpdateRow(2, text="words"))
    real.history.discard_audio(2)
    assert real.history.flush(0.2) is False
    assert real.faults() == [Code.HISTORY_OF_LATER_VERSION]
    assert real.discarded == []


def test_a_second_failure_after_a_recovery_is_told_again(real: RealArchive) -> None:
    for number in (1, 2):
        shutil.rmtree(real.path.parent, ignore_errors=True)
        real.path.parent.write_text("")
        real.history.begin(BeginRow(number, DEFAULTS))
        wait_until(lambda: len(real.faults()) == number, "the fault")  # noqa: B023 - used within the loop
        real.path.parent.unlink()
        real.settle()
    assert real.faults() == [Code.HISTORY_UNWRITABLE] * 2


def test_a_deleted_folder_is_begun_anew(real: RealArchive) -> None:
    real.history.begin(BeginRow(1, DEFAULTS))
    real.settle()
    shutil.rmtree(real.path.parent)
    real.history.update(UpdateRow(2, text="after"))
    real.settle()
    assert real.text(2) == "after"
    assert real.faults() == []


def test_a_store_damaged_while_in_use_is_set_aside_and_the_next_text_saved(real: RealArchive) -> None:
    with Store(real.path) as store:
        for number in range(1, 301):
            store.update(UpdateRow(number, text="x" * 400), None)
    real.history.begin(BeginRow(301, DEFAULTS))
    real.settle()
    with real.path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (real.path.stat().st_size - 3 * 4096))
    real.history.update(UpdateRow(150, text="new"))
    real.settle()
    assert real.events[-1] == Saved(150)
    assert real.text(150) == "new"
    assert real.faults() == [Code.HISTORY_UNWRITABLE]
    assert real.path.with_name(f"{real.path.name}.damaged-1").exists()


def test_a_text_with_half_a_surrogate_pair_is_kept_all_the_same(real: RealArchive) -> None:
    real.history.update(UpdateRow(1, text="half \ud83d pair"))
    real.settle()
    assert real.text(1) == "half ? pair"
    assert real.events == [Saved(1)]


def test_sound_that_cannot_be_removed_does_not_stop_the_history(tmp_path: Path) -> None:
    def refuse(_: DictationId) -> None:
        raise PermissionError

    events: list[Event] = []
    history = HistoryWriter(events.append, tmp_path / "data" / "h", refuse, describe, keep=refuse)
    history.discard_audio(1)
    history.keep_audio(1)
    history.update(UpdateRow(1, text="words"))
    assert history.flush(10)
    history.close()
    assert events == [Saved(1)]


def test_sound_that_cannot_be_put_away_does_not_stop_the_history(tmp_path: Path) -> None:
    def refuse(_: DictationId) -> None:
        raise ValueError

    events: list[Event] = []
    history = HistoryWriter(events.append, tmp_path / "data" / "h", refuse, describe, keep=refuse)
    history.keep_audio(1)
    history.update(UpdateRow(1, text="words"))
    assert history.flush(10)
    history.close()
    assert events == [Saved(1)]


def test_sound_of_a_forgotten_dictation_that_could_not_be_removed_goes_later(tmp_path: Path) -> None:
    removed: list[DictationId] = []
    locked = Flag()

    def discard(dictation: DictationId) -> None:
        if not locked.is_set():
            locked.set()
            raise PermissionError
        removed.append(dictation)

    events: list[Event] = []
    history = HistoryWriter(events.append, tmp_path / "data" / "h", discard, describe, keep=removed.append)
    history.update(UpdateRow(1, text="words", outcome=Outcome.DONE))
    history.forget(1)
    history.expire(lambda: [1], Retention(7.0, None))
    assert history.flush(10)
    history.close()
    assert removed == [1]


def test_one_change_that_makes_no_sense_does_not_stop_the_next(real: RealArchive) -> None:
    real.history.update(UpdateRow(1, timings_ms={"send": object()}))  # type: ignore[dict-item]
    real.history.update(UpdateRow(2, text="words"))
    real.settle()
    assert real.faults() == [Code.INTERNAL]
    assert real.events[-1] == Saved(2)


def test_closing_writes_what_was_still_asked_for(real: RealArchive) -> None:
    for number in range(20):
        real.history.update(UpdateRow(number, text=str(number)))
    real.history.close()
    with reading(real.path) as reader:
        assert len(reader.rows()) == 20


def test_a_text_deleted_while_somebody_reads_is_gone_from_every_file_at_the_next_expiry(
    real: RealArchive,
) -> None:
    real.history.update(UpdateRow(1, text="a secret word", outcome=Outcome.DONE))
    real.settle()
    with closing(sqlite3.connect(real.path)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM dictations").fetchone()
        real.history.forget(1)
        real.settle()
    real.history.expire(lambda: (), Retention(7.0, None))
    real.settle()
    assert not [file for file in real.path.parent.iterdir() if b"secret" in file.read_bytes()]


def test_recovery_gives_the_next_number_and_what_was_interrupted(real: RealArchive) -> None:
    real.history.begin(BeginRow(4, DEFAULTS))
    recovered = real.history.recover({4: 3.5, 9: 1.0})
    assert recovered.next_id == 10
    assert recovered.interrupted == (9, 4)
    assert real.row(4).seconds == 3.5


def test_recovery_names_what_waits_for_a_server_that_could_not_be_reached(real: RealArchive) -> None:
    for number, code in enumerate((Code.UNREACHABLE, Code.KEY_REFUSED, Code.TIMED_OUT), 1):
        cause = problem(code, host="x")
        real.history.update(UpdateRow(number, outcome=Outcome.FAILED, seconds=2.0, problem=cause))
    assert real.history.recover({1: 2.0, 2: 2.0}).unreached == (Unsent(1, 2.0),)


def test_recovery_counts_the_texts_that_may_not_have_reached_their_window(real: RealArchive) -> None:
    real.history.begin(BeginRow(1, DEFAULTS))
    real.history.update(UpdateRow(1, text="cut off"))
    real.history.begin(BeginRow(2, DEFAULTS))
    real.history.update(UpdateRow(2, text="arrived", outcome=Outcome.DONE))
    assert real.history.recover({}).texts == 1


def test_without_a_readable_store_numbers_come_from_the_clock(real: RealArchive) -> None:
    real.path.parent.write_text("")
    assert real.history.recover({}).next_id == int(NOON.timestamp())
    assert real.faults() == [Code.HISTORY_UNWRITABLE]


def test_a_recovery_that_makes_no_sense_is_answered_at_once_and_with_a_free_number(
    real: RealArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Store, audio: object) -> None:
        raise sqlite3.IntegrityError(audio)

    real.history.begin(BeginRow(4, DEFAULTS))
    monkeypatch.setattr(Store, "recover", fail)
    assert real.history.recover({9: 1.0, 10**30: 1.0}, timeout_s=60).next_id == 10
    real.settle()
    assert real.faults() == [Code.INTERNAL]


def test_a_recovery_on_a_full_disk_still_gives_a_free_number(
    real: RealArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Store, audio: object) -> None:
        raise sqlite3.OperationalError("database or disk is full", audio)

    real.history.begin(BeginRow(4, DEFAULTS))
    monkeypatch.setattr(Store, "recover", fail)
    assert real.history.recover({}, timeout_s=60).next_id == 5
    wait_until(real.faults, "the fault")
    monkeypatch.undo()
    assert real.faults() == [Code.HISTORY_UNWRITABLE]


def test_expired_sound_is_let_go_and_the_rest_kept(real: RealArchive) -> None:
    real.history.update(UpdateRow(1, text="safe", outcome=Outcome.DONE))
    real.history.update(UpdateRow(2, outcome=Outcome.FAILED))
    real.history.update(UpdateRow(3, outcome=Outcome.CANCELLED))
    real.history.expire(lambda: [1, 2, 3], Retention(0.0, None))
    real.settle()
    assert real.discarded == [1]


def test_kept_sound_is_put_away_again_if_an_earlier_run_had_no_time_for_it(real: RealArchive) -> None:
    real.history.update(UpdateRow(1, text="safe", outcome=Outcome.DONE))
    real.history.update(UpdateRow(2, outcome=Outcome.FAILED))
    real.history.update(UpdateRow(3, text="on its way into the window"))
    real.history.expire(lambda: [1, 2, 3], Retention(7.0, None))
    real.settle()
    assert real.kept == [1]
    assert real.discarded == []


def test_an_outdated_text_goes_with_its_row_and_its_sound(real: RealArchive) -> None:
    real.history.update(UpdateRow(1, text="old", outcome=Outcome.DONE))
    real.history.update(UpdateRow(2, outcome=Outcome.FAILED))
    real.history.expire(lambda: [1, 2], Retention(7.0, 0.0))
    real.settle()
    assert real.found(1) is None
    assert real.outcome(2) is Outcome.FAILED
    assert real.discarded == [1]


def test_the_first_expiry_of_a_run_mends_the_index_of_words(real: RealArchive) -> None:
    with Store(real.path) as store:
        store.update(UpdateRow(1, text="words", outcome=Outcome.DONE), None)
        store._connection.execute("INSERT INTO words(words, rowid, folded) VALUES ('delete', 1, 'words')")
        assert store.search("words") == []
    real.history.expire(list, Retention(7.0, None))
    real.settle()
    with reading(real.path) as reader:
        assert [row.id for row in reader.search("words")] == [1]


def test_the_folder_of_recordings_is_looked_through_on_the_writers_thread(real: RealArchive) -> None:
    """A folder that is slow to list holds nobody up."""
    looked: list[str] = []

    def recorded() -> list[DictationId]:
        looked.append(threading.current_thread().name)
        return []

    real.history.expire(recorded, Retention(7.0, None))
    real.settle()
    assert looked == ["history"]


def test_asking_for_more_never_waits_for_the_disk(tmp_path: Path) -> None:
    stuck, entered = Flag(), Flag()

    def slow_discard(_: DictationId) -> None:
        entered.set()
        stuck.wait(10)

    events: list[Event] = []
    history = HistoryWriter(events.append, tmp_path / "data" / "h", slow_discard, describe, keep=slow_discard)
    history.discard_audio(1)
    assert entered.wait(10)
    history.begin(BeginRow(2, DEFAULTS))
    history.update(UpdateRow(2, text="words"))
    assert events == []
    stuck.set()
    history.close()
    assert events == [Saved(2)]

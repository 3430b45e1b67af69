"""How long texts and sound stay, by the settings and a clock that a test winds forward."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rapidwhisper.core.commands import UpdateRow
from rapidwhisper.core.dictation import Outcome
from rapidwhisper.core.retention import Retention, keeps_audio, keeps_text
from rapidwhisper.core.settings import DEFAULTS, HistoryMode
from rapidwhisper.history.store import Store

WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)
MOMENT = timedelta(seconds=1)


@dataclass
class Clock:
    now: datetime = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    with Store(tmp_path / "data" / "history.sqlite3", now=clock) as opened:
        yield opened


ONE_OF_EACH = (
    UpdateRow(1, outcome=Outcome.DONE, text="done"),
    UpdateRow(2, outcome=Outcome.HELD, text="held"),
    UpdateRow(3, outcome=Outcome.FAILED),
    UpdateRow(4, outcome=Outcome.FAILED, text="late answer"),
    UpdateRow(5, outcome=Outcome.CANCELLED),
    UpdateRow(6, outcome=Outcome.EMPTY),
    UpdateRow(7, text="on its way into the window"),
)
ALL = range(1, 8)


@pytest.fixture
def full(store: Store) -> Store:
    for row in ONE_OF_EACH:
        store.update(row, None)
    return store


@pytest.mark.parametrize(
    ("history", "audio_days"), [(HistoryMode.ON, 3.5), (HistoryMode.TEXT, 0.0), (HistoryMode.OFF, 0.0)]
)
def test_only_a_full_history_keeps_sound(history: HistoryMode, audio_days: float) -> None:
    settings = replace(DEFAULTS, history=history, keep_audio_days=3.5, keep_text_days=30.0)
    assert Retention.of(settings) == Retention(audio_days, 30.0)
    assert keeps_audio(settings) is (audio_days > 0)
    assert keeps_text(settings) is (history is not HistoryMode.OFF)


def test_sound_is_never_kept_without_its_text() -> None:
    settings = replace(DEFAULTS, keep_text_days=0.0)
    assert not keeps_text(settings)
    assert not keeps_audio(settings)
    assert not keeps_audio(replace(DEFAULTS, keep_audio_days=0.0))
    assert keeps_text(replace(DEFAULTS, keep_audio_days=0.0))


def test_by_default_sound_stays_for_a_week_and_texts_for_ever() -> None:
    assert Retention.of(DEFAULTS) == Retention(7.0, None)


def test_sound_of_finished_dictations_goes_after_its_days(full: Store, clock: Clock) -> None:
    assert full.expired(clock.now + WEEK - MOMENT, ALL, days=7) == [5, 6]
    assert full.expired(clock.now + WEEK, ALL, days=7) == [1, 2, 4, 5, 6]
    assert full.expired(clock.now + WEEK, [1, 3], days=7) == [1]


def test_sound_that_is_not_to_be_kept_goes_as_soon_as_its_text_is_safe(full: Store, clock: Clock) -> None:
    assert full.expired(clock.now, ALL, days=0) == [1, 2, 4]
    assert full.expired(clock.now - WEEK, ALL, days=0) == [1, 2, 4], "with the clock put back"


def test_what_has_failed_stays_whatever_the_settings(full: Store, clock: Clock) -> None:
    years_later = clock.now + timedelta(days=10_000)
    assert 3 not in full.expired(years_later, ALL, days=0)
    assert 3 not in full.outdated(years_later, ALL, days=0)


def test_without_its_sound_a_failed_dictation_is_only_a_line(full: Store, clock: Clock) -> None:
    assert 3 in full.outdated(clock.now + WEEK, [1, 2], days=7)


def test_texts_go_after_their_days(full: Store, clock: Clock) -> None:
    assert full.outdated(clock.now + WEEK - MOMENT, ALL, days=7) == []
    assert full.outdated(clock.now + WEEK, ALL, days=7) == [1, 2, 4, 5, 6]
    assert full.outdated(clock.now + WEEK, ALL, days=None) == []


def test_a_text_that_has_not_reached_its_window_stays_for_an_hour(full: Store, clock: Clock) -> None:
    assert full.outdated(clock.now, ALL, days=0) == [1]
    assert full.outdated(clock.now + HOUR + MOMENT, ALL, days=0) == [1, 2, 4, 5, 6]


def test_the_days_begin_anew_when_a_dictation_is_used_again(full: Store, clock: Clock) -> None:
    clock.now += WEEK
    full.update(UpdateRow(1, outcome=Outcome.DONE), None)
    assert 1 not in full.outdated(clock.now, ALL, days=7)
    assert 1 in full.outdated(clock.now + WEEK, ALL, days=7)


def test_recordings_of_numbers_that_nobody_could_give_do_no_harm(full: Store, clock: Clock) -> None:
    assert full.outdated(clock.now + WEEK, [10**30], days=7) == [1, 2, 3, 4, 5, 6]

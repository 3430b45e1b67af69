"""What every history promises, the fake included."""

from abc import ABC, abstractmethod
from typing import Protocol

import pytest

from rapidwhisper.core.commands import BeginRow, UpdateRow
from rapidwhisper.core.dictation import DictationId, Outcome
from rapidwhisper.core.events import Event, Saved
from rapidwhisper.core.ports import History
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.settings import DEFAULTS


class Archive(Protocol):
    """A history, what it told and what it keeps."""

    events: list[Event]
    discarded: list[DictationId]
    kept: list[DictationId]

    @property
    def history(self) -> History: ...

    def settle(self) -> None:
        """Everything asked until now has been dealt with."""

    def outcome(self, dictation: DictationId) -> Outcome | None: ...

    def text(self, dictation: DictationId) -> str | None: ...


class HistoryContract(ABC):
    @pytest.fixture
    @abstractmethod
    def archive(self) -> Archive: ...

    def test_a_dictation_is_unfinished_from_its_beginning(self, archive: Archive) -> None:
        archive.history.begin(BeginRow(1, DEFAULTS))
        archive.settle()
        assert archive.outcome(1) is Outcome.UNFINISHED
        assert archive.events == []

    def test_a_text_is_announced_as_saved(self, archive: Archive) -> None:
        archive.history.begin(BeginRow(1, DEFAULTS))
        archive.history.update(UpdateRow(1, text="words", outcome=Outcome.DONE))
        archive.settle()
        assert archive.events == [Saved(1)]
        assert archive.text(1) == "words"

    def test_a_failure_alone_saves_no_text(self, archive: Archive) -> None:
        archive.history.begin(BeginRow(1, DEFAULTS))
        archive.history.update(UpdateRow(1, outcome=Outcome.FAILED, problem=problem(Code.TIMED_OUT)))
        archive.settle()
        assert archive.events == []
        assert archive.outcome(1) is Outcome.FAILED
        assert archive.text(1) is None

    def test_what_is_not_mentioned_stays(self, archive: Archive) -> None:
        archive.history.begin(BeginRow(1, DEFAULTS))
        archive.history.update(UpdateRow(1, text="words", outcome=Outcome.HELD))
        archive.history.update(UpdateRow(1, timings_ms={"insert": 20}))
        archive.settle()
        assert archive.outcome(1) is Outcome.HELD
        assert archive.text(1) == "words"

    def test_a_late_text_of_a_cancelled_dictation_is_kept(self, archive: Archive) -> None:
        archive.history.begin(BeginRow(1, DEFAULTS))
        archive.history.update(UpdateRow(1, outcome=Outcome.CANCELLED))
        archive.history.update(UpdateRow(1, text="late"))
        archive.settle()
        assert archive.outcome(1) is Outcome.CANCELLED
        assert archive.text(1) == "late"

    def test_a_text_is_kept_even_if_its_beginning_was_never_written(self, archive: Archive) -> None:
        archive.history.update(UpdateRow(7, text="words"))
        archive.settle()
        assert archive.events == [Saved(7)]
        assert archive.text(7) == "words"

    def test_dictations_are_saved_in_the_order_in_which_they_came(self, archive: Archive) -> None:
        for number in range(1, 6):
            archive.history.begin(BeginRow(number, DEFAULTS))
            archive.history.update(UpdateRow(number, text=f"text {number}"))
        archive.settle()
        assert archive.events == [Saved(number) for number in range(1, 6)]

    def test_sound_is_let_go_when_asked(self, archive: Archive) -> None:
        archive.history.begin(BeginRow(1, DEFAULTS))
        archive.history.discard_audio(1)
        archive.settle()
        assert archive.discarded == [1]

    def test_sound_is_kept_when_asked(self, archive: Archive) -> None:
        archive.history.begin(BeginRow(1, DEFAULTS))
        archive.history.update(UpdateRow(1, text="words", outcome=Outcome.DONE))
        archive.history.keep_audio(1)
        archive.settle()
        assert archive.kept == [1]
        assert archive.discarded == []

    def test_what_is_forgotten_leaves_neither_row_nor_sound(self, archive: Archive) -> None:
        for number in (1, 2):
            archive.history.update(UpdateRow(number, text=f"text {number}", outcome=Outcome.DONE))
        archive.history.forget(1)
        archive.settle()
        assert archive.outcome(1) is None
        assert archive.text(1) is None
        assert archive.discarded == [1]
        assert archive.text(2) == "text 2"

    def test_a_text_that_was_kept_before_is_not_forgotten_because_nothing_new_is_kept(
        self, archive: Archive
    ) -> None:
        archive.history.update(UpdateRow(1, text="of before", outcome=Outcome.DONE))
        archive.history.update(UpdateRow(2, seconds=2.0))
        archive.history.forget_unkept(1)
        archive.history.forget_unkept(2)
        archive.settle()
        assert archive.text(1) == "of before"
        assert archive.outcome(2) is None
        assert archive.discarded == [2]

    def test_forgetting_what_was_never_there_harms_nothing(self, archive: Archive) -> None:
        archive.history.update(UpdateRow(1, text="words"))
        archive.history.forget(7)
        archive.settle()
        assert archive.events == [Saved(1)]
        assert archive.text(1) == "words"

    def test_what_comes_late_for_a_forgotten_dictation_brings_nothing_back(self, archive: Archive) -> None:
        archive.history.update(UpdateRow(1, text="words", outcome=Outcome.DONE))
        archive.history.update(UpdateRow(2, text="words", outcome=Outcome.DONE))
        archive.history.forget(1)
        archive.history.forget_all(())
        archive.history.update(UpdateRow(1, outcome=Outcome.DONE))
        archive.history.update(UpdateRow(2, text="late", outcome=Outcome.HELD))
        archive.settle()
        assert archive.outcome(1) is None
        assert archive.outcome(2) is None
        assert archive.events == [Saved(1), Saved(2)]

    def test_clearing_all_spares_what_is_being_spoken(self, archive: Archive) -> None:
        archive.history.update(UpdateRow(1, text="words", outcome=Outcome.DONE))
        archive.history.update(UpdateRow(2, outcome=Outcome.FAILED))
        archive.history.begin(BeginRow(3, DEFAULTS))
        archive.history.forget_all(())
        archive.settle()
        assert archive.outcome(1) is None
        assert archive.outcome(2) is None
        assert archive.outcome(3) is Outcome.UNFINISHED
        assert sorted(archive.discarded) == [1, 2]

    def test_clearing_all_spares_what_is_being_tried_again(self, archive: Archive) -> None:
        """A retry keeps the outcome of before until it has one of its own."""
        archive.history.update(UpdateRow(1, outcome=Outcome.FAILED))
        archive.history.update(UpdateRow(2, text="held", outcome=Outcome.HELD))
        archive.history.update(UpdateRow(3, outcome=Outcome.FAILED))
        archive.history.forget_all((1, 2))
        archive.history.update(UpdateRow(1, text="after all", outcome=Outcome.HELD))
        archive.settle()
        assert archive.text(1) == "after all"
        assert archive.text(2) == "held"
        assert archive.outcome(3) is None
        assert archive.discarded == [3]

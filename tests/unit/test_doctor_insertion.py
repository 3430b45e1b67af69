"""The doctor's trial of the insertion: into its own window, or not at all."""

from pathlib import Path
from typing import Any

import pytest

from rapidwhisper.config.folders import Folders
from rapidwhisper.core.check import Check, Verdict
from rapidwhisper.core.dictation import Target
from rapidwhisper.core.events import Event, Inserted
from rapidwhisper.core.problem import Code
from rapidwhisper.core.settings import PasteMethod, Settings
from rapidwhisper.doctor import delivery, insertion
from rapidwhisper.doctor.delivery import Delivery
from rapidwhisper.doctor.doors import Doors
from rapidwhisper.doctor.insertion import TEXT, check_insertion
from rapidwhisper.providers.speech import SpeechToText
from tests.rig.fakes_hotkeys import FakeHotkeys
from tests.rig.fakes_inserter import FakeInserter

OURS = 7


class Trial:
    def __init__(self, folder: Path, **settings: Any) -> None:
        self.delivery = Delivery()
        self.inserter = FakeInserter(self.emit)
        self.inserter.focused = Target(OURS)
        self.focus: int | None = OURS
        self.others: list[Event] = []
        self.busy = False
        self.pressed = False
        """The hotkey, as soon as the window has the focus."""
        self.doors = Doors(
            folders=Folders(folder, folder, folder, folder),
            settings=Settings(**settings),
            hotkeys=FakeHotkeys(self.emit),
            inserter=self.inserter,
            can_paste=True,
            delivery=self.delivery,
            speech=SpeechToText(),
            busy=lambda: self.busy,
        )

    def emit(self, event: Event) -> None:
        if not self.delivery.takes(event):
            self.others.append(event)

    def wait_for(self, fact: str, seconds: float, wanted: object = None) -> Any:
        """As the window does."""
        self.busy = self.busy or self.pressed
        return self.focus if fact == "window" else self.inserter.windows[Target(OURS)]

    def check(self) -> Check:
        return check_insertion(self, self.doors)


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    return Trial(tmp_path)


def code(check: Check) -> Code | None:
    return check.problem.code if check.problem is not None else None


def test_a_text_that_arrives_is_told_with_its_time_and_with_no_dictation(trial: Trial) -> None:
    check = trial.check()
    assert (check.verdict, check.problem) == (Verdict.OK, None)
    assert check.found.startswith("A text arrived in a window within ")
    assert trial.inserter.windows == {Target(OURS): TEXT}
    assert trial.others == []


def test_answers_to_dictations_are_left_to_them(trial: Trial) -> None:
    assert not trial.delivery.takes(Inserted(1))


def test_a_window_that_takes_nothing_is_a_failure_with_its_reason(trial: Trial) -> None:
    trial.inserter.deaf = {Target(OURS)}
    check = trial.check()
    assert (check.verdict, code(check)) == (Verdict.FAILED, Code.INSERTION_FAILED)
    assert check.problem is not None
    assert check.problem.facts["detail"] == "The window did not take the text."


def test_proof_without_a_text_in_the_window_is_a_failure(trial: Trial) -> None:
    trial.inserter.windows.default_factory = lambda: "Rapid"
    trial.inserter.windows[Target(OURS)] = "something else: "
    assert trial.check().verdict is Verdict.FAILED


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(insertion, "_SETTLES_S", 0.1)


@pytest.mark.usefixtures("_impatient")
@pytest.mark.parametrize(("focus", "in_front"), [(None, OURS), (OURS, 8), (OURS, None)])
def test_nothing_goes_into_a_window_of_somebody_else(
    trial: Trial, focus: int | None, in_front: int | None
) -> None:
    trial.focus = focus
    trial.inserter.focused = Target(in_front) if in_front is not None else None
    check = trial.check()
    assert (check.verdict, code(check)) == (Verdict.WARNING, Code.INSERTION_UNTRIED)
    assert not any(trial.inserter.windows.values())


def test_texts_that_are_only_copied_on_wish_are_all_right(tmp_path: Path) -> None:
    trial = Trial(tmp_path, paste_method=PasteMethod.COPY)
    assert trial.check().verdict is Verdict.OK
    assert trial.inserter.clipboard == ""


@pytest.mark.parametrize("moment", ["busy", "pressed"])
def test_a_dictation_that_begins_while_the_window_comes_up_is_not_disturbed(
    trial: Trial, moment: str
) -> None:
    setattr(trial, moment, True)
    assert code(trial.check()) is Code.DICTATION_UNDER_WAY
    assert not any(trial.inserter.windows.values())


def test_an_answer_that_comes_late_is_none_to_the_next_question(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "INSERTED_S", 0.01)
    trial.inserter.paused = True
    assert trial.delivery.insert(trial.inserter, TEXT, Target(OURS), Settings()) is not None
    trial.inserter.resume()
    trial.inserter.deaf = {Target(OURS)}
    assert trial.delivery.insert(trial.inserter, TEXT, Target(OURS), Settings()) is not None
    assert trial.others == [], "nor does it concern a dictation"

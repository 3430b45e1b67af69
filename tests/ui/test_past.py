"""What the history's window may reach: a real store and real recordings behind it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from rapidwhisper.core.commands import BeginRow, UpdateRow
from rapidwhisper.core.dictation import Dictation, Outcome, Target
from rapidwhisper.core.events import PasteWished, RetryWished
from rapidwhisper.core.problem import Code, Problem
from rapidwhisper.ui.focus_back import FocusBack
from rapidwhisper.ui.history.entry import Found
from rapidwhisper.ui.history.export_dialog import ENDINGS
from tests.rig.past_desk import SETTINGS, Desk


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, tmp_path)
    yield made
    made.close()


def test_what_was_said_a_moment_ago_is_found(desk: Desk) -> None:
    desk.keep(1, "Ёлка", Outcome.DONE, sound=False)
    desk.keep(2, None, Outcome.FAILED, sound=True)
    found = desk.found()
    assert [(each.id, each.text, each.has_sound) for each in found.entries] == [
        (2, "", True),
        (1, "Ёлка", False),
    ]
    assert not found.more
    assert found.entries[0].provider == "Custom server"
    assert [each.id for each in desk.found("елка").entries] == [1]


def test_a_start_that_failed_and_left_nothing_is_not_listed(desk: Desk) -> None:
    desk.keep(1, "words", Outcome.DONE, sound=False)
    desk.writer.begin(BeginRow(2, SETTINGS))
    desk.writer.update(UpdateRow(2, outcome=Outcome.FAILED, seconds=0.0))
    assert [each.id for each in desk.found().entries] == [1]


def test_it_tells_that_there_is_more(desk: Desk) -> None:
    for number in (1, 2, 3):
        desk.keep(number, "words", Outcome.DONE, sound=False)
    assert [each.id for each in desk.found(limit=2).entries] == [3, 2]
    assert desk.found(limit=2).more
    assert not desk.found(limit=3).more


def test_a_history_that_was_never_written_is_empty(desk: Desk) -> None:
    assert desk.found() == Found()


def test_a_history_that_cannot_be_read_is_a_problem(desk: Desk) -> None:
    desk.writer.close()
    desk.file.unlink(missing_ok=True)
    desk.file.write_bytes(b"no database at all, but long enough to be taken for one" * 100)
    cause = desk.found().problem
    assert cause is not None
    assert cause.code is Code.HISTORY_UNREADABLE


def test_only_what_clearing_would_take_is_counted(desk: Desk) -> None:
    desk.keep(1, "words", Outcome.DONE, sound=True)
    desk.keep(2, None, Outcome.FAILED, sound=True)
    desk.keep(3, "new words", Outcome.UNFINISHED, sound=True)
    amount = desk.answer(desk.doors.count)
    assert not isinstance(amount, Problem)
    assert (amount.texts, amount.recordings) == (1, 2)
    desk.doors.forget_all()
    assert desk.forgotten, "the tray shows texts too"
    assert [each.id for each in desk.found().entries] == [3]
    assert desk.journal.ids() == (3,)


def test_clearing_leaves_what_is_being_tried_again(desk: Desk) -> None:
    desk.keep(1, None, Outcome.FAILED, sound=True)
    desk.keep(2, "words", Outcome.HELD, sound=True)
    desk.keep(3, None, Outcome.FAILED, sound=True)
    desk.state = replace(desk.state, dictations=(Dictation(1, SETTINGS), Dictation(2, SETTINGS)))
    amount = desk.answer(desk.doors.count)
    assert not isinstance(amount, Problem)
    assert (amount.texts, amount.recordings) == (0, 1)
    desk.doors.forget_all()
    assert [each.id for each in desk.found().entries] == [2, 1]
    assert desk.journal.ids() == (1, 2)


def test_one_is_deleted_with_its_sound(desk: Desk) -> None:
    desk.keep(1, "words", Outcome.DONE, sound=True)
    desk.keep(2, "other words", Outcome.DONE, sound=True)
    desk.doors.forget(1)
    assert [each.id for each in desk.found().entries] == [2]
    assert desk.journal.ids() == (2,)


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_found_is_exported_in_every_format_that_is_offered(desk: Desk, ending: str) -> None:
    desk.keep(1, "First words.", Outcome.DONE, sound=False)
    desk.keep(2, "Other words.", Outcome.DONE, sound=False)
    file = desk.folder / f"export{ending}"

    def ask(then: Callable[[Problem | None], None]) -> None:
        desk.doors.export("first", file, then)

    assert desk.answer(ask) is None
    assert "First words." in file.read_text("utf-8")
    assert "Other words." not in file.read_text("utf-8")


def test_a_file_that_cannot_be_written_is_a_problem(desk: Desk) -> None:
    def ask(then: Callable[[Problem | None], None]) -> None:
        desk.doors.export("", desk.folder / "no such folder" / "export.txt", then)

    cause = desk.answer(ask)
    assert cause is not None
    assert cause.code is Code.EXPORT_FAILED


def test_it_is_transcribed_again_with_the_provider_that_was_chosen(desk: Desk) -> None:
    desk.keep(2, None, Outcome.FAILED, sound=True)
    desk.doors.transcribe(2, "groq")
    desk.qtbot.waitUntil(lambda: RetryWished(2, 1.0, replace(SETTINGS, ai_provider="groq")) in desk.events)


def test_only_providers_that_are_set_up_are_offered(desk: Desk) -> None:
    names = {card.name for card in desk.doors.providers()}
    assert {"groq", "custom"} <= names
    assert "openai" not in names


def test_a_text_goes_into_the_window_that_has_the_focus(desk: Desk) -> None:
    desk.doors.paste(1, "words")
    desk.qtbot.waitUntil(lambda: bool(desk.events))
    assert desk.events == [PasteWished(1, "words", Target(1))]


def test_only_a_focus_that_stays_is_believed(qtbot: QtBot) -> None:
    """The window manager may pass by another window on its way."""
    looks = iter([None, Target(7), Target(8), Target(8)])
    found: list[Target | None] = []
    focus = FocusBack(lambda: next(looks))
    focus.then(found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert found == [Target(8)]


def test_a_text_that_finds_no_window_is_not_lost(desk: Desk) -> None:
    desk.inserter.focused = None
    desk.doors.paste(1, "words")
    desk.qtbot.waitUntil(lambda: bool(desk.events), timeout=20_000)
    assert desk.events == [PasteWished(1, "words", None)]

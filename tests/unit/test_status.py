"""What `rapidwhisper status` says to people."""

from typing import Any

import pytest

from rapidwhisper.core.state import Phase
from rapidwhisper.ui import words
from rapidwhisper.ui.status import status_lines

ANSWER: dict[str, Any] = {
    "state": "idle",
    "provider": "custom",
    "provider_label": "Own server",
    "model": "small",
    "local_only": False,
    "hotkey": "ctrl+space",
    "hotkey_backend": "x11",
    "hotkey_armed": True,
    "hotkey_trouble": None,
    "last_error": None,
}


def test_it_is_told_in_words_and_without_what_only_programs_want() -> None:
    assert status_lines(ANSWER) == ["ready; provider Own server small; hotkey ctrl+space"]


def test_that_nothing_leaves_this_computer_is_told() -> None:
    lines = status_lines({**ANSWER, "local_only": True})
    assert lines[1:] == ["nothing leaves this computer (LOCAL_ONLY is on)"]


def test_a_hotkey_that_does_not_work_is_told_with_its_reason() -> None:
    trouble = {"code": "hotkey_taken", "message": "Another program holds it."}
    lines = status_lines({**ANSWER, "hotkey_armed": False, "hotkey_trouble": trouble})
    assert lines[1:] == ["the hotkey does not work now: Another program holds it."]


def test_the_last_problem_has_its_time_of_day() -> None:
    last = {"code": "no_speech", "message": "No speech was heard.", "at": "2026-11-24T14:02:11.123+03:00"}
    assert status_lines({**ANSWER, "last_error": last})[1:] == ["last problem, 14:02: No speech was heard."]


@pytest.mark.parametrize("phase", list(Phase))
def test_every_state_has_a_word_that_is_translated(monkeypatch: pytest.MonkeyPatch, phase: Phase) -> None:
    monkeypatch.setattr(words, "_translator", lambda _context, text, *_: f"«{text}»")
    (line,) = status_lines({**ANSWER, "state": phase.value})
    assert line.startswith("««")

"""The doctor's judgement of the clipboard."""

import threading
from collections.abc import Iterator

import pyperclip
import pytest

from rapidwhisper.core.check import Verdict
from rapidwhisper.core.problem import Code
from rapidwhisper.doctor import clipboard
from rapidwhisper.doctor.clipboard import check_clipboard


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Whoever waits for it waits until the end of the test."""
    monkeypatch.setattr(clipboard, "_ANSWER_S", 0.05)
    event = threading.Event()
    yield event
    event.set()


def _without_a_tool() -> str:
    raise pyperclip.PyperclipException


def test_a_clipboard_that_can_be_read_is_all_right() -> None:
    assert check_clipboard(needed=True, read=lambda: "").verdict is Verdict.OK


@pytest.mark.parametrize(("needed", "verdict"), [(True, Verdict.FAILED), (False, Verdict.WARNING)])
def test_without_a_tool_it_depends_on_who_needs_one(verdict: Verdict, *, needed: bool) -> None:
    check = check_clipboard(needed=needed, read=_without_a_tool)
    assert check.verdict is verdict
    assert check.problem is not None
    assert check.problem.code is Code.CLIPBOARD_MISSING


def test_a_program_that_keeps_the_clipboard_to_itself_is_named_as_the_cause(frozen: threading.Event) -> None:
    def read() -> str:
        frozen.wait()
        return ""

    check = check_clipboard(needed=False, read=read)
    assert check.problem is not None
    assert check.problem.code is Code.CLIPBOARD_FAILED

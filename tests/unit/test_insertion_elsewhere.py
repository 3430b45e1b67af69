"""The ways without an X server, on fakes: Windows, macOS, Wayland, and the one that only copies."""

import ctypes
import os
import shutil
import time
from collections.abc import Callable, Iterator
from queue import SimpleQueue
from typing import Any

import pyperclip
import pytest

from rapidwhisper.core.dictation import Target
from rapidwhisper.core.events import Event, Faulted, Inserted, NotInserted
from rapidwhisper.core.laps import Lap
from rapidwhisper.core.machine import INSERTING_S
from rapidwhisper.core.problem import Code, Unavailable, problem
from rapidwhisper.core.settings import PasteMethod, WrongWindow
from rapidwhisper.insertion import pynput_paste, windows_target
from rapidwhisper.insertion.choose import choose
from rapidwhisper.insertion.copy_only import CopyOnly, copied
from rapidwhisper.insertion.pynput_paste import PynputInserter
from rapidwhisper.insertion.wayland import WaylandInserter
from rapidwhisper.insertion.windows_target import ForegroundWindow
from tests.contracts.inserter import InserterContract, wish
from tests.rig.process import wait_until


class Board:
    """A clipboard for texts; it can be out of order."""

    def __init__(self) -> None:
        self.text = ""
        self.passing = False
        self.broken = False
        self.meanwhile: Callable[[], object] = lambda: None
        """What happens while it takes a text."""

    def lend(self, text: str) -> None:
        self.copy(text)
        self.passing = True
        self.meanwhile()

    def copy(self, text: str) -> None:
        if self.broken:
            raise pyperclip.PyperclipException("\n    no clipboard tool\n    see the docs")
        self.text = text
        self.passing = False

    def paste(self) -> str:
        return self.text


class PynputBench:
    """The foreground too."""

    def __init__(self) -> None:
        self.events: SimpleQueue[Event] = SimpleQueue()
        self.board = Board()
        self.focused: Target | None = Target(1)
        self.stubborn = False
        self.keys_fail = False
        self.windows = {Target(1): "", Target(2): ""}
        self.inserter = PynputInserter(
            self.events.put,
            press_paste=self._paste,
            foreground=self,
            clipboard=self.board,
            restore_after_s=0.05,
        )

    def active(self) -> Target | None:
        return self.focused

    def is_gone(self, target: Target) -> bool:
        return target not in self.windows

    def bring_forward(self, target: Target) -> bool:
        if self.stubborn:
            return False
        self.focused = target
        return True

    def _paste(self) -> None:
        assert self.focused is not None
        assert self.board.passing
        if self.keys_fail:
            raise RuntimeError
        self.windows[self.focused] += self.board.text

    def next_event(self) -> Event:
        return self.events.get(timeout=10)

    def wait_for_text(self, expected: str) -> None:
        assert self.windows[Target(1)] == expected

    def focus_elsewhere(self) -> None:
        self.focused = Target(2)

    def focus_back(self) -> None:
        self.focused = Target(1)

    def closed_window(self) -> Target:
        return Target(3)

    def wait_for_text_elsewhere(self, expected: str) -> None:
        assert self.windows[Target(2)] == expected

    def user_copies(self, text: str) -> None:
        self.board.text = text

    def wait_for_clipboard(self, expected: str) -> None:
        wait_until(lambda: self.board.text == expected, "the clipboard has the text")


@pytest.fixture
def bench() -> Iterator[PynputBench]:
    made = PynputBench()
    yield made
    made.inserter.close()


class TestPynputInserter(InserterContract):
    pass


def test_what_can_be_told_here_is_when_the_keys_were_pressed_and_no_receipt(bench: PynputBench) -> None:
    ordered_at = time.monotonic()
    bench.inserter.insert(1, "text", Target(1), wish())
    inserted = bench.next_event()
    assert isinstance(inserted, Inserted)
    assert list(inserted.stamps) == [Lap.WAIT, Lap.PASTE]
    assert ordered_at <= inserted.stamps[Lap.WAIT] <= inserted.stamps[Lap.PASTE] <= time.monotonic()


def test_a_text_that_is_held_was_never_pasted(bench: PynputBench) -> None:
    bench.focused = Target(2)
    bench.inserter.insert(1, "text", Target(1), wish())
    held = bench.next_event()
    assert isinstance(held, NotInserted)
    assert held.stamps == {}


def test_text_waits_if_the_system_does_not_bring_its_window_back(bench: PynputBench) -> None:
    bench.stubborn = True
    bench.focused = Target(2)
    bench.inserter.insert(1, "text", Target(1), wish(wrong_window=WrongWindow.REFOCUS))
    assert bench.next_event() == NotInserted(1, problem(Code.HELD_FOR_ITS_WINDOW))
    assert set(bench.windows.values()) == {""}


def test_our_own_window_in_front_gets_nothing_even_where_the_focus_decides(bench: PynputBench) -> None:
    bench.focused = None
    bench.inserter.insert(1, "text", Target(1), wish(wrong_window=WrongWindow.PASTE))
    assert bench.next_event() == NotInserted(1, problem(Code.HELD_FOR_ITS_WINDOW))


def test_a_broken_clipboard_is_told(bench: PynputBench) -> None:
    bench.board.broken = True
    bench.inserter.insert(1, "text", Target(1), wish())
    event = bench.next_event()
    assert isinstance(event, NotInserted)
    assert event.problem.code is Code.CLIPBOARD_FAILED


def test_an_insertion_is_over_before_the_core_gives_up_on_it() -> None:
    assert pynput_paste._OVER_S < INSERTING_S


def test_a_text_that_has_waited_too_long_behind_another_is_not_pasted_any_more(
    bench: PynputBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The core has called it lost by then, and the user has been told where it is."""
    monkeypatch.setattr(pynput_paste, "_OVER_S", 0.0)
    bench.user_copies("old")
    for method in (PasteMethod.AUTO, PasteMethod.COPY):
        bench.inserter.insert(1, "text", Target(1), wish(method))
        assert bench.next_event() == NotInserted(1, problem(Code.KEPT_IN_HISTORY))
    assert (bench.board.text, set(bench.windows.values())) == ("old", {""})


def test_a_text_is_not_pasted_after_the_clipboard_has_hung_too_long(
    bench: PynputBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pynput_paste, "_OVER_S", 0.2)
    over = time.monotonic() + 0.4
    bench.board.meanwhile = lambda: wait_until(lambda: time.monotonic() > over, "it is too late")
    bench.user_copies("old")
    bench.inserter.insert(1, "text", Target(1), wish())
    assert bench.next_event() == NotInserted(1, problem(Code.KEPT_IN_HISTORY))
    bench.wait_for_clipboard("old")
    assert set(bench.windows.values()) == {""}


def test_a_window_that_comes_to_the_front_while_the_clipboard_is_busy_gets_nothing(
    bench: PynputBench,
) -> None:
    bench.user_copies("old")
    bench.board.meanwhile = bench.focus_elsewhere
    bench.inserter.insert(1, "text", Target(1), wish())
    assert bench.next_event() == NotInserted(1, problem(Code.HELD_FOR_ITS_WINDOW))
    bench.wait_for_clipboard("old")
    assert set(bench.windows.values()) == {""}


def test_a_window_that_is_closed_while_the_clipboard_is_busy_leaves_the_text_there(
    bench: PynputBench,
) -> None:
    bench.board.meanwhile = lambda: bench.windows.pop(Target(1), None)
    bench.inserter.insert(1, "text", Target(1), wish())
    assert bench.next_event() == NotInserted(1, problem(Code.KEPT_WINDOW_CLOSED))
    bench.inserter.close()
    assert bench.board.text == "text"


def test_an_insertion_that_fails_unexpectedly_comes_to_an_end_and_the_next_one_works(
    bench: PynputBench, caplog: pytest.LogCaptureFixture
) -> None:
    bench.user_copies("old")
    bench.keys_fail = True
    bench.inserter.insert(1, "canary", Target(1), wish())
    assert bench.next_event() == NotInserted(1, problem(Code.INTERNAL, detail="RuntimeError"))
    assert "canary" not in caplog.text
    bench.wait_for_clipboard("old")
    bench.keys_fail = False
    bench.inserter.insert(2, "text", Target(1), wish())
    assert bench.next_event() == Inserted(2)
    bench.wait_for_text("text")


def test_closing_brings_the_old_clipboard_back_at_once() -> None:
    board = Board()
    board.text = "old"
    events: SimpleQueue[Event] = SimpleQueue()
    inserter = PynputInserter(events.put, press_paste=lambda: None, foreground=None, clipboard=board)
    inserter.insert(1, "text", None, wish())
    assert events.get(timeout=10) == Inserted(1)
    assert board.text == "text"
    inserter.close()
    assert board.text == "old"


@pytest.mark.parametrize(
    ("method", "warnings"),
    [
        (PasteMethod.AUTO, 0),
        (PasteMethod.CTRL_V, 0),
        (PasteMethod.COPY, 0),
        (PasteMethod.TYPE, 1),
        (PasteMethod.SHIFT_INSERT, 1),
    ],
)
def test_a_way_to_paste_that_does_not_exist_here_is_not_ignored_in_silence(
    bench: PynputBench, caplog: pytest.LogCaptureFixture, method: PasteMethod, warnings: int
) -> None:
    bench.inserter.insert(1, "text", Target(1), wish(method))
    bench.next_event()
    assert caplog.text.count(f"PASTE_METHOD={method}") == warnings


# copies only


@pytest.fixture
def board(monkeypatch: pytest.MonkeyPatch) -> Board:
    made = Board()
    monkeypatch.setattr(pyperclip, "copy", made.copy)
    return made


def kept(build: Callable[..., CopyOnly], method: PasteMethod = PasteMethod.AUTO) -> Event:
    events: SimpleQueue[Event] = SimpleQueue()
    inserter = build(events.put)
    try:
        inserter.insert(1, "te\x1bxt", inserter.target(), wish(method))
        return events.get(timeout=10)
    finally:
        inserter.close()


def test_wayland_copies_and_says_that_nothing_was_pasted(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/wl-copy")
    assert kept(WaylandInserter) == NotInserted(1, problem(Code.KEPT_NO_WAY, reason="Wayland"))
    assert board.text == "text"


def test_wayland_without_its_tool_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(Unavailable, match="wl-clipboard"):
        WaylandInserter(lambda _: None)


def test_who_wants_copies_only_is_not_told_of_missing_ways(board: Board) -> None:
    event = kept(lambda emit: CopyOnly(emit, "none"), PasteMethod.COPY)
    assert event == NotInserted(1, problem(Code.COPIED))
    assert isinstance(event, NotInserted)
    assert list(event.stamps) == [Lap.WAIT, Lap.PASTE]
    assert board.text == "text"


def test_a_missing_clipboard_tool_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("copy", "paste"):
        monkeypatch.setattr(pyperclip, name, getattr(pyperclip, name))  # they stand there again afterwards
    pyperclip.set_clipboard("no")
    assert copied("text") == problem(Code.CLIPBOARD_MISSING)


def test_a_copy_that_fails_is_told_in_one_line(board: Board) -> None:
    board.broken = True
    told = problem(Code.CLIPBOARD_FAILED, detail="no clipboard tool")
    event = kept(lambda emit: CopyOnly(emit, "none"))
    assert event == NotInserted(1, told)
    assert isinstance(event, NotInserted)
    assert event.stamps == {}
    events: SimpleQueue[Event] = SimpleQueue()
    inserter = CopyOnly(events.put, "none")
    inserter.copy("text")
    assert events.get(timeout=10) == Faulted(told)
    inserter.close()


# choosing


@pytest.mark.parametrize(
    ("platform", "session"),
    [
        ("linux", {}),
        ("linux", {"DISPLAY": ":none"}),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":none"}),
        ("freebsd14", {"XDG_SESSION_TYPE": "wayland"}),
    ],
)
def test_where_no_way_works_the_text_is_copied(
    platform: str, session: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    inserter = choose(lambda _: None, platform=platform, session=session)
    assert type(inserter) is CopyOnly
    inserter.close()


def test_a_wayland_session_is_served_by_its_own_tool(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/wl-copy")
    session = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}
    inserter = choose(lambda _: None, platform="linux", session=session)
    assert type(inserter) is WaylandInserter
    inserter.close()


# Windows


class User32:
    def __init__(self, window: int, process: int) -> None:
        self.window = window
        self.process = process
        self.obeys = True

    def GetForegroundWindow(self) -> int:  # noqa: N802 - the system's name
        return self.window

    def GetWindowThreadProcessId(self, window: int, process: Any) -> int:  # noqa: N802
        ctypes.cast(process, ctypes.POINTER(ctypes.c_ulong)).contents.value = self.process
        return 1

    def IsWindow(self, window: int) -> int:  # noqa: N802
        return int(window in {77, 78})

    def SetForegroundWindow(self, window: int) -> int:  # noqa: N802
        if self.obeys:
            self.window = window
        return int(self.obeys)


@pytest.mark.parametrize(
    ("window", "process", "target"),
    [(77, 5, Target(77)), (0, 5, None), (77, os.getpid(), None)],
    ids=["another program's", "none", "our own"],
)
def test_windows_tells_the_active_window(window: int, process: int, target: Target | None) -> None:
    assert ForegroundWindow(User32(window, process)).active() == target


def test_windows_brings_a_window_to_the_front() -> None:
    user32 = User32(78, 5)
    assert ForegroundWindow(user32).bring_forward(Target(77))
    assert user32.window == 77


def test_windows_may_refuse_to_bring_a_window_to_the_front(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows_target, "_FOCUS_S", 0.05)
    user32 = User32(78, 5)
    user32.obeys = False
    assert not ForegroundWindow(user32).bring_forward(Target(77))


@pytest.mark.parametrize(
    ("target", "gone"),
    [(Target(77), False), (Target(77, process=5), False), (Target(77, process=6), True), (Target(99), True)],
    ids=["open", "of the same program", "its number is another program's now", "closed"],
)
def test_windows_tells_a_closed_window(target: Target, gone: bool) -> None:  # noqa: FBT001
    assert ForegroundWindow(User32(78, 5)).is_gone(target) is gone

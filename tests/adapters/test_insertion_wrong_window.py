"""Texts whose window is not in front when they come: each meaning of WRONG_WINDOW, on real windows."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from Xlib import X

from rapidwhisper.core.events import Inserted, NotInserted
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.settings import PasteMethod, WrongWindow
from rapidwhisper.insertion.x11_link import Link
from tests.contracts.inserter import wish
from tests.rig import clipboard
from tests.rig.display import Display, x_server
from tests.rig.process import running, wait_until
from tests.rig.targets import Window, process_of, qt_editor, terminal
from tests.rig.x11_bench import X11Bench

HELD = NotInserted(1, problem(Code.HELD_FOR_ITS_WINDOW))
CLOSED = NotInserted(1, problem(Code.KEPT_WINDOW_CLOSED))
EVERY_WISH = pytest.mark.parametrize("wrong_window", list(WrongWindow))


def owners(display: Display) -> list[int]:
    link = Link(display.name)
    try:
        selections = [link.display.get_selection_owner(link.atom(name)) for name in ("CLIPBOARD", "PRIMARY")]
        return [owner.id if owner else 0 for owner in selections]
    finally:
        link.close()


@pytest.mark.parametrize("method", [PasteMethod.AUTO, PasteMethod.TYPE])
def test_a_text_that_waits_leaves_both_selections_to_their_owners(x11: X11Bench, method: PasteMethod) -> None:
    x11.user_copies("old")
    selected = clipboard.other_owner(x11.display, b"selected", x11.folder, selection="primary")
    x11.stack.enter_context(selected)
    window = x11.open_qt()
    target = x11.target()
    x11.focus_elsewhere()
    before = owners(x11.display)
    assert 0 not in before
    x11.inserter.insert(1, "text", target, wish(method))
    assert x11.next_event() == HELD
    assert owners(x11.display) == before
    assert (window.text(), x11.elsewhere.text()) == ("", "")


def test_a_text_that_waits_lets_the_next_one_pass_and_comes_later(x11: X11Bench) -> None:
    x11.user_copies("old")
    window = x11.open_qt()
    target = x11.target()
    x11.focus_elsewhere()
    x11.inserter.insert(1, "first", target, wish())
    x11.inserter.insert(2, "second", x11.target(), wish())
    assert [x11.next_event(), x11.next_event()] == [HELD, Inserted(2)]
    x11.elsewhere.wait_for_text("second")
    window.focus()
    x11.inserter.insert(1, "first", target, wish())
    assert x11.next_event() == Inserted(1)
    window.wait_for_text("first")
    x11.wait_for_clipboard("old")


def wm_state(x11: X11Bench, window: Window) -> str:
    return x11.display.run("xprop", "-id", str(window.id), "WM_STATE")


def test_a_minimized_window_is_not_closed(x11: X11Bench) -> None:
    window = x11.open_qt()
    target = x11.target()
    x11.display.run("xdotool", "windowminimize", "--sync", str(window.id))
    wait_until(lambda: "Iconic" in wm_state(x11, window), "the window manager says so")
    x11.inserter.insert(1, "text", target, wish())
    assert x11.next_event() == HELD


def test_a_hidden_window_counts_as_closed(x11: X11Bench) -> None:
    window = x11.open_qt()
    target = x11.target()
    x11.display.run("xdotool", "windowunmap", "--sync", str(window.id))
    wait_until(lambda: "Normal" not in wm_state(x11, window), "the window manager lets go of it")
    x11.inserter.insert(1, "text", target, wish())
    assert x11.next_event() == CLOSED
    x11.wait_for_clipboard("text")


def open_with_number(x11: X11Bench, number: int) -> Window:
    """The X server gives the lowest one that is free, unless something short-lived has it just then."""
    for attempt in range(12):
        editor = qt_editor(x11.display, x11.folder, name=f"editor{attempt}")
        window = x11.stack.enter_context(editor)
        if window.id == number:
            return window
    raise AssertionError("the X server does not give the number again")


@EVERY_WISH
def test_the_next_program_that_gets_the_number_of_a_closed_window_does_not_get_its_text(
    display: Display, x11: X11Bench, tmp_path: Path, wrong_window: WrongWindow
) -> None:
    with qt_editor(display, tmp_path, name="closed"):
        target = x11.target()
    window = open_with_number(x11, target.window)
    x11.inserter.insert(1, "text", target, wish(wrong_window=wrong_window))
    if wrong_window is WrongWindow.PASTE:
        assert x11.next_event() == Inserted(1)
        window.wait_for_text("text")
    else:
        assert x11.next_event() == CLOSED
        assert window.text() == ""


# refocus


def test_a_minimized_window_is_shown_again_for_its_text(x11: X11Bench) -> None:
    window = x11.open_qt()
    target = x11.target()
    x11.display.run("xdotool", "windowminimize", "--sync", str(window.id))
    x11.inserter.insert(1, "text", target, wish(wrong_window=WrongWindow.REFOCUS))
    assert x11.next_event() == Inserted(1)
    window.wait_for_text("text")


def test_a_window_on_another_desktop_is_gone_to_for_its_text(x11: X11Bench) -> None:
    x11.display.run("xdotool", "set_num_desktops", "2")
    window = x11.open_qt()
    target = x11.target()
    x11.display.run("xdotool", "set_desktop", "1")
    wait_until(lambda: x11.inserter.target() is None, "the window is out of sight")
    x11.inserter.insert(1, "text", target, wish(wrong_window=WrongWindow.REFOCUS))
    assert x11.next_event() == Inserted(1)
    window.wait_for_text("text")
    assert x11.display.run("xdotool", "get_desktop").strip() == "0"


@contextmanager
def frozen_window_manager(display: Display) -> Iterator[None]:
    link = Link(display.name)
    check = link.root.get_full_property(link.atom("_NET_SUPPORTING_WM_CHECK"), X.AnyPropertyType)
    process = process_of(display, check.value[0])
    link.close()
    os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process, signal.SIGCONT)


def test_a_text_waits_if_its_window_does_not_come_to_the_front(x11: X11Bench) -> None:
    x11.user_copies("old")
    window = x11.open_qt()
    target = x11.target()
    x11.focus_elsewhere()
    with frozen_window_manager(x11.display):
        x11.inserter.insert(1, "text", target, wish(wrong_window=WrongWindow.REFOCUS))
        assert x11.next_event() == HELD
    wait_until(lambda: x11.inserter.target() == target, "the window manager has obeyed at last")
    assert (window.text(), x11.elsewhere.text()) == ("", "")
    assert clipboard.read(x11.display) == b"old"


def test_a_window_comes_to_the_front_without_a_window_manager(tmp_path: Path) -> None:
    with x_server(window_manager=False) as display, ExitStack() as stack:
        bench = X11Bench(display, tmp_path, stack)
        targets = []
        for name in ("first", "second"):
            program = f"stty raw -echo; cat > '{tmp_path}/{name}'"
            command = ["xterm", "-class", name, "-u8", "-e", "sh", "-c", program]
            stack.enter_context(running(command, env=display.env, stderr=subprocess.DEVNULL))
            wait_until((tmp_path / name).exists, "the terminal's program listens")
            shown = ("search", "--sync", "--onlyvisible", "--class", name)
            display.run("xdotool", *shown, "windowfocus", "--sync")
            targets.append(wait_until(bench.inserter.target, "the terminal has the focus"))
        assert targets[0] != targets[1]
        bench.inserter.insert(1, "text", targets[0], wish(wrong_window=WrongWindow.REFOCUS))
        assert bench.next_event() == Inserted(1)
        wait_until(lambda: (tmp_path / "first").read_bytes() == b"text", "the text arrives")
        assert (tmp_path / "second").read_bytes() == b""


# paste


def test_a_terminal_in_front_gets_a_text_as_a_terminal_should(x11: X11Bench) -> None:
    window = x11.open_qt()
    target = x11.target()
    front = x11.stack.enter_context(terminal(x11.display, x11.folder))
    x11.inserter.insert(1, "rm -r dir\n", target, wish(wrong_window=WrongWindow.PASTE))
    assert x11.next_event() == Inserted(1)
    front.wait_for_text("rm -r dir")
    assert window.text() == ""


def test_text_follows_a_focus_that_moves_while_keys_are_held_where_that_is_wished(x11: X11Bench) -> None:
    window = x11.open_qt()
    with x11.held("ctrl"):
        x11.inserter.insert(1, "text", x11.target(), wish(wrong_window=WrongWindow.PASTE))
        x11.focus_elsewhere()
    assert x11.next_event() == Inserted(1)
    x11.elsewhere.wait_for_text("text")
    assert window.text() == ""


def test_what_had_no_window_goes_where_the_focus_is_only_where_that_is_wished(x11: X11Bench) -> None:
    window = x11.open_qt()
    x11.inserter.insert(1, "text", None, wish(wrong_window=WrongWindow.PASTE))
    assert x11.next_event() == Inserted(1)
    window.wait_for_text("text")


# our own windows


@contextmanager
def our_window(display: Display) -> Iterator[None]:
    """It has the focus."""
    link = Link(display.name)
    try:
        link.window.configure(x=10, y=10, width=100, height=100)
        link.window.map()
        link.display.sync()
        display.run("xdotool", "windowactivate", "--sync", str(link.window.id))
        wait_until(lambda: link.display.get_input_focus().focus == link.window, "our window has the focus")
        yield
    finally:
        link.close()


@pytest.mark.parametrize("wrong_window", [WrongWindow.HOLD, WrongWindow.PASTE])
def test_our_own_window_in_front_never_gets_the_text(x11: X11Bench, wrong_window: WrongWindow) -> None:
    window = x11.open_qt()
    target = x11.target()
    with our_window(x11.display):
        assert x11.inserter.target() is None
        x11.inserter.insert(1, "text", target, wish(wrong_window=wrong_window))
        assert x11.next_event() == HELD
        x11.inserter.insert(2, "text", None, wish(wrong_window=wrong_window))
        assert x11.next_event() == NotInserted(2, problem(Code.KEPT_NO_WINDOW))
    assert window.text() == ""

"""Whatever goes wrong around an insertion: slow windows, rivals for the clipboard, a lost connection."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from Xlib import X

from rapidwhisper.core.dictation import Target
from rapidwhisper.core.events import Event, Inserted, NotInserted
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.settings import PasteMethod
from rapidwhisper.insertion import x11_inserter, x11_selection
from rapidwhisper.insertion.x11_clipboard import BorrowedClipboard
from rapidwhisper.insertion.x11_content import SECRET_HINT
from rapidwhisper.insertion.x11_link import Link
from rapidwhisper.insertion.x11_offer import Offer
from tests.contracts.inserter import wish
from tests.rig import clipboard
from tests.rig.display import Display
from tests.rig.pastes import paste_late
from tests.rig.process import end, running, wait_until
from tests.rig.targets import gtk_entry, late_reader, qt_editor, terminal
from tests.rig.x11_bench import Open, X11Bench
from tests.rig.x11_clients import connected, kill, ours, owner


def code(event: Event) -> Code:
    assert isinstance(event, NotInserted)
    return event.problem.code


# slow and frozen windows


@pytest.mark.parametrize("late_s", [0.5, 3.0, 5.0])
def test_a_window_that_reads_late_gets_the_text_once(x11: X11Bench, late_s: float) -> None:
    """It answers pings all the while, so it does not look slow."""
    x11.user_copies("old")
    target = x11.stack.enter_context(late_reader(x11.display, x11.folder, late_s))
    x11.window = target.window
    x11.insert("one ")
    x11.insert("two ", dictation=2)
    assert [x11.next_event(), x11.next_event()] == [Inserted(1), Inserted(2)]
    x11.wait_for_clipboard("old")
    assert target.texts() == ["one ", "two "]
    assert target.keys() == ["Shift+Ins", "Shift+Ins"]


@pytest.mark.parametrize("manager", [False, True], ids=["alone", "beside a clipboard manager"])
def test_texts_arrive_once_in_a_window_that_reads_late_and_every_clipboard_comes_back(
    display: Display,
    tmp_path: Path,
    manager: bool,  # noqa: FBT001
) -> None:
    paste_late(display, tmp_path, count=6, seed=1, manager=manager).check()


@pytest.mark.parametrize("open_window", [qt_editor, gtk_entry, terminal])
def test_a_window_frozen_for_seven_seconds_gets_the_text_once(x11: X11Bench, open_window: Open) -> None:
    window = x11.open(open_window)
    window.freeze()
    x11.insert("once")
    x11.nothing_for(7)
    window.thaw()
    assert x11.next_event() == Inserted(1)
    window.wait_for_text("once")


def test_a_window_frozen_for_longer_may_still_take_the_text_from_the_clipboard(x11: X11Bench) -> None:
    x11.user_copies("old")
    window = x11.open_qt()
    window.freeze()
    x11.insert("once")
    assert x11.next_event() == NotInserted(1, problem(Code.KEPT_NOT_TAKEN))
    x11.wait_for_clipboard("once")
    window.thaw()
    window.wait_for_text("once")
    assert window.keys().count("Shift+Ins") == 1
    assert window.keys().count("Ctrl+V") == 0


def test_a_window_that_is_closed_after_the_key_leaves_the_text_on_the_clipboard(x11: X11Bench) -> None:
    window = x11.open_qt()
    window.freeze()
    x11.insert("text")
    x11.wait_for_clipboard("text")
    window.process.kill()
    assert x11.next_event() == NotInserted(1, problem(Code.KEPT_WINDOW_CLOSED))
    x11.wait_for_clipboard("text")


def test_a_window_that_is_closed_while_keys_are_held_leaves_the_text_on_the_clipboard(x11: X11Bench) -> None:
    window = x11.open_qt()
    with x11.held("ctrl"):
        x11.insert("text")
        x11.nothing_for(0.5)
        end(window.process)
        assert x11.next_event() == NotInserted(1, problem(Code.KEPT_WINDOW_CLOSED))
    x11.wait_for_clipboard("text")


# rivals for the clipboard


def meanwhile(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """It happens once, in the moment between the offer of the text and the key."""
    lend = BorrowedClipboard.lend

    def lend_and_then(clipboard: BorrowedClipboard, text: str, target: Target, *, primary: bool) -> Offer:
        monkeypatch.undo()
        offer = lend(clipboard, text, target, primary=primary)
        happens()
        return offer

    monkeypatch.setattr(BorrowedClipboard, "lend", lend_and_then)


def test_what_the_user_copies_before_the_key_is_not_pasted_and_comes_back(
    x11: X11Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    x11.user_copies("old")
    window = x11.open_qt()
    meanwhile(monkeypatch, lambda: x11.user_copies("new"))
    x11.insert("text")
    assert x11.next_event() == Inserted(1)
    window.wait_for_text("text")
    x11.wait_for_clipboard("new")


def test_a_focus_that_moves_before_the_key_gives_the_old_clipboard_back(
    x11: X11Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    x11.user_copies("old")
    selected = clipboard.other_owner(x11.display, b"selected", x11.folder, selection="primary")
    x11.stack.enter_context(selected)
    window = x11.open_qt()
    meanwhile(monkeypatch, x11.focus_elsewhere)
    x11.insert("text")
    assert x11.next_event() == NotInserted(1, problem(Code.HELD_FOR_ITS_WINDOW))
    assert clipboard.read(x11.display) == b"old"
    assert clipboard.read(x11.display, selection="primary") == b"selected"
    assert (window.text(), x11.elsewhere.text()) == ("", "")


def test_a_mistake_of_ours_before_the_key_leaves_the_text_on_the_clipboard(
    x11: X11Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mistake() -> None:
        raise LookupError("never thought of")

    window = x11.open_qt()
    meanwhile(monkeypatch, mistake)
    x11.insert("text")
    assert x11.next_event() == NotInserted(1, problem(Code.KEPT_NOT_TAKEN))
    x11.wait_for_clipboard("text")
    x11.insert("next", dictation=2)
    assert x11.next_event() == Inserted(2)
    window.wait_for_text("next")


def test_a_wish_that_cannot_be_answered_does_not_end_the_offer(
    x11: X11Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    x11.inserter.copy("kept")
    x11.wait_for_clipboard("kept")
    before = owner(x11.display)

    def mistake(*_: object) -> None:
        monkeypatch.undo()
        raise LookupError("never thought of")

    monkeypatch.setattr(x11_selection, "answer", mistake)
    with connected(x11.display) as asking:
        window = asking.screen().root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
        text = asking.get_atom("UTF8_STRING")
        window.convert_selection(asking.get_atom("CLIPBOARD"), text, text, X.CurrentTime)
        asking.sync()
        x11.wait_for_clipboard("kept")
    assert owner(x11.display) == before


def test_an_owner_that_is_slow_with_each_of_many_formats_is_not_waited_for(x11: X11Bench) -> None:
    x11.open_qt()
    log = x11.folder / "asked.txt"
    command = [sys.executable, "-m", "tests.rig.slow_owner", str(log), "40", "0.3"]
    x11.stack.enter_context(running(command, env=x11.display.env))
    wait_until(log.exists, "the clipboard is owned")
    x11.insert("text")
    assert x11.next_event() == Inserted(1)
    x11.wait_for_text("text")
    assert 0 < len(log.read_text().splitlines()) < 10


@pytest.mark.parametrize("open_window", [qt_editor, gtk_entry, terminal])
def test_a_clipboard_manager_that_takes_the_text_over_does_not_double_it(
    x11: X11Bench, open_window: Open
) -> None:
    """The window reads from the manager then: no proof, and no second key either."""
    log = x11.manager("takes")
    window = x11.open(open_window)
    window.freeze()
    x11.insert("once")
    wait_until(lambda: "read once" in log(), "the manager has taken the text")
    window.thaw()
    event = x11.next_event()
    assert event == Inserted(1) or code(event) is Code.KEPT_NOT_TAKEN
    x11.wait_for_clipboard("once")
    window.wait_for_text("once")


@pytest.mark.parametrize("selection", ["clipboard", "primary"])
def test_a_frozen_owner_does_not_hold_up_the_text(x11: X11Bench, selection: str) -> None:
    x11.open(terminal)
    owner = clipboard.other_owner(x11.display, b"unreachable", x11.folder, selection=selection)
    frozen = x11.stack.enter_context(owner)
    frozen.send_signal(signal.SIGSTOP)
    try:
        x11.insert("text")
        assert x11.next_event() == Inserted(1)
        x11.wait_for_text("text")
    finally:
        frozen.send_signal(signal.SIGCONT)


def test_a_picture_of_twenty_megabytes_comes_back(x11: X11Bench) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + os.urandom(20_000_000)
    owner = clipboard.other_owner(x11.display, picture, x11.folder, target="image/png")
    x11.stack.enter_context(owner)
    x11.open_qt()
    x11.insert("text")
    assert x11.next_event() == Inserted(1)
    x11.wait_for_text("text")
    wait_until(lambda: clipboard.formats(x11.display) >= {"image/png"}, "the picture is offered again")
    assert clipboard.read(x11.display, "image/png") == picture


def test_a_passing_text_asks_to_be_forgotten_and_a_kept_one_does_not(x11: X11Bench) -> None:
    window = x11.open_qt("--deaf=Shift+Ins")
    window.freeze()
    x11.insert("text", PasteMethod.SHIFT_INSERT)
    x11.wait_for_clipboard("text")
    assert clipboard.read(x11.display, SECRET_HINT) == b"secret"
    window.thaw()
    assert x11.next_event() == NotInserted(1, problem(Code.KEPT_NOT_TAKEN))
    x11.wait_for_clipboard("text")
    assert SECRET_HINT not in clipboard.formats(x11.display)


# the X server


@contextmanager
def grabbed(display: Display) -> Iterator[None]:
    """As by a program that shows a menu, or takes a picture of the screen."""
    link = Link(display.name)
    link.display.grab_server()
    link.display.sync()
    try:
        yield
    finally:
        link.display.ungrab_server()
        link.display.sync()
        link.close()


def test_a_program_that_grabs_the_x_server_only_delays_the_text(x11: X11Bench) -> None:
    window = x11.open_qt()
    target = x11.target()
    with grabbed(x11.display):
        x11.inserter.insert(1, "text", target, wish())
        x11.nothing_for(3)
    assert x11.next_event() == Inserted(1)
    window.wait_for_text("text")


def test_a_text_that_comes_out_of_a_grab_too_late_stays_out_of_the_window(
    x11: X11Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By then the user has been told that it is in the history."""
    monkeypatch.setattr(x11_inserter, "_OVER_S", 9.0)
    x11.user_copies("old")
    window = x11.open_qt()
    target = x11.target()
    with grabbed(x11.display):
        x11.inserter.insert(1, "late", target, wish())
        x11.nothing_for(2)
    assert x11.next_event() == NotInserted(1, problem(Code.KEPT_IN_HISTORY))
    assert clipboard.read(x11.display) == b"old"
    monkeypatch.undo()
    x11.insert("next", dictation=2)
    assert x11.next_event() == Inserted(2)
    window.wait_for_text("next")


def test_the_insertion_after_all_our_connections_were_killed_works(x11: X11Bench) -> None:
    x11.user_copies("old")
    window = x11.open_qt()
    x11.insert("before ")
    assert x11.next_event() == Inserted(1)
    x11.wait_for_clipboard("old")
    killed = ours(x11.display)
    assert len(killed) == 3
    kill(x11.display, *killed)
    x11.insert("after", dictation=2)
    assert x11.next_event() == Inserted(2)
    window.wait_for_text("before after")
    x11.wait_for_clipboard("old")
    wait_until(lambda: len(ours(x11.display)) == 3, "there are as many connections as before")


def test_what_we_offer_survives_the_end_of_our_connection(x11: X11Bench) -> None:
    x11.inserter.copy("kept")
    x11.wait_for_clipboard("kept")
    kill(x11.display, owner(x11.display))
    x11.wait_for_clipboard("kept")


def test_a_connection_that_is_killed_while_the_text_is_offered_costs_neither_text_nor_old_clipboard(
    x11: X11Bench,
) -> None:
    x11.user_copies("old")
    window = x11.open_qt()
    window.freeze()
    x11.insert("text")
    x11.wait_for_clipboard("text")
    kill(x11.display, owner(x11.display))
    x11.wait_for_clipboard("text")
    window.thaw()
    assert x11.next_event() == Inserted(1)
    window.wait_for_text("text")
    x11.wait_for_clipboard("old")


def test_a_clipboard_whose_connections_are_killed_one_after_the_other_serves_the_next_text(
    x11: X11Bench,
) -> None:
    """The second is too soon after the first to be made good at once."""
    x11.inserter.copy("kept")
    x11.wait_for_clipboard("kept")
    for _ in range(2):
        kill(x11.display, wait_until(lambda: owner(x11.display), "somebody owns the clipboard"))
    wait_until(lambda: not owner(x11.display), "nobody owns the clipboard")
    window = x11.open_qt()
    x11.insert("text")
    assert x11.next_event() == Inserted(1)
    window.wait_for_text("text")
    x11.wait_for_clipboard("kept")


def test_a_program_that_ends_before_it_gets_its_answer_does_no_harm(x11: X11Bench) -> None:
    x11.inserter.copy("kept")
    x11.wait_for_clipboard("kept")
    before = owner(x11.display)
    link = Link(x11.display.name)
    into = link.atom("ANSWER")
    link.window.convert_selection(link.atom("CLIPBOARD"), link.atom("MULTIPLE"), into, X.CurrentTime)
    link.window.destroy()
    link.close()
    x11.wait_for_clipboard("kept")
    assert owner(x11.display) == before

"""Keys that do not come where they were meant to: the focus moved under them, or nobody handles them yet."""

import threading
from collections.abc import Callable

import pytest

from rapidwhisper.core.events import Inserted, NotInserted
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.insertion.x11_keys import Chord, Keyboard
from tests.rig import clipboard
from tests.rig.process import wait_until
from tests.rig.targets import Window, qt_editor, terminal
from tests.rig.x11_bench import Open, X11Bench
from tests.rig.x11_clients import kill, ours

HELD = NotInserted(1, problem(Code.HELD_FOR_ITS_WINDOW))
CLOSED = NotInserted(1, problem(Code.KEPT_WINDOW_CLOSED))
NOT_TAKEN = problem(Code.KEPT_NOT_TAKEN)


@pytest.fixture(params=[qt_editor, terminal])
def elsewhere(request: pytest.FixtureRequest, x11: X11Bench) -> Window:
    open_window: Open = request.param
    return x11.stack.enter_context(open_window(x11.display, x11.folder, name="elsewhere"))  # type: ignore[call-arg]


def under_the_key(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """It happens once, after the last look at the focus and before the key."""
    press = Keyboard.press

    def happens_and_then_press(keyboard: Keyboard, chord: Chord) -> None:
        monkeypatch.undo()
        happens()
        press(keyboard, chord)

    monkeypatch.setattr(Keyboard, "press", happens_and_then_press)


def killed(window: Window) -> None:
    window.process.kill()
    window.process.wait()


def wait_for_nothing_but(x11: X11Bench, window: Window, key: str, after: str = "") -> None:
    """It has handled the paste keys too once it shows a key that was pressed after them."""
    window.focus()
    x11.display.run("xdotool", "key", key)
    window.wait_for_text(after + key)


# the focus moves under the key


def test_a_text_whose_window_dies_under_the_key_does_not_come_into_the_next_window(
    x11: X11Bench, elsewhere: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    x11.user_copies("old")
    window = x11.open(qt_editor)

    def dies() -> None:
        killed(window)
        elsewhere.focus()

    under_the_key(monkeypatch, dies)
    x11.insert("text")
    assert x11.next_event() == CLOSED
    wait_for_nothing_but(x11, elsewhere, "x")
    x11.wait_for_clipboard("text")


def test_a_text_whose_window_dies_under_the_key_does_not_come_into_a_next_window_that_is_slow(
    x11: X11Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = x11.stack.enter_context(qt_editor(x11.display, x11.folder, name="slow"))
    window = x11.open(qt_editor)

    def dies() -> None:
        killed(window)
        slow.focus()
        slow.freeze()

    under_the_key(monkeypatch, dies)
    x11.insert("text")
    x11.nothing_for(3)
    slow.thaw()
    assert x11.next_event() == CLOSED
    wait_for_nothing_but(x11, slow, "x")


def test_a_text_whose_window_loses_the_focus_under_the_key_waits_for_it(
    x11: X11Bench, elsewhere: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    x11.user_copies("old")
    window = x11.open(qt_editor)
    under_the_key(monkeypatch, elsewhere.focus)
    x11.insert("text")
    target = x11.target
    assert x11.next_event() == HELD
    assert clipboard.read(x11.display) == b"old"
    wait_for_nothing_but(x11, elsewhere, "x")
    window.focus()
    wait_until(lambda: target().window == window.id, "its window has the focus again")
    x11.insert("text")
    assert x11.next_event() == Inserted(1)
    window.wait_for_text("text")


def test_a_text_whose_key_went_into_a_window_that_hangs_comes_not_there_and_the_next_one_comes_once(
    x11: X11Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    hung = x11.stack.enter_context(qt_editor(x11.display, x11.folder, name="hung"))
    x11.open(qt_editor)

    def the_focus_moves() -> None:
        hung.focus()
        hung.freeze()

    under_the_key(monkeypatch, the_focus_moves)
    x11.insert("one")
    assert x11.next_event() == HELD
    x11.window = hung
    x11.insert("two", dictation=2)
    assert x11.next_event() == NotInserted(2, NOT_TAKEN)
    hung.thaw()
    hung.wait_for_text("two")
    wait_for_nothing_but(x11, hung, "x", after="two")


# the key waits in the queue of a window that hangs


def test_a_window_that_hung_for_two_texts_pastes_none_of_them_twice(x11: X11Bench) -> None:
    window = x11.open(qt_editor)
    window.freeze()
    x11.insert("one ")
    x11.insert("two ", dictation=2)
    assert [x11.next_event(), x11.next_event()] == [NotInserted(1, NOT_TAKEN), NotInserted(2, NOT_TAKEN)]
    x11.wait_for_clipboard("two ")
    window.thaw()
    window.wait_for_text("two ")
    x11.insert("three", dictation=3)
    assert x11.next_event() == Inserted(3)
    window.wait_for_text("two three")
    assert window.keys().count("Shift+Ins") == 2


def test_a_window_that_hung_is_given_the_next_text_as_soon_as_it_handles_events_again(x11: X11Bench) -> None:
    window = x11.open(qt_editor)
    window.freeze()
    x11.insert("one ")
    assert x11.next_event() == NotInserted(1, NOT_TAKEN)
    x11.insert("two", dictation=2)
    x11.nothing_for(1)
    window.thaw()
    assert x11.next_event() == Inserted(2)
    window.wait_for_text("one two")


def test_a_window_that_hung_is_remembered_when_our_connections_are_lost(x11: X11Bench) -> None:
    window = x11.open(qt_editor)
    window.freeze()
    x11.insert("one ")
    assert x11.next_event() == NotInserted(1, NOT_TAKEN)
    kill(x11.display, *ours(x11.display))
    x11.insert("two", dictation=2)
    assert x11.next_event() == NotInserted(2, NOT_TAKEN)
    x11.wait_for_clipboard("two")
    window.thaw()
    window.wait_for_text("two")
    wait_for_nothing_but(x11, window, "x", after="two")


def test_a_window_that_hangs_does_not_hold_up_the_end(x11: X11Bench) -> None:
    window = x11.open(qt_editor)
    window.freeze()
    x11.insert("one")
    assert x11.next_event() == NotInserted(1, NOT_TAKEN)
    x11.insert("two", dictation=2)
    x11.nothing_for(0.5)
    x11.inserter.close()
    assert "insertion" not in [thread.name for thread in threading.enumerate()]

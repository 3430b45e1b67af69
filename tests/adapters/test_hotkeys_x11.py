"""Grabs on a real X server, with keys that are really typed while another program has the focus."""

import gc
import os
import select
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from typing import TypeAlias

import pytest
from Xlib import X, error
from Xlib.display import Display as Connection
from Xlib.ext import xinput, xtest
from Xlib.protocol import rq
from Xlib.xobject.drawable import Window

from rapidwhisper.core.events import CancelWished, Event, Faulted, HotkeyWorks, Pressed, Released
from rapidwhisper.core.hotkey import parse_hotkey
from rapidwhisper.core.problem import Code, Unavailable, problem
from rapidwhisper.hotkeys import x11_keyboard, x11_listener
from rapidwhisper.hotkeys.clock_watch import clock_watch, forget_waking
from rapidwhisper.hotkeys.troubles import Troubles
from rapidwhisper.hotkeys.wanted import Wanted
from rapidwhisper.hotkeys.watch import KeyWatch
from rapidwhisper.hotkeys.x11 import X11Hotkeys
from rapidwhisper.hotkeys.x11_events import XEvent
from rapidwhisper.hotkeys.x11_keyboard import X11Keyboard
from rapidwhisper.hotkeys.x11_xkb import use_xkb
from tests.contracts.hotkeys import CTRL_ALT_R, CTRL_SPACE, ESC, Desk, HotkeysContract, kinds
from tests.rig.display import Display, x_server
from tests.rig.key_log import MARK, KeyLog, Keys, key_log, typist
from tests.rig.process import wait_until

SPACE, R, ESCAPE = 65, 27, 9
"""Keycodes."""

_MASTER_KEYBOARD = 3
"""Numbers of Xvfb's devices."""
_TYPISTS_KEYBOARD = 5


@pytest.fixture(scope="module")
def display() -> Iterator[Display]:
    with x_server() as display:
        yield display


@pytest.fixture
def log(display: Display) -> Iterator[KeyLog]:
    with key_log(display) as log:
        yield log


class X11Desk:
    """A desk with a keyboard; `keys` may type anything."""

    def __init__(self, display: Display, keys: Keys) -> None:
        self.display = display
        self.keys = keys
        self.events: list[Event] = []
        self.hotkeys = X11Hotkeys(self.events.append, display.name)

    def press(self, *names: str) -> None:
        self.keys.down(*(_XDOTOOL[name] for name in names))

    def release(self, *names: str) -> None:
        self.keys.up(*(_XDOTOOL[name] for name in names))

    def settle(self) -> None:
        settled = threading.Event()

        def look(keyboard: X11Keyboard) -> None:
            keyboard._display.sync()
            keyboard.take_events()
            keyboard.tend()
            if keyboard._releases.codes:
                self.hotkeys._post(look)
            else:
                settled.set()

        self.hotkeys._post(look)
        assert settled.wait(10)

    def bind(self, text: str) -> None:
        self.hotkeys.bind(parse_hotkey(text))
        self.settle()

    def window(self) -> Window:
        """One on the hotkeys' connection, by which the server knows it."""
        answers: SimpleQueue[Window] = SimpleQueue()

        def create(keyboard: X11Keyboard) -> None:
            answers.put(keyboard._grabs._root.create_window(0, 0, 1, 1, 0, X.CopyFromParent))
            keyboard._display.sync()

        self.hotkeys._post(create)
        window = answers.get(timeout=10)
        self.settle()
        return window

    def type_until_told(self, *kinds: type[Event]) -> None:
        """The hotkey, again and again, until exactly this has been told."""

        def told() -> bool:
            self.keys.tap("Control_L", "space")
            return [type(event) for event in self.events][: len(kinds)] == list(kinds)

        wait_until(told, f"the hotkey works: {kinds}", every=0.2)


_XDOTOOL = {"ctrl": "Control_L", "alt": "Alt_L", "space": str(SPACE), "r": str(R), "escape": "Escape"}
"""Space and R by keycode: the key is the same in every layout."""


@contextmanager
def desk_at(display: Display) -> Iterator[X11Desk]:
    with typist(display) as keys:
        desk = X11Desk(display, keys)
        try:
            yield desk
        finally:
            desk.hotkeys.close()
            display.run("setxkbmap", "us", "-option", "")


@pytest.fixture
def desk(display: Display) -> Iterator[X11Desk]:
    with desk_at(display) as desk:
        yield desk


class LockGroup(rq.Request):  # type: ignore[misc] # python-xlib has no types
    """XkbLatchLockState, as far as it is used."""

    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(5),
        rq.RequestLength(),
        rq.Card16("device"),
        rq.Pad(2),
        rq.Bool("lock_group"),
        rq.Card8("group"),
        rq.Pad(6),
    )


class OtherProgram:
    """Another client of the X server that takes keys."""

    def __init__(self, display: Display) -> None:
        self.connection = Connection(display.name)
        self._root = self.connection.screen().root

    def takes(self, code: int, modifiers: int) -> bool:
        refused = error.CatchError(error.BadAccess)
        self._root.grab_key(code, modifiers, False, X.GrabModeAsync, X.GrabModeAsync, onerror=refused)
        self.connection.sync()
        return refused.get_error() is None

    def lets_go(self, code: int, modifiers: int) -> None:
        self._root.ungrab_key(code, modifiers)
        self.connection.sync()

    def switches_to_group(self, group: int) -> None:
        """Another of the user's layouts; Xvfb does not act on the keys that do it."""
        xkb = self.connection.query_extension("XKEYBOARD").major_opcode
        use_xkb(self.connection)
        LockGroup(display=self.connection.display, opcode=xkb, device=0x100, lock_group=True, group=group)
        assert self._root.query_pointer().mask >> 13 == group

    def kills_the_owner_of(self, window: Window) -> None:
        """As xkill does it."""
        self.connection.create_resource_object("window", window.id).kill_client()
        self.connection.sync()

    def grabs_keyboard(self) -> int:
        status: int = self._root.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime)
        return status

    def grabs_keyboard_by_xinput(self) -> int:
        """As newer programs do it."""
        self.connection.xinput_query_version()
        grabbed = self._root.xinput_grab_device(
            _MASTER_KEYBOARD, X.CurrentTime, X.GrabModeAsync, X.GrabModeAsync, False, xinput.KeyPressMask
        )
        return int(grabbed.status)

    def ungrabs_keyboard(self) -> None:
        self.connection.ungrab_keyboard(X.CurrentTime)
        self.connection.xinput_ungrab_device(_MASTER_KEYBOARD, X.CurrentTime)
        self.connection.sync()


Grab: TypeAlias = Callable[[OtherProgram], int]


@pytest.fixture
def other(display: Display) -> Iterator[OtherProgram]:
    other = OtherProgram(display)
    yield other
    other.connection.close()


@contextmanager
def lock_on(desk: X11Desk, key: str) -> Iterator[None]:
    desk.keys.tap(key)
    try:
        yield
    finally:
        desk.keys.tap(key)


def seen_until_mark(log: KeyLog, keys: Keys) -> list[str]:
    """The keys that the focused program saw go down, up to now."""
    keys.tap(MARK)
    wait_until(lambda: len(log.lines()) > 0 and log.lines()[-1] in _MARKS, "the mark arrives")
    return [name for name in log.pressed() if f"press {name}" not in _MARKS]


_MARKS = {
    "press x",
    "release x",
    "press Cyrillic_che",
    "release Cyrillic_che",
    "press 0x6de",
    "release 0x6de",
}


class TestX11Hotkeys(HotkeysContract):
    @pytest.fixture
    def desk(self, desk: X11Desk) -> Desk:
        return desk


def test_the_focused_program_sees_neither_space_nor_escape(desk: X11Desk, log: KeyLog) -> None:
    desk.hotkeys.arm_cancel(ESC)
    desk.bind("ctrl+space")
    desk.keys.tap("Control_L", "space")
    desk.keys.tap("Escape")
    assert kinds(desk) == [Pressed, Released, CancelWished]
    assert seen_until_mark(log, desk.keys) == ["Control_L"]


def test_space_alone_and_escape_when_disarmed_still_reach_the_program(desk: X11Desk, log: KeyLog) -> None:
    desk.hotkeys.arm_cancel(ESC)
    desk.hotkeys.arm_cancel(None)
    desk.bind("ctrl+space")
    desk.keys.tap("space")
    desk.keys.tap("Escape")
    assert seen_until_mark(log, desk.keys) == ["space", "Escape"]
    assert kinds(desk) == []


@pytest.mark.parametrize("locks", [("Num_Lock",), ("Caps_Lock",), ("Num_Lock", "Caps_Lock")])
def test_locks_do_not_matter(desk: X11Desk, log: KeyLog, locks: tuple[str, ...]) -> None:
    desk.hotkeys.arm_cancel(ESC)
    desk.bind("ctrl+space")
    with lock_on(desk, locks[0]), lock_on(desk, locks[-1]) if len(locks) > 1 else lock_on(desk, "Shift_L"):
        desk.keys.tap("Control_L", "space")
        desk.keys.tap("Escape")
        assert kinds(desk) == [Pressed, Released, CancelWished]
        assert not {"space", "Escape"} & set(seen_until_mark(log, desk.keys))


@pytest.mark.parametrize("layout", ["us", "ru", "us,ru", "ru,us", "de"])
def test_layouts_do_not_matter(desk: X11Desk, log: KeyLog, layout: str) -> None:
    desk.display.run("setxkbmap", layout)
    desk.bind("ctrl+space")
    desk.press("ctrl", "space")
    desk.release("space", "ctrl")
    desk.bind("ctrl+alt+r")
    desk.press("ctrl", "alt", "r")
    desk.release("r", "alt", "ctrl")
    assert kinds(desk) == [Pressed, Released] * 2
    assert not {"space", "r", "Cyrillic_ka"} & set(seen_until_mark(log, desk.keys))


def test_it_does_not_matter_that_the_user_has_switched_to_russian(desk: X11Desk, other: OtherProgram) -> None:
    desk.display.run("setxkbmap", "us,ru")
    desk.bind("ctrl+alt+r")
    other.switches_to_group(1)
    desk.press("ctrl", "alt", "r")
    desk.release("r", "alt", "ctrl")
    other.switches_to_group(0)
    assert kinds(desk) == [Pressed, Released]


def test_held_for_two_seconds_it_is_one_press_and_one_release(desk: X11Desk, log: KeyLog) -> None:
    desk.bind("ctrl+space")
    desk.press("ctrl", "space")
    desk.display.run("xdotool", "sleep", "2")
    assert kinds(desk) == [Pressed]
    desk.release("space", "ctrl")
    assert kinds(desk) == [Pressed, Released]
    pressed, released = desk.events
    assert isinstance(pressed, Pressed)
    assert isinstance(released, Released)
    assert released.at - pressed.at >= 1.9
    assert "space" not in seen_until_mark(log, desk.keys)


def test_a_keyboard_that_stutters_while_the_hotkey_is_held_does_not_let_it_go(
    desk: X11Desk, other: OtherProgram
) -> None:
    desk.bind("ctrl+space")
    desk.press("ctrl", "space")
    for _ in range(30):
        xtest.fake_input(other.connection, X.KeyRelease, SPACE, time=50)
        xtest.fake_input(other.connection, X.KeyPress, SPACE)
    other.connection.sync()
    assert kinds(desk) == [Pressed]
    desk.release("space", "ctrl")
    assert kinds(desk) == [Pressed, Released]


def test_a_server_without_xkb_gives_one_press_and_one_release_too(
    display: Display, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(x11_keyboard, "use_xkb", lambda display: None)
    with desk_at(display) as desk:
        desk.bind("ctrl+alt+z")
        display.run("setxkbmap", "de")
        desk.settle()
        desk.keys.down("Control_L", "Alt_L", "29")
        display.run("xdotool", "sleep", "1")
        assert kinds(desk) == [Pressed]
        desk.keys.up("29", "Alt_L", "Control_L")
        assert kinds(desk) == [Pressed, Released]


def test_a_held_cancel_key_cancels_once_even_when_it_is_disarmed_meanwhile(
    desk: X11Desk, log: KeyLog
) -> None:
    desk.hotkeys.arm_cancel(ESC)
    desk.settle()
    desk.press("escape")
    wait_until(lambda: desk.events, "the wish to cancel")
    desk.hotkeys.arm_cancel(None)
    desk.display.run("xdotool", "sleep", "1")
    desk.release("escape")
    assert kinds(desk) == [CancelWished]
    assert seen_until_mark(log, desk.keys) == []


def test_a_key_that_another_program_holds_is_named_with_a_free_one(
    desk: X11Desk, other: OtherProgram
) -> None:
    assert other.takes(SPACE, X.ControlMask)
    assert other.takes(SPACE, X.ControlMask | X.ShiftMask)
    desk.bind("ctrl+space")
    facts = {"hotkey": "ctrl+space", "key": "HOTKEY", "alternative": "ctrl+alt+space"}
    assert desk.events == [Faulted(problem(Code.HOTKEY_TAKEN, **facts))]
    desk.bind("ctrl+alt+space")
    desk.keys.tap("Control_L", "Alt_L", "space")
    assert kinds(desk) == [Faulted, Pressed, Released]


def test_the_hotkey_works_by_itself_once_the_other_program_lets_go(
    desk: X11Desk, other: OtherProgram
) -> None:
    assert other.takes(SPACE, X.ControlMask | X.LockMask)
    desk.bind("ctrl+space")
    assert kinds(desk) == [Faulted]
    trouble = desk.hotkeys.trouble
    assert trouble is not None
    assert trouble.code is Code.HOTKEY_TAKEN
    other.lets_go(SPACE, X.ControlMask | X.LockMask)
    wait_until(lambda: desk.hotkeys.trouble is None, "the trouble is over")
    desk.keys.tap("Control_L", "space")
    assert kinds(desk) == [Faulted, HotkeyWorks, Pressed, Released]
    assert desk.events[1] == HotkeyWorks(CTRL_SPACE)


def test_a_hotkey_that_is_ours_wakes_nobody(desk: X11Desk) -> None:
    desk.bind("ctrl+space")
    patience: list[float | None] = []
    desk.hotkeys._post(lambda keyboard: patience.append(keyboard.patience_s()))
    desk.settle()
    assert patience == [None]


def test_a_taken_key_for_the_last_text_is_named_by_its_setting_and_leaves_the_hotkey_alone(
    desk: X11Desk, other: OtherProgram
) -> None:
    assert other.takes(R, X.ControlMask | X.Mod1Mask)
    desk.hotkeys.bind_paste_last(CTRL_ALT_R)
    desk.bind("ctrl+space")
    facts = {"hotkey": "ctrl+alt+r", "key": "PASTE_LAST_HOTKEY", "alternative": "ctrl+shift+space"}
    assert desk.events == [Faulted(problem(Code.HOTKEY_TAKEN, **facts))]
    desk.keys.tap("Control_L", "space")
    assert kinds(desk) == [Faulted, Pressed, Released]


def test_a_taken_cancel_key_leaves_the_hotkey_alone(desk: X11Desk, other: OtherProgram) -> None:
    assert other.takes(ESCAPE, 0)
    desk.hotkeys.arm_cancel(ESC)
    desk.bind("ctrl+space")
    desk.keys.tap("Control_L", "space")
    assert kinds(desk) == [Pressed, Released]


def test_the_same_key_for_both_starts_and_does_not_cancel(desk: X11Desk) -> None:
    desk.hotkeys.bind(ESC)
    desk.hotkeys.arm_cancel(ESC)
    desk.hotkeys.arm_cancel(None)
    desk.settle()
    desk.keys.tap("Escape")
    assert kinds(desk) == [Pressed, Released]


def test_a_key_that_the_keyboard_lacks_is_named_and_works_in_a_layout_that_has_it(desk: X11Desk) -> None:
    desk.bind("ctrl+alt+ж")
    assert desk.events == [Faulted(problem(Code.HOTKEY_UNTYPABLE, hotkey="ctrl+alt+ж", key="HOTKEY"))]
    desk.display.run("setxkbmap", "us,ru")
    desk.settle()
    desk.keys.tap("Control_L", "Alt_L", "47")
    assert kinds(desk) == [Faulted, HotkeyWorks, Pressed, Released]


def test_a_change_of_the_layout_moves_the_hotkey_to_its_new_place(desk: X11Desk, log: KeyLog) -> None:
    desk.bind("ctrl+alt+z")
    desk.display.run("setxkbmap", "de")
    desk.settle()
    desk.keys.tap("Control_L", "Alt_L", "29")
    assert kinds(desk) == [Pressed, Released]
    desk.keys.tap("Control_L", "Alt_L", "52")
    assert kinds(desk) == [Pressed, Released]
    assert "y" in seen_until_mark(log, desk.keys)


def test_a_change_of_the_layout_while_the_hotkey_is_held_keeps_it_held(desk: X11Desk) -> None:
    desk.bind("ctrl+space")
    desk.press("ctrl", "space")
    desk.display.run("setxkbmap", "ru")
    assert kinds(desk) == [Pressed]
    desk.release("space", "ctrl")
    assert kinds(desk) == [Pressed, Released]


def test_keys_that_xmodmap_has_moved_are_found(desk: X11Desk) -> None:
    desk.bind("ctrl+alt+z")
    desk.display.run("xmodmap", "-e", "keycode 29 = z Z", "-e", "keycode 52 = y Y")
    desk.settle()
    desk.keys.tap("Control_L", "Alt_L", "29")
    assert kinds(desk) == [Pressed, Released]


def test_a_hotkey_that_xmodmap_moves_while_it_is_held_is_released(desk: X11Desk) -> None:
    desk.bind("ctrl+space")
    desk.press("ctrl", "space")
    desk.display.run("xmodmap", "-e", f"keycode {SPACE} = F9", "-e", "keycode 75 = space")
    assert kinds(desk) == [Pressed]
    desk.release("space", "ctrl")
    assert kinds(desk) == [Pressed, Released]
    desk.keys.tap("Control_L", "75")
    assert kinds(desk) == [Pressed, Released] * 2


def test_another_keyboard_with_another_layout_has_the_hotkey_where_it_says(desk: X11Desk) -> None:
    """The server goes over to a keyboard's own layout with the first key that is typed there."""
    desk.bind("ctrl+alt+z")
    desk.display.run("setxkbmap", "-device", str(_TYPISTS_KEYBOARD), "de")
    desk.keys.tap("Shift_L")
    desk.settle()
    desk.keys.tap("Control_L", "Alt_L", "29")
    assert kinds(desk) == [Pressed, Released]


@pytest.mark.parametrize("grab", [OtherProgram.grabs_keyboard, OtherProgram.grabs_keyboard_by_xinput])
def test_a_program_that_wants_the_whole_keyboard_cannot_swallow_the_release(
    desk: X11Desk, other: OtherProgram, grab: Grab
) -> None:
    desk.bind("ctrl+space")
    desk.press("ctrl", "space")
    desk.settle()
    assert grab(other) == X.AlreadyGrabbed
    desk.release("space", "ctrl")
    assert kinds(desk) == [Pressed, Released]


@pytest.mark.parametrize("grab", [OtherProgram.grabs_keyboard, OtherProgram.grabs_keyboard_by_xinput])
def test_the_hotkey_is_silent_while_a_program_has_the_whole_keyboard_and_works_afterwards(
    desk: X11Desk, other: OtherProgram, grab: Grab
) -> None:
    desk.bind("ctrl+space")
    assert grab(other) == X.GrabSuccess
    desk.keys.tap("Control_L", "space")
    assert kinds(desk) == []
    other.ungrabs_keyboard()
    desk.keys.tap("Control_L", "space")
    assert kinds(desk) == [Pressed, Released]


def test_a_release_that_never_arrives_is_found_by_looking_at_the_keys(
    desk: X11Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_releases(events: Iterable[XEvent]) -> list[XEvent]:
        return [event for event in events if event.type == X.KeyPress]

    monkeypatch.setattr(x11_keyboard, "without_repeats", without_releases)
    desk.bind("ctrl+space")
    desk.press("ctrl", "space")
    assert kinds(desk) == [Pressed]
    desk.release("space", "ctrl")
    wait_until(lambda: len(desk.events) > 1, "the lost release is noticed")
    desk.keys.tap("Control_L", "space")
    wait_until(lambda: len(desk.events) > 3, "the next one too")
    assert kinds(desk) == [Pressed, Released] * 2


def test_closing_gives_the_key_back(desk: X11Desk, other: OtherProgram) -> None:
    desk.bind("ctrl+space")
    assert not other.takes(SPACE, X.ControlMask)
    threads = threading.active_count()
    desk.hotkeys.close()
    assert other.takes(SPACE, X.ControlMask)
    assert threading.active_count() == threads - 1


def test_a_connection_that_is_killed_is_made_anew_before_anybody_notices(
    desk: X11Desk, other: OtherProgram
) -> None:
    desk.bind("ctrl+space")
    other.kills_the_owner_of(desk.window())
    desk.type_until_told(Pressed, Released)
    assert desk.hotkeys.trouble is None


def test_a_hotkey_that_is_held_while_the_connection_is_killed_is_released_when_it_is_let_go(
    desk: X11Desk, other: OtherProgram
) -> None:
    desk.bind("ctrl+space")
    desk.press("ctrl", "space")
    desk.settle()
    before = desk.window()
    other.kills_the_owner_of(before)
    wait_until(lambda: desk.window().display is not before.display, "there is another connection")
    assert kinds(desk) == [Pressed]
    desk.release("space", "ctrl")
    wait_until(lambda: len(desk.events) > 1, "the release is noticed")
    assert kinds(desk) == [Pressed, Released]


def test_an_error_in_the_middle_of_listening_costs_a_moment_and_not_the_hotkey(
    desk: X11Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    desk.bind("ctrl+space")
    with monkeypatch.context() as patch:
        failed = failing(patch)
        desk.hotkeys.arm_cancel(ESC)
        assert failed.wait(10)
    desk.type_until_told(Pressed, Released)
    assert "made up" in caplog.text


def test_an_error_that_comes_back_is_told_once_and_so_is_its_end(
    desk: X11Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.bind("ctrl+space")
    with monkeypatch.context() as patch:
        failing(patch)
        desk.hotkeys.arm_cancel(ESC)
        wait_until(lambda: desk.events, "it is told")
        assert desk.events == [Faulted(problem(Code.HOTKEY_FAILED, detail="made up"))]
        assert desk.hotkeys.trouble == problem(Code.HOTKEY_FAILED, detail="made up")
    desk.type_until_told(Faulted, HotkeyWorks, Pressed, Released)


def failing(patch: pytest.MonkeyPatch) -> threading.Event:
    """From now on whatever the keyboard has to tell is an error; set when that has happened."""
    failed = threading.Event()

    def fail(_: X11Keyboard) -> None:
        failed.set()
        raise RuntimeError("made up")

    patch.setattr(X11Keyboard, "take_events", fail)
    return failed


class Impatient(threading.Event):
    """Never waits, and notes how long it should have."""

    def __init__(self, pauses: int) -> None:
        super().__init__()
        self.waits: list[float | None] = []
        self._pauses = pauses

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout)
        return len(self.waits) == self._pauses


def test_a_server_that_stays_away_is_asked_ever_more_seldom_but_within_five_seconds(display: Display) -> None:
    def refuse() -> Connection:
        raise Unavailable(problem(Code.HOTKEY_FAILED, detail="nobody there"))

    gone = Connection(display.name)
    gone.close()
    events: list[Event] = []
    closing = Impatient(pauses=7)
    x11_listener.Listener(
        events.append, connect=refuse, wanted=Wanted, requests=SimpleQueue(), wake=0, closing=closing
    ).run(gone)
    assert closing.waits == [0.1, 0.2, 0.4, 0.8, 1.6, 2.0, 2.0]
    assert events == [Faulted(problem(Code.HOTKEY_FAILED, detail="nobody there"))]


def test_a_grab_that_got_lost_while_the_machine_slept_is_taken_anew(
    display: Display, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, writer = os.pipe()
    monkeypatch.setattr(x11_listener, "clock_watch", lambda: reader)
    with desk_at(display) as desk:
        desk.bind("ctrl+space")
        desk.hotkeys._post(lambda keyboard: keyboard._grabs._root.ungrab_key(X.AnyKey, X.AnyModifier))
        desk.settle()
        desk.keys.tap("Control_L", "space")
        assert kinds(desk) == []
        os.write(writer, b"\0" * 8)
        desk.type_until_told(Pressed, Released)
    os.close(writer)


def test_a_hotkey_that_another_program_took_while_the_machine_slept_is_told(
    display: Display, other: OtherProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader, writer = os.pipe()
    monkeypatch.setattr(x11_listener, "clock_watch", lambda: reader)
    with desk_at(display) as desk:
        desk.bind("ctrl+space")
        desk.hotkeys._post(lambda keyboard: keyboard._grabs._root.ungrab_key(X.AnyKey, X.AnyModifier))
        desk.settle()
        assert other.takes(SPACE, X.ControlMask)
        os.write(writer, b"\0" * 8)
        wait_until(lambda: desk.events, "the loss is told")
        assert kinds(desk) == [Faulted]
        trouble = desk.hotkeys.trouble
        assert trouble is not None
        assert trouble.code is Code.HOTKEY_TAKEN
    os.close(writer)


def test_the_clock_watch_is_quiet_until_its_clock_says_otherwise() -> None:
    def readable(file: int) -> bool:
        return bool(select.select([file], [], [], 0)[0])

    quiet, rings = clock_watch(), clock_watch(expires_s=1)
    assert quiet is not None
    assert rings is not None
    try:
        assert not readable(quiet)
        forget_waking(quiet)
        assert readable(rings)
        forget_waking(rings)
        assert not readable(rings)
    finally:
        os.close(quiet)
        os.close(rings)


def test_a_server_that_goes_away_is_told_once_and_closing_does_not_wait_for_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    events: list[Event] = []
    with python_xlibs_sockets_left_to_the_collector():
        with x_server(window_manager=False) as display:
            hotkeys = X11Hotkeys(events.append, display.name)
            hotkeys.bind(CTRL_SPACE)
        wait_until(lambda: events, "the loss is told")
        hotkeys.bind(CTRL_ALT_R)
        hotkeys.close()
        assert not hotkeys._thread.is_alive()
    assert [event.problem.code for event in events if isinstance(event, Faulted)] == [Code.HOTKEY_FAILED]
    assert "connection to the X server is gone" in caplog.text


def test_without_a_server_it_is_unavailable() -> None:
    with python_xlibs_sockets_left_to_the_collector(), pytest.raises(Unavailable):
        X11Hotkeys(lambda event: None, ":4711")


@contextmanager
def python_xlibs_sockets_left_to_the_collector() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


def test_a_release_that_is_yet_to_be_read_is_not_lost(display: Display) -> None:
    """On a busy computer a tap is read late, and must not become a long press by that."""
    events: list[Event] = []
    connection = Connection(display.name)
    try:
        keyboard = X11Keyboard(connection, events.append, KeyWatch(), Troubles(events.append))
        keyboard.want(Wanted(parse_hotkey("ctrl+space")))

        def heard(count: int) -> bool:
            keyboard.take_events()
            keyboard.tend()
            return len(events) >= count

        with typist(display) as keys:
            keys.down("Control_L", "space")
            wait_until(lambda: heard(1), "the press is read")
            keys.up("space", "Control_L")
        let_go_at = time.monotonic()
        keyboard._look_at_keys(let_go_at + 10)
        wait_until(lambda: heard(2), "the release is read")
        pressed, released = events
        assert isinstance(pressed, Pressed)
        assert isinstance(released, Released)
        assert released.at <= let_go_at
    finally:
        connection.close()

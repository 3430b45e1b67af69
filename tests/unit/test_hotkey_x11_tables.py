"""Hotkeys found on X11 keyboards, and X11 key events put right."""

from dataclasses import dataclass, replace

import pytest
from Xlib import XK, X

from rapidwhisper.core.hotkey import parse_hotkey
from rapidwhisper.hotkeys.watch import Chord
from rapidwhisper.hotkeys.x11_events import STUTTER_S, Releases, ServerClock, without_repeats
from rapidwhisper.hotkeys.x11_keymap import Keymap, lock_states

KA, KA_CAPITAL = 0x6CB, 0x6EB

CONTROLS = {
    9: (XK.XK_Escape,),
    37: (XK.XK_Control_L,),
    50: (XK.XK_Shift_L,),
    64: (XK.XK_Alt_L, XK.XK_Meta_L),
    65: (XK.XK_space,),
    66: (XK.XK_Caps_Lock,),
    77: (XK.XK_Num_Lock,),
    107: (XK.XK_Print, XK.XK_Sys_Req),
    133: (XK.XK_Super_L,),
    191: (0x1008FF81,),
}
MODIFIERS = ((50,), (66,), (37,), (64,), (77,), (), (133,), ())

US = Keymap(
    CONTROLS | {10: (ord("1"), ord("!")), 21: (ord("="), ord("+")), 27: (ord("r"), ord("R"))}, MODIFIERS
)
RU = Keymap(CONTROLS | {27: (KA, KA_CAPITAL, KA, KA_CAPITAL)}, MODIFIERS)
BOTH = Keymap(CONTROLS | {27: (ord("r"), ord("R"), KA, KA_CAPITAL)}, MODIFIERS)
AZERTY = Keymap(CONTROLS | {10: (ord("&"), ord("1"))}, MODIFIERS)
MODS_MOVED = Keymap(CONTROLS, ((50,), (66,), (37,), (133,), (64,), (77,), (), ()))


@pytest.mark.parametrize(
    ("keymap", "text", "chord"),
    [
        (US, "ctrl+space", Chord(65, X.ControlMask)),
        (RU, "ctrl+space", Chord(65, X.ControlMask)),
        (US, "ctrl+alt+r", Chord(27, X.ControlMask | X.Mod1Mask)),
        (RU, "ctrl+alt+r", Chord(27, X.ControlMask | X.Mod1Mask)),
        (BOTH, "super+r", Chord(27, X.Mod4Mask)),
        (BOTH, "super+к", Chord(27, X.Mod4Mask)),
        (US, "super+к", None),
        (US, "esc", Chord(9, 0)),
        (US, "print", Chord(107, 0)),
        (US, "ctrl+plus", Chord(21, X.ControlMask | X.ShiftMask)),
        (US, "ctrl+=", Chord(21, X.ControlMask)),
        (US, "ctrl+shift+1", Chord(10, X.ControlMask | X.ShiftMask)),
        (AZERTY, "ctrl+1", Chord(10, X.ControlMask)),
        (US, "f13", Chord(191, 0)),
        (US, "f14", None),
        (US, "ctrl+€", None),
        (MODS_MOVED, "alt+super+space", Chord(65, X.Mod2Mask | X.Mod1Mask)),
    ],
)
def test_a_hotkey_is_found_where_the_layout_has_it(keymap: Keymap, text: str, chord: Chord | None) -> None:
    assert keymap.chord(parse_hotkey(text)) == chord


def test_the_locks_are_read_from_the_modifier_map() -> None:
    assert US.locks == X.LockMask | X.Mod2Mask
    assert MODS_MOVED.locks == X.LockMask | X.Mod3Mask


def test_a_grab_is_needed_for_every_combination_of_locks() -> None:
    assert sorted(lock_states(X.LockMask | X.Mod2Mask)) == [0, 2, 16, 18]


@dataclass
class Key:
    type: int
    time: int
    detail: int = 65
    state: int = 0


DOWN, UP = Key(X.KeyPress, 100), Key(X.KeyRelease, 600)


def test_a_release_that_a_press_follows_at_the_same_moment_is_a_repeat() -> None:
    again = replace(DOWN, time=600)
    assert without_repeats([DOWN, UP, again, replace(UP, time=640)]) == [DOWN, replace(UP, time=640)]


def test_a_real_second_press_and_another_key_are_no_repeats() -> None:
    later, other = replace(DOWN, time=700), replace(DOWN, time=600, detail=27)
    assert without_repeats([UP, later]) == [UP, later]
    assert without_repeats([UP, other]) == [UP, other]


def test_a_release_that_was_read_late_is_stamped_with_its_own_time() -> None:
    clock = ServerClock()
    assert clock.monotonic(1000, 50.0) == pytest.approx(50.0)
    assert clock.monotonic(1200, 51.5) == pytest.approx(50.2)


def test_the_promptest_event_sets_the_clock() -> None:
    clock = ServerClock()
    clock.monotonic(1000, 50.5)
    assert clock.monotonic(2000, 51.0) == pytest.approx(51.0)
    assert clock.monotonic(3000, 52.4) == pytest.approx(52.0)


def test_a_server_clock_that_starts_again_is_followed() -> None:
    clock = ServerClock()
    clock.monotonic(2**32 - 1, 5_000_000.0)
    assert clock.monotonic(100, 5_000_000.2) == pytest.approx(5_000_000.2)


def test_a_press_at_once_after_a_release_shows_that_the_key_was_never_up() -> None:
    releases = Releases()
    releases.add(65, at=1.0, now=1.2)
    assert releases.undo(65, 1.0 + STUTTER_S - 0.001)
    assert releases.due(9.0) == []


def test_a_press_a_little_later_is_another_one_however_late_both_are_read() -> None:
    releases = Releases()
    releases.add(65, at=1.0, now=1.2)
    assert not releases.undo(65, 1.0 + STUTTER_S + 0.001)
    assert releases.due(9.0) == [(65, 1.0)]


def test_a_release_that_was_read_late_waits_as_long_as_any() -> None:
    assert Releases().next_due is None
    releases = Releases()
    releases.add(65, at=1.0, now=1.2)
    assert releases.next_due == 1.2 + STUTTER_S
    assert releases.due(1.2) == []
    assert releases.codes == {65}
    assert releases.due(1.2 + STUTTER_S) == [(65, 1.0)]
    assert releases.due(9.0) == []


def test_another_key_undoes_nothing() -> None:
    releases = Releases()
    releases.add(65, at=1.0, now=1.0)
    assert not releases.undo(9, 1.0)

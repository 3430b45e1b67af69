"""Which key events mean something, whatever the platform."""

from hypothesis import given
from hypothesis import strategies as st

from rapidwhisper.core.events import CancelWished, PasteLastWished, Pressed, Released
from rapidwhisper.hotkeys.watch import Chord, KeyWatch

SPACE, R, ESCAPE = 65, 27, 9
CTRL, ALT = 4, 8


def watch() -> KeyWatch:
    watch = KeyWatch()
    watch.bind(Chord(SPACE, CTRL), 0.0)
    watch.cancel = Chord(ESCAPE, 0)
    return watch


def test_a_repeating_key_presses_once() -> None:
    keys = watch()
    assert keys.press(SPACE, CTRL, 1.0) == Pressed(1.0)
    assert keys.press(SPACE, CTRL, 1.5) is None
    assert keys.press(SPACE, 0, 1.6) is None
    assert keys.release(SPACE, 2.0) == Released(2.0)
    assert keys.press(SPACE, CTRL, 3.0) == Pressed(3.0)


def test_the_key_for_the_last_text_is_told_once_however_long_it_is_held() -> None:
    keys = watch()
    keys.paste_last = Chord(R, ALT)
    assert keys.press(R, 0, 1.0) is None
    assert keys.press(R, ALT, 1.0) == PasteLastWished()
    assert keys.press(R, ALT, 1.5) is None
    assert keys.down == {R}
    assert keys.release(R, 2.0) is None
    assert not keys.down


def test_another_modifier_makes_it_another_key() -> None:
    keys = watch()
    assert keys.press(SPACE, CTRL | ALT, 1.0) is None
    assert keys.press(SPACE, 0, 1.0) is None
    assert keys.press(ESCAPE, CTRL, 1.0) is None
    assert keys.release(SPACE, 2.0) is None
    assert not keys.down


def test_the_held_hotkey_lends_its_modifiers_to_the_cancel_key() -> None:
    keys = watch()
    keys.press(SPACE, CTRL, 1.0)
    assert keys.press(ESCAPE, CTRL, 1.1) == CancelWished()
    assert keys.press(ESCAPE, CTRL, 1.2) is None
    assert keys.release(ESCAPE, 1.3) is None
    assert keys.press(ESCAPE, ALT, 1.4) is None


def test_a_hotkey_bound_anew_while_it_is_held_does_not_start_by_its_repeats() -> None:
    keys = watch()
    keys.press(SPACE, CTRL, 1.0)
    assert keys.bind(Chord(SPACE, CTRL | ALT), 1.5) == Released(1.5)
    assert keys.press(SPACE, CTRL | ALT, 1.6) is None
    assert keys.release(SPACE, 1.7) is None
    assert keys.press(SPACE, CTRL | ALT, 1.8) == Pressed(1.8)


strokes = st.tuples(st.booleans(), st.sampled_from([SPACE, R, ESCAPE]), st.sampled_from([0, CTRL, ALT]))


@given(st.lists(strokes))
def test_presses_and_releases_always_alternate(stream: list[tuple[bool, int, int]]) -> None:
    keys = watch()
    told = [
        keys.press(code, modifiers, 0.0) if down else keys.release(code, 0.0)
        for down, code, modifiers in stream
    ]
    pairs = [type(event) for event in told if isinstance(event, Pressed | Released)]
    assert pairs == [Pressed, Released] * (len(pairs) // 2) + [Pressed] * (len(pairs) % 2)

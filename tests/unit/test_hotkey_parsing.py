"""Hotkeys as people write them."""

from contextlib import suppress
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapidwhisper.core.hotkey import _ALONE, _KEYS, Hotkey, Modifier, parse_hotkey

CTRL, ALT, SHIFT, SUPER = Modifier.CTRL, Modifier.ALT, Modifier.SHIFT, Modifier.SUPER


@pytest.mark.parametrize(
    ("text", "hotkey"),
    [
        ("ctrl+space", Hotkey("space", frozenset({CTRL}))),
        ("<ctrl>+<space>", Hotkey("space", frozenset({CTRL}))),
        ("  Ctrl + Space ", Hotkey("space", frozenset({CTRL}))),
        ("F9", Hotkey("f9")),
        ("ctrl+alt+r", Hotkey("r", frozenset({CTRL, ALT}))),
        ("R+Control+Option", Hotkey("r", frozenset({CTRL, ALT}))),
        ("Strg+Shift+a", Hotkey("a", frozenset({CTRL, SHIFT}))),
        ("win+PgUp", Hotkey("page_up", frozenset({SUPER}))),
        ("cmd+return", Hotkey("enter", frozenset({SUPER}))),
        ("ctrl+plus", Hotkey("+", frozenset({CTRL}))),
        ("ctrl+-", Hotkey("-", frozenset({CTRL}))),
        ("ctrl+ж", Hotkey("ж", frozenset({CTRL}))),
        ("Escape", Hotkey("esc")),
        ("shift+f1", Hotkey("f1", frozenset({SHIFT}))),
        ("ctrl+ctrl+space", Hotkey("space", frozenset({CTRL}))),
    ],
)
def test_it_is_read_as_people_write_it(text: str, hotkey: Hotkey) -> None:
    assert parse_hotkey(text) == hotkey


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is empty"),
        (" + ", "it is empty"),
        ("ctrl++", "write “plus”"),
        ("ctrl+", "a key is missing"),
        ("ctrl+alt", "exactly one key"),
        ("ctrl+a+b", "exactly one key"),
        ("ctrl+spase", "no key called “spase”"),
        ("ctrl+f25", "no key called “f25”"),
        ("ctrl+\x07", "no key called"),
        ("space", "needs Ctrl, Alt or Super"),
        ("shift+a", "needs Ctrl, Alt or Super"),
        ("enter", "needs Ctrl, Alt or Super"),
    ],
)
def test_a_mistake_is_named(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_hotkey(text)


def test_it_is_written_in_one_order() -> None:
    assert str(parse_hotkey("Space+shift+ALT+ctrl")) == "ctrl+alt+shift+space"
    assert str(parse_hotkey("ctrl+plus")) == "ctrl+plus"


keys = st.sampled_from(sorted(set(_KEYS.values()))) | st.characters(categories=("L", "N", "P", "S")).filter(
    lambda character: (
        len(character.lower()) == 1
        and character == character.lower()
        and character.isprintable()
        and character not in "<>+"
    )
)


@st.composite
def hotkeys(draw: st.DrawFn) -> Hotkey:
    key = draw(keys)
    modifiers = draw(st.frozensets(st.sampled_from(Modifier)))
    if key not in _ALONE:
        modifiers |= {draw(st.sampled_from([CTRL, ALT, SUPER]))}
    return Hotkey(key, modifiers)


@given(hotkeys())
def test_what_is_written_is_read_again(hotkey: Hotkey) -> None:
    assert parse_hotkey(str(hotkey)) == hotkey


@given(hotkeys(), st.randoms())
def test_order_brackets_and_capitals_do_not_matter(hotkey: Hotkey, random: Random) -> None:
    parts = str(hotkey).split("+")
    random.shuffle(parts)
    assert parse_hotkey(" + ".join(f"<{part}>" for part in parts)) == hotkey


@given(st.text())
def test_any_text_gives_a_hotkey_or_a_reason(text: str) -> None:
    with suppress(ValueError):
        hotkey = parse_hotkey(text)
        assert parse_hotkey(str(hotkey)) == hotkey

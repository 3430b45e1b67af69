"""What is decided before any key is pressed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from Xlib import XK
from Xlib.keysymdef import cyrillic, latin2

from rapidwhisper.core.settings import PasteMethod
from rapidwhisper.insertion.text import clean, for_terminal, typed_in_terminal
from rapidwhisper.insertion.x11_content import text_content
from rapidwhisper.insertion.x11_keys import CTRL_SHIFT_V, CTRL_V, SHIFT_INSERT
from rapidwhisper.insertion.x11_keysyms import character, keysym
from rapidwhisper.insertion.x11_paste import chords
from rapidwhisper.insertion.x11_receipt import restore_at
from rapidwhisper.insertion.x11_saved import worth_saving
from rapidwhisper.insertion.x11_type_plan import LONGEST, plan


def test_newline_and_tab_are_the_only_control_characters_left() -> None:
    assert clean("a\tb\nc\rd\x1b[31m\x00\x7f\x9b") == "a\tb\ncd[31m"


@pytest.mark.parametrize("number", [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
def test_characters_that_show_a_text_in_another_order_are_left_out(number: int) -> None:
    assert clean(f"pay {chr(number)}001") == "pay 001"


@pytest.mark.parametrize(
    "text",
    ["می\u200cخواهم", "שלום\u200f!", "\u061c123", "👩\u200d👩\u200d👧", "क्\u200dष", "🏴\U000e0067\U000e007f"],
)
def test_marks_and_joiners_that_scripts_and_emoji_need_stay(text: str) -> None:
    assert clean(text) == text


def test_line_ends_of_unicode_become_newlines() -> None:
    assert clean("a\u2028b\u2029") == "a\nb\n"
    assert for_terminal(clean("rm -r dir\u2029")) == "rm -r dir"


def test_an_end_of_bracketed_paste_is_defused() -> None:
    assert clean("\x1b[201~rm\x9b201~") == "[201~rm201~"


def test_half_of_an_emoji_is_left_out() -> None:
    assert clean("a\ud83db😀") == "ab😀"


@pytest.mark.parametrize(
    ("text", "safe"),
    [("ls", "ls"), ("ls ", "ls "), ("ls\n", "ls"), ("ls\n ", "ls "), ("a\nb\n\n", "a\nb"), ("\n", "")],
)
def test_a_terminal_gets_no_newline_at_the_end(text: str, safe: str) -> None:
    assert for_terminal(text) == safe


@pytest.mark.parametrize(
    ("text", "safe"),
    [("ls", "ls"), ("ls\n", "ls"), ("cd /tmp\nrm -r dir\n", "cd /tmp rm -r dir"), ("a\n\tb ", "a  b ")],
)
def test_typing_into_a_terminal_presses_neither_return_nor_tab(text: str, safe: str) -> None:
    assert typed_in_terminal(text) == safe


def atom(name: str) -> int:
    return sum(name.encode())


def test_old_programs_get_latin_1_where_it_can_say_it() -> None:
    assert text_content(atom, "größer").data[atom("STRING")].value == b"gr\xf6\xdfer"
    assert text_content(atom, "больше").data[atom("STRING")].value == "больше".encode()


def test_a_passing_text_asks_clipboard_managers_to_forget_it() -> None:
    hint = atom("x-kde-passwordManagerHint")
    assert text_content(atom, "text", passing=True).data[hint].value == b"secret"
    assert hint not in text_content(atom, "text").data


@pytest.mark.parametrize("target", ["UTF8_STRING", "text/html", "image/png", "application/x-own"])
def test_formats_with_content_are_saved(target: str) -> None:
    assert worth_saving(target)


@pytest.mark.parametrize("target", ["TARGETS", "MULTIPLE", "SAVE_TARGETS", "DELETE", "image/bmp", "PIXMAP"])
def test_formats_that_are_actions_or_doubles_are_not_saved(target: str) -> None:
    assert not worth_saving(target)


def test_terminals_have_a_second_way_of_their_own() -> None:
    assert chords(PasteMethod.AUTO, terminal=False) == (SHIFT_INSERT, CTRL_V)
    assert chords(PasteMethod.AUTO, terminal=True) == (SHIFT_INSERT, CTRL_SHIFT_V)


def test_a_chosen_chord_has_no_second_way() -> None:
    assert chords(PasteMethod.CTRL_V, terminal=True) == (CTRL_V, None)


def test_the_clipboard_comes_back_a_moment_after_the_last_read() -> None:
    assert restore_at(100.0, 100.5, crowd=False) == pytest.approx(100.7)


def test_the_clipboard_comes_back_later_beside_a_clipboard_manager() -> None:
    assert restore_at(100.0, 100.01, crowd=True) == pytest.approx(100.7)


def test_a_window_that_reads_on_and_on_does_not_keep_the_clipboard() -> None:
    assert restore_at(100.0, 130.0, crowd=True) == pytest.approx(108.0)


def typed(text: str, on_layout: str, places: int) -> str:
    """What comes out when each character is typed with the meaning that its key has at that time."""
    held: dict[int, str] = {}
    written = ""
    for changes, piece in plan(text, on_layout, places):
        assert len(piece) <= LONGEST
        held |= changes
        assert all(0 <= place < places for place in held)
        assert all(char in on_layout or char in held.values() for char in piece)
        written += piece
    return written


@given(st.text(max_size=400), st.integers(min_value=1, max_value=20))
def test_whatever_is_typed_has_its_key_at_that_time(text: str, places: int) -> None:
    assert typed(text, "etaoin \n", places) == text


def test_typing_stops_at_what_no_key_can_write() -> None:
    assert typed("tea für two", "tea fwor", 0) == "tea f"


def test_what_the_layout_has_needs_no_change() -> None:
    assert [changes for changes, _ in plan("tea for two " * 50, "tea forw", 10)] == [{}] * 6


def test_keys_change_seldom_in_a_long_text() -> None:
    text = "Съешь ещё этих мягких французских булок, да выпей чаю. " * 20
    assert sum(len(changes) for changes, _ in plan(text, " ,.", 36)) == len(set(text) - set(" ,."))


@given(st.characters(exclude_categories=["Cc", "Cs"]))
def test_characters_and_keysyms_translate_both_ways(char: str) -> None:
    assert character(keysym(char)) in {char, None}


@pytest.mark.parametrize(
    ("number", "char"),
    [
        (XK.XK_a, "a"),
        (XK.XK_space, " "),
        (cyrillic.XK_Cyrillic_ya, "я"),
        (cyrillic.XK_Cyrillic_io, "ё"),
        (cyrillic.XK_Ukrainian_yi, "ї"),
        (latin2.XK_zcaron, "ž"),
        (XK.XK_Return, "\n"),
        (0x1002018, "‘"),
        (cyrillic.XK_Serbian_dje, None),
        (XK.XK_Shift_L, None),
        (XK.XK_KP_1, None),
        (0, None),
    ],
)
def test_older_keysyms_are_understood_where_it_is_sure(number: int, char: str | None) -> None:
    assert character(number) == char


def test_characters_have_the_keysyms_of_the_x_protocol() -> None:
    assert [hex(keysym(char)) for char in "a\u00e9я😀\n"] == [
        "0x61",
        "0xe9",
        "0x100044f",
        "0x101f600",
        "0xff0d",
    ]

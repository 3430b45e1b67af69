"""What counts as the same when people look for words."""

import pytest

from rapidwhisper.core.search import fold, search_words


@pytest.mark.parametrize(
    ("said", "looked_for"),
    [
        ("Ёлка", "елка"),
        ("елка", "ЁЛКА"),
        ("е\u0308лка", "ёлка"),
        ("Straße", "STRASSE"),
        ("Cafe\u0301", "café"),
        ("мой", "МОЙ"),
    ],
)
def test_people_find_what_was_said_however_it_is_written(said: str, looked_for: str) -> None:
    assert fold(said) == fold(looked_for)


def test_a_letter_with_a_different_sound_is_another_letter() -> None:
    assert fold("мой") != fold("мои")


def test_any_space_parts_the_words() -> None:
    assert search_words("  Hello\tWORLD\u3000你好\0again ") == ("hello", "world", "你好", "again")
    assert search_words(" \n") == ()


def test_what_no_text_can_hold_is_still_a_word() -> None:
    assert search_words("\udce4") == ("?",)

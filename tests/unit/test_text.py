"""The text as it goes into the window."""

from rapidwhisper.core.text import to_insert


def test_blanks_around_the_answer_go_and_the_suffix_comes() -> None:
    assert to_insert(" Привет, 世界 👋\n", " ") == "Привет, 世界 👋 "
    assert to_insert("as it is", "") == "as it is"

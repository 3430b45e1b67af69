"""Texts with and without a translator."""

import pytest

from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.words import phrase
from rapidwhisper.ui import words
from rapidwhisper.ui.language_choice import meant, preferred
from rapidwhisper.ui.messages import message
from rapidwhisper.ui.words import counted, said


def test_without_qt_english_counts() -> None:
    assert counted("C", "%n second(s)", "", 2)(1) == "1 second"
    assert counted("C", "%n second(s)", "", 2)(5) == "5 seconds"


def test_a_phrase_is_english_as_a_string_and_otherwise_where_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reason = phrase("Reason", "it must lie between {low} and {high}").filled(low=1, high=2)
    assert reason == "it must lie between 1 and 2"
    monkeypatch.setattr(words, "_translator", lambda _context, _text, *_: "от {low} до {high}")
    assert said(reason) == "от 1 до 2"


def test_braces_in_a_fact_stay_as_they_are() -> None:
    assert said(phrase("Reason", "there is no key called “{key}”").filled(key="{x}")) == (
        "there is no key called “{x}”"
    )


def test_a_reason_inside_a_problem_is_translated_too(monkeypatch: pytest.MonkeyPatch) -> None:
    cause = problem(Code.URL_INVALID, key="CUSTOM_BASE_URL", reason=phrase("Reason", "it is not an address"))
    monkeypatch.setattr(
        words, "_translator", lambda context, text, *_: "это не адрес" if context == "Reason" else text
    )
    assert "это не адрес" in message(cause).what


@pytest.mark.parametrize(
    ("setting", "languages", "code"),
    [
        ("ru", [], "ru"),
        ("en", ["ru-RU"], "en"),
        ("auto", ["ru-RU", "en"], "ru"),
        ("auto", ["fr_FR", "ru_RU.UTF-8"], "ru"),
        ("auto", ["fr-FR"], "en"),
        ("auto", [], "en"),
    ],
)
def test_the_language_is_the_one_that_is_set_or_the_first_that_we_have(
    setting: str, languages: list[str], code: str
) -> None:
    assert meant(setting, languages) == code


def test_a_terminal_says_its_languages_as_gettext_reads_them() -> None:
    assert preferred({"LANG": "ru_RU.UTF-8"}) == ["ru_RU.UTF-8"]
    assert preferred({"LANG": "en_US", "LANGUAGE": "ru:de"}) == ["ru", "de", "en_US"]
    assert preferred({"LANG": "ru_RU", "LC_ALL": "C.UTF-8", "LANGUAGE": "ru"}) == []
    assert preferred({}) == []

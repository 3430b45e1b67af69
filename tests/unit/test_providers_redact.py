"""Keys never leave in an error text, not even half of one."""

import pytest

from rapidwhisper.providers.redact import redacted

KEY = "fx-4711-canary-0815"


@pytest.mark.parametrize(
    "text",
    [
        f"Incorrect key {KEY}.",
        "Incorrect key fx-4711-c…",
        "Incorrect key …y-0815",
        f"{{'Authorization': 'Bearer {KEY}'}}",
    ],
)
def test_the_configured_key_goes_whole_and_in_parts(text: str) -> None:
    clean = redacted(text, KEY)
    assert "***" in clean
    assert "canary" not in clean
    assert "0815" not in clean
    assert "4711" not in clean


@pytest.mark.parametrize(
    "text",
    ["sk-proj-abc123", "gsk_abc123", "Bearer abc.def", "abcd****wxyz", "key sk-a***z is wrong"],
)
def test_what_looks_like_a_key_goes_too(text: str) -> None:
    assert "abc" not in redacted(text)
    assert "sk-a" not in redacted(text)


def test_ordinary_words_stay() -> None:
    text = "The task-force model `whisper-1` does not exist (risk_level 3)."
    assert redacted(text, "", "no") == text

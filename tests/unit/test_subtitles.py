"""A text over its time: cues that can be read, in both forms of subtitles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapidwhisper.core.subtitles import LINE, LINES, Cue, cues, srt, vtt

LONG = (
    "When the train came in, nobody was there to meet them; the platform lay empty under its lamps, and only "
    "a dog, which had been asleep beside the door, got up and looked at them for a while."
)


def texts(text: str, seconds: float = 60.0) -> list[str]:
    return [cue.text for cue in cues(text, 0, round(seconds * 1000))]


def test_a_sentence_that_fits_is_one_cue() -> None:
    assert cues("It is late.", 1000, 3000) == [Cue(1000, 3000, "It is late.")]


def test_a_long_sentence_is_parted_at_its_clauses() -> None:
    assert texts(LONG, seconds=12) == [
        "When the train came in, nobody was there to meet them;",
        "the platform lay empty under its lamps, and only a dog,",
        "which had been asleep beside the door, got up and looked at them for a while.",
    ]


def test_slow_speech_is_parted_so_that_no_cue_stays_for_much_longer_than_seven_seconds() -> None:
    slow = cues(LONG, 0, 24_000)
    assert max(cue.stop_ms - cue.start_ms for cue in slow) <= 7100
    assert " ".join(cue.text for cue in slow) == LONG


def test_what_fills_a_line_is_never_parted_however_slowly_it_is_said() -> None:
    assert texts("One two three.", seconds=100) == ["One two three."]


@pytest.mark.parametrize("text", ["a" * 200, "漢" * 200])
def test_without_a_place_between_words_it_is_cut_anywhere(text: str) -> None:
    parts = texts(text)
    assert "".join(parts) == text
    assert max(map(len, parts)) <= LINE * LINES


def test_nothing_said_is_no_cue() -> None:
    assert cues(" \n", 0, 1000) == []


def test_more_parts_than_milliseconds_still_follow_one_another() -> None:
    assert [(cue.start_ms, cue.stop_ms) for cue in cues("A. B. C.", 5, 5)] == [(5, 6), (6, 7), (7, 8)]


def test_hours_stand_in_both_forms() -> None:
    cue = Cue(3_723_004, 100 * 3_600_000, "Late")
    assert srt(cue, 7) == "7\n01:02:03,004 --> 100:00:00,000\nLate\n\n"
    assert vtt(cue) == "01:02:03.004 --> 100:00:00.000\nLate\n\n"


def test_two_lines_where_one_would_be_too_wide() -> None:
    wide = "and only a dog, which had been asleep beside the door,"
    assert srt(Cue(0, 1, wide), 1).splitlines()[2:4] == [
        "and only a dog, which had",
        "been asleep beside the door,",
    ]
    assert srt(Cue(0, 1, "漢" * 60), 1).splitlines()[2:] == ["漢" * 60, ""]


def test_what_a_player_would_take_for_markup_is_escaped() -> None:
    (cue,) = cues("R&D --> a < b > <i>c</i>", 0, 1000)
    assert vtt(cue).splitlines()[1] == "R&amp;D → a &lt; b &gt; &lt;i&gt;c&lt;/i&gt;"
    assert srt(cue, 1).splitlines()[2] == "R&D → a < b > <i>c</i>"


@given(st.text("aб 漢,;.!?\n->", max_size=400), st.integers(0, 10**7), st.integers(0, 10**6))
def test_whatever_is_said_cues_are_in_order_and_lose_no_letter(text: str, start: int, length: int) -> None:
    found = cues(text, start, start + length)
    assert [cue.start_ms for cue in found] == [start, *(cue.stop_ms for cue in found)][: len(found)]
    assert all(cue.start_ms < cue.stop_ms for cue in found)
    assert all(0 < len(cue.text) <= LINE * LINES for cue in found)
    assert not found or found[-1].stop_ms == start + max(length, len(found))
    letters = [char for char in text if char.isalpha()]
    assert [char for cue in found for char in cue.text if char.isalpha()] == letters

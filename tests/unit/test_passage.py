"""Passages as a text: what is silent is left out, what is missing is marked."""

import pytest

from rapidwhisper.core.pace import Pace
from rapidwhisper.core.passage import Passage, text_of, worth_showing
from rapidwhisper.core.problem import Code, Problem
from rapidwhisper.core.times import clock

LOST = Problem(Code.TIMED_OUT)


def passages(*texts: str | None) -> list[Passage]:
    """None: it has failed."""
    return [
        Passage(float(at), at + 1.0, text or "", problem=LOST if text is None else None)
        for at, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (["One", "two."], "One two."),
        (["One", None, "three"], "One […] three"),
        ([None, "two"], "[…] two"),
        (["One", "", None, None], "One […]"),
        (["你好", "世界"], "你好世界"),
        ([None, None], ""),
        (["", ""], ""),
    ],
)
def test_a_text_with_its_gaps(said: list[str | None], text: str) -> None:
    assert text_of(passages(*said)) == text


def test_failures_in_a_row_are_one_gap_over_all_their_time() -> None:
    shown = list(worth_showing(passages("One", None, None, "four")))
    assert [(each.start_s, each.stop_s) for each in shown] == [(0, 1), (1, 3), (3, 4)]


def test_a_gap_is_known_only_when_something_follows() -> None:
    shown = worth_showing(iter(passages(None, "two")))
    assert next(shown).problem is LOST
    assert next(shown).text == "two"


def test_the_pace_tells_how_long_it_will_still_take() -> None:
    pace = Pace(done_s=30.0, total_s=120.0, elapsed_s=10.0)
    assert (pace.percent, pace.speed, pace.left_s) == (25, 3.0, 30.0)


def test_the_pace_is_unknown_at_the_start_and_full_at_the_end() -> None:
    assert (Pace(0.0, 60.0, 0.0).left_s, Pace(0.0, 60.0, 5.0).left_s) == (None, None)
    assert (Pace(60.4, 60.0, 6.0).percent, Pace(60.4, 60.0, 6.0).left_s) == (100, 0.0)
    assert Pace(0.0, 0.0, 1.0).percent == 0


def test_places_beyond_an_hour() -> None:
    assert [clock(7.9), clock(3723.0), clock(36_000)] == ["0:00:07", "1:02:03", "10:00:00"]

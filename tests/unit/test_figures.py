"""The figures of `rapidwhisper stats`: nearest rank, by provider and model, of what was measured."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from rapidwhisper.core.dictation import Outcome
from rapidwhisper.history.figures import Spread, figures, percentile, since
from rapidwhisper.history.row import Row, Source

GROQ = Source("groq", "large", "en")
OWN = Source("custom", "small", "en")


def row(number: int, source: Source = GROQ, timings: Mapping[str, int] | None = None) -> Row:
    return Row(
        id=number,
        started_at="2026-11-23T12:00:00+03:00",
        seconds=2.0,
        source=source,
        text="words",
        outcome=Outcome.DONE,
        problem=None,
        timings_ms=timings or {},
    )


@pytest.mark.parametrize(
    ("values", "p50", "p95"),
    [
        ([7], 7, 7),
        ([2, 1], 1, 2),
        ([3, 1, 2], 2, 3),
        ([5, 3, 1, 4, 2] * 4, 3, 5),
        (list(range(100, 0, -1)), 50, 95),
    ],
)
def test_a_percentile_is_one_of_the_values_by_nearest_rank(values: list[int], p50: int, p95: int) -> None:
    assert (percentile(values, 50), percentile(values, 95)) == (p50, p95)


def test_each_provider_and_model_has_figures_of_its_own_and_the_busiest_comes_first() -> None:
    other = replace(GROQ, model="turbo")
    found = figures([row(1, OWN), row(2, other), row(3), row(4), row(5), row(6, OWN)])
    assert [(each.provider, each.model, each.dictations, each.seconds) for each in found] == [
        ("groq", "large", 3, 6.0),
        ("custom", "small", 2, 4.0),
        ("groq", "turbo", 1, 2.0),
    ]


def test_the_total_comes_first_and_the_stages_in_their_order() -> None:
    rows = [
        row(number, timings={"receipt": 5, "answer": number, "total": number + 5}) for number in (1, 3, 2)
    ]
    (found,) = figures(rows)
    assert list(found.timings_ms.items()) == [
        ("total", Spread(3, 7, 8)),
        ("answer", Spread(3, 2, 3)),
        ("receipt", Spread(3, 5, 5)),
    ]


def test_a_row_of_an_older_version_counts_with_what_it_has() -> None:
    old = {"record": 20, "transcribe": 300, "insert": 30, "total": 350}
    (found,) = figures([row(1, timings=old), row(2, timings={"answer": 200, "total": 250})])
    assert found.dictations == 2
    assert found.timings_ms == {"total": Spread(2, 250, 350), "answer": Spread(1, 200, 200)}


def test_what_has_no_text_is_in_no_figure() -> None:
    assert figures([replace(row(1), text=None, outcome=Outcome.FAILED)]) == []


def test_only_what_was_spoken_since_then_counts() -> None:
    rows = [
        replace(row(1), started_at="2026-11-22T23:59:59+00:00"),
        replace(row(2), started_at="2026-11-23T03:00:00+03:00"),
        replace(row(3), started_at="2026-11-23T10:00:00+00:00"),
        replace(row(4), started_at="once upon a time"),
        replace(row(5), started_at="0001-01-01T00:00:00+14:00"),
    ]
    assert [each.id for each in since(rows, datetime(2026, 11, 23, tzinfo=UTC))] == [2, 3]

"""How long a server wants to be left alone is read from whatever it says of it, and rounded up."""

from datetime import UTC, datetime

import pytest

from rapidwhisper.providers.wait import wait_seconds

NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("2", 2),
        ("0.6", 1),
        ("Mon, 23 Nov 2026 12:00:30 GMT", 30),
        ("Mon, 23 Nov 2026 12:00:30", 30),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str, seconds: int | None) -> None:
    assert wait_seconds({"retry-after": header}, NOW) == seconds


def test_milliseconds_are_more_exact() -> None:
    assert wait_seconds({"retry-after": "2", "retry-after-ms": "1200"}, NOW) == 2
    assert wait_seconds({"retry-after": "2", "retry-after-ms": "often"}, NOW) == 2
    assert wait_seconds({"retry-after-ms": "61000"}, NOW) == 61


@pytest.mark.parametrize(
    ("reset", "seconds"),
    [
        ("7.66s", 8),
        ("2m59.56s", 180),
        ("1h0m3s", 3603),
        ("120ms", 1),
        ("6m0s", 360),
        ("soon", None),
        ("", None),
    ],
)
def test_the_limit_that_is_used_up_says_when_it_is_over(reset: str, seconds: int | None) -> None:
    headers = {
        "x-ratelimit-remaining-requests": "0",
        "x-ratelimit-reset-requests": reset,
        "x-ratelimit-remaining-tokens": "18000",
        "x-ratelimit-reset-tokens": "10h",
    }
    assert wait_seconds(headers, NOW) == seconds


def test_of_two_that_are_used_up_the_longer_counts_and_retry_after_goes_before_both() -> None:
    headers = {
        "x-ratelimit-remaining-requests": "0",
        "x-ratelimit-reset-requests": "1s",
        "x-ratelimit-remaining-tokens": "0",
        "x-ratelimit-reset-tokens": "20s",
    }
    assert wait_seconds(headers, NOW) == 20
    assert wait_seconds({**headers, "retry-after": "3"}, NOW) == 3

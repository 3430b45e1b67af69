"""The length of a recording in words."""

import pytest

from rapidwhisper.ui.length import length


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "0 s"),
        (35.2, "35 s"),
        (59.7, "1 min 0 s"),
        (65, "1 min 5 s"),
        (3599.8, "1 h 0 min"),
        (3750, "1 h 2 min"),
        (7199, "2 h 0 min"),
    ],
)
def test_a_length_is_told_as_people_tell_it(seconds: float, words: str) -> None:
    assert length(seconds) == words

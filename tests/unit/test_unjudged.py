"""What comes from a microphone before it is known to be one."""

import numpy as np

from rapidwhisper.audio.unjudged import Unjudged
from rapidwhisper.core.audio import Samples


def test_what_was_held_back_comes_first_and_in_its_order() -> None:
    told: list[object] = []
    unjudged = Unjudged()
    block = unjudged.block(lambda samples, at, age_s: told.append((int(samples[0]), at, age_s)))
    gone = unjudged.sign(lambda: told.append("gone"))
    block(_samples(1), 7.0, 0.1)
    gone()
    assert not told
    unjudged.release()
    block(_samples(2), 8.0, 0.2)
    assert told == [(1, 7.0, 0.1), "gone", (2, 8.0, 0.2)], "each with the time when it came"


def test_what_is_no_microphone_is_never_heard_of() -> None:
    told: list[str] = []
    unjudged = Unjudged()
    unjudged.sign(lambda: told.append("gone"))()
    assert not told


def _samples(value: int) -> Samples:
    return np.full(160, value, np.int16)

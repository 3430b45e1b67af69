"""Cutting while reading: at pauses where there are some, and never a sample lost or doubled."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rapidwhisper.core.audio import RATE, Samples
from rapidwhisper.core.cutting import Cutter, Lengths, Part


def cut(samples: Samples, pauses: list[int], lengths: Lengths, block: int = RATE // 2) -> list[Part]:
    """Pauses are told of half a second late, as the detector does."""
    cutter = Cutter(lengths)
    parts: list[Part] = []
    for start in range(0, len(samples), block):
        told = [at for at in pauses if start - RATE // 2 <= at < start + block - RATE // 2]
        parts += cutter.feed(samples[start : start + block], told)
    return [*parts, *cutter.finish()]


def noise(seconds: float) -> Samples:
    return np.random.default_rng(1).integers(-9000, 9000, round(seconds * RATE), dtype=np.int16)


def ends(parts: list[Part]) -> list[float]:
    return [round(part.stop_s, 2) for part in parts]


def test_the_first_pause_that_comes_late_enough_ends_a_part() -> None:
    pauses = [3 * RATE, 6 * RATE, 7 * RATE, 13 * RATE]
    assert ends(cut(noise(16), pauses, Lengths(5, 10))) == [6.0, 13.0, 16.0]


def test_a_part_that_becomes_too_long_ends_at_its_last_pause() -> None:
    assert ends(cut(noise(16), [2 * RATE, 4 * RATE], Lengths(5, 10)))[0] == 4.0


def test_without_any_pause_the_quietest_place_is_taken() -> None:
    samples = noise(30)
    samples[round(8.8 * RATE) : round(9.2 * RATE)] = 0
    assert 8.8 < ends(cut(samples, [], Lengths(5, 10)))[0] < 9.2


def test_no_splinter_is_left_at_the_end() -> None:
    assert ends(cut(noise(10.3), [10 * RATE], Lengths(5, 20))) == [10.3]
    assert ends(cut(noise(10.5), [], Lengths(5, 10)))[-1] == 10.5


def test_what_ends_before_the_next_pause_is_one_part() -> None:
    assert ends(cut(noise(4), [], Lengths(5, 10))) == [4.0]
    assert cut(noise(0), [], Lengths(5, 10)) == []


@given(
    st.integers(0, 40 * RATE),
    st.lists(st.integers(0, 40 * RATE), max_size=12),
    st.integers(1, 5),
    st.integers(1, 4),
)
def test_the_parts_add_up_to_the_whole(length: int, pauses: list[int], enough: int, times: int) -> None:
    samples = np.arange(length).astype(np.int16)
    lengths = Lengths(enough, enough * times)
    parts = cut(samples, sorted(pauses), lengths, block=3 * RATE)
    assert [part.start for part in parts] == list(
        itertools.accumulate([0, *(len(part.clip.samples) for part in parts)])
    )[:-1]
    assert all(0 < part.clip.seconds <= lengths.longest for part in parts)
    whole = [part.clip.samples for part in parts]
    assert np.array_equal(np.concatenate([samples[:0], *whole]), samples)

"""Long recordings are cut where nobody speaks, and nothing is lost or sent twice."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapidwhisper.core.audio import RATE, Samples
from rapidwhisper.core.segments import Span, joined, plan


def noise(seconds: float, seed: int = 1) -> Samples:
    made: Samples = np.random.default_rng(seed).integers(-8000, 8000, int(seconds * RATE)).astype(np.int16)
    return made


def test_what_fits_is_one_piece() -> None:
    assert plan(noise(30.0), 30.0) == (Span(0, 30 * RATE),)


def test_nothing_has_no_pieces() -> None:
    assert plan(noise(0.0), 30.0) == ()


def test_no_limit_means_one_piece() -> None:
    assert len(plan(noise(120.0), float("inf"))) == 1


def test_the_cut_falls_into_the_pause_before_the_limit() -> None:
    samples = noise(50.0)
    samples[26 * RATE : 27 * RATE] = 0
    first, second = plan(samples, 30.0)
    assert 26 * RATE < first.stop < 27 * RATE
    assert (second.start, second.stop) == (first.stop, 50 * RATE)


def test_of_two_pauses_the_quieter_is_taken() -> None:
    samples = noise(40.0)
    samples[22 * RATE : 23 * RATE] //= 100
    samples[27 * RATE : 28 * RATE] //= 10
    assert 22 * RATE < plan(samples, 30.0)[0].stop < 23 * RATE


def test_the_closed_lips_of_a_consonant_are_not_a_pause() -> None:
    samples = noise(40.0)
    samples[int(25.00 * RATE) : int(25.06 * RATE)] = 0
    samples[int(27.00 * RATE) : int(27.40 * RATE)] //= 20
    assert 27 * RATE < plan(samples, 30.0)[0].stop < int(27.4 * RATE)


def test_speech_without_any_pause_uses_few_pieces() -> None:
    assert len(plan(np.full(600 * RATE, 4000, np.int16), 30.0)) <= 21


def test_a_little_more_than_the_limit_leaves_no_splinter() -> None:
    first, last = plan(noise(30.01), 30.0)
    assert last.stop - last.start >= RATE
    assert first.stop - first.start <= 30 * RATE


@given(
    seconds=st.floats(0.0, 20.0),
    limit_s=st.floats(0.1, 8.0),
    seed=st.integers(0, 5),
    pause_at=st.floats(0.0, 1.0),
)
def test_pieces_add_up_to_the_recording_sample_by_sample(
    seconds: float, limit_s: float, seed: int, pause_at: float
) -> None:
    samples = noise(seconds, seed)
    place = int(pause_at * len(samples))
    samples[place : place + RATE // 2] = 0
    spans = plan(samples, limit_s)
    edges = [0, *(span.stop for span in spans)]
    assert [span.start for span in spans] == edges[:-1]
    assert edges[-1] == len(samples)
    assert all(0 < span.stop - span.start <= limit_s * RATE for span in spans)


@pytest.mark.parametrize(
    ("texts", "whole"),
    [
        ([], ""),
        (["", "  "], ""),
        (["Hello", " world. "], "Hello world."),
        (["one", "", "two"], "one two"),
        (["Привет,", "мир"], "Привет, мир"),
        (["今天天气", "很好。"], "今天天气很好。"),
        (["안녕", "세상"], "안녕 세상"),
        (["我用", "Python"], "我用 Python"),
    ],
)
def test_texts_are_joined_as_their_script_is_written(texts: list[str], whole: str) -> None:
    assert joined(texts) == whole

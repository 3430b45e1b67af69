"""Long recordings are cut where nobody speaks, and nothing is lost or sent twice."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapidwhisper.core.audio import RATE, Clip, Samples
from rapidwhisper.core.segments import FRAME, Span, cut, joined, plan, shares
from tests.rig.coded import coded, heard, words


def noise(seconds: float, seed: int = 1) -> Samples:
    made: Samples = np.random.default_rng(seed).integers(-8000, 8000, int(seconds * RATE)).astype(np.int16)
    return made


def assert_covered(samples: Samples, spans: tuple[Span, ...], limit_s: float) -> None:
    """Every sample once, and no piece too long."""
    edges = [0, *(span.stop for span in spans)]
    assert [span.start for span in spans] == edges[:-1]
    assert edges[-1] == len(samples)
    assert all(0 < span.stop - span.start <= limit_s * RATE for span in spans)


def test_what_fits_is_one_piece() -> None:
    assert plan(noise(30.0), 30.0) == (Span(0, 30 * RATE),)


def test_nothing_has_no_pieces() -> None:
    assert plan(noise(0.0), 30.0) == ()


def test_no_limit_means_one_piece() -> None:
    assert len(plan(noise(120.0), float("inf"))) == 1


def test_pieces_are_views_and_no_copies() -> None:
    """An hour of speech is 115 MB."""
    clip = Clip(np.zeros(100 * RATE, np.int16))
    pieces = cut(clip, 30)
    assert np.concatenate([piece.samples for piece in pieces]).shape == clip.samples.shape
    assert all(np.shares_memory(piece.samples, clip.samples) for piece in pieces)


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
    assert_covered(samples, plan(samples, limit_s), limit_s)


@given(seconds=st.floats(0.3, 7200.0), limit_s=st.floats(0.2, 900.0), data=st.data())
def test_two_hours_or_a_third_of_a_second_every_sample_is_sent_once(
    seconds: float, limit_s: float, data: st.DataObject
) -> None:
    """Silence with some speech in it: untouched zeros cost no memory, even two hours of them."""
    limit_s = max(limit_s, seconds / 300)
    samples = np.zeros(int(seconds * RATE), np.int16)
    for place in data.draw(st.lists(st.floats(0.0, 1.0), max_size=3)):
        start = int(place * len(samples))
        samples[start : start + 20 * RATE] = noise(20.0)[: len(samples) - start]
    assert_covered(samples, plan(samples, limit_s), limit_s)


@pytest.mark.parametrize("limit_s", [3.0, 30.0, 489.0])
def test_every_cut_of_forty_minutes_falls_between_two_words(limit_s: float) -> None:
    clip = coded(2400)
    said = [heard(clip.samples[span.start : span.stop]) for span in plan(clip.samples, limit_s)]
    assert " ".join(said).split() == words(2400)


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
        (["你好，", "Python"], "你好，Python"),
        (["OK", "，世界"], "OK，世界"),
        (["Это дом", ", а это сад", "!"], "Это дом, а это сад!"),
        (["and so", "...then"], "and so ...then"),
        (["Er sagte", "»Komm«"], "Er sagte »Komm«"),
        (["Hän sanoi", "”tule”"], "Hän sanoi ”tule”"),
    ],
)
def test_texts_are_joined_as_their_script_is_written(texts: list[str], whole: str) -> None:
    assert joined(texts) == whole


def test_a_limit_that_leaves_no_choice_is_cut_at() -> None:
    silence = np.zeros(3 * FRAME, np.int16)
    lengths = [span.stop - span.start for span in plan(silence, FRAME / RATE)]
    assert lengths == [FRAME, FRAME, FRAME]


@given(
    length=st.integers(1, 1000),
    pauses=st.sets(st.integers(-10, 1010)),
    shortest=st.integers(0, 300),
    most=st.integers(1, 6),
)
def test_shares_are_cut_at_known_pauses_alone_and_add_up(
    length: int, pauses: set[int], shortest: int, most: int
) -> None:
    spans = shares(100, 100 + length, pauses, shortest=shortest, most=most)
    edges = [100, *(span.stop for span in spans)]
    assert [span.start for span in spans] == edges[:-1]
    assert edges[-1] == 100 + length
    assert set(edges[1:-1]) <= pauses
    assert len(spans) <= most
    assert len(spans) == 1 or all(span.stop - span.start >= shortest for span in spans)


def test_shares_are_about_as_long_as_each_other() -> None:
    spans = shares(0, 90, [5, 28, 33, 61, 80], shortest=10, most=3)
    assert spans == (Span(0, 28), Span(28, 61), Span(61, 90))

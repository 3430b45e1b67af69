"""A recording whose tones tell of every word that was lost, doubled, displaced or cut."""

import io

import numpy as np
import pytest
import soundfile
import soxr

from rapidwhisper.core.audio import RATE, Samples
from tests.rig.tone_code import CODE_S, CUT, MOST, decode, tones

GAP = np.zeros(RATE // 5)
LEVEL = 0.02
NOISE = 0.002


def recording(*numbers: int) -> Samples:
    """A code every 440 ms in a noisy room."""
    sound = np.concatenate([GAP, *[part for each in numbers for part in (LEVEL * tones(each), GAP)]])
    sound += np.random.default_rng(7).normal(0, NOISE, len(sound))
    return np.asarray(np.round(32768 * sound), np.int16)


def test_every_number_is_read_as_it_was_written() -> None:
    numbers = list(range(0, MOST, 13))
    assert decode(recording(*numbers)) == numbers


def test_silence_and_noise_hold_no_number() -> None:
    assert decode(np.zeros(0, np.int16)) == []
    assert decode(np.zeros(RATE, np.int16)) == []
    assert decode(recording()) == []


def test_a_doubled_word_and_a_displaced_one_show() -> None:
    assert decode(recording(3, 3, 2, 1)) == [3, 3, 2, 1]


@pytest.mark.parametrize("share", [0.15, 0.3, 0.5, 0.7, 0.85])
def test_a_word_that_is_cut_in_two_is_whole_on_neither_side(share: float) -> None:
    sound = recording(1000, 2000, 3000)
    middle = len(GAP) + round(0.44 * RATE) + round(share * CODE_S * RATE)
    assert decode(sound[:middle]) == [1000, CUT]
    assert decode(sound[middle:]) == [CUT, 3000]


def test_a_hole_in_a_word_shows() -> None:
    sound = recording(1000, 2000, 3000)
    begin = len(GAP) + round(0.44 * RATE) + round(0.07 * RATE)
    assert decode(np.delete(sound, slice(begin, begin + RATE // 20))) == [1000, CUT, 3000]


def test_the_beginning_of_one_word_and_the_end_of_another_make_none() -> None:
    one, other = recording(1000), recording(2001)
    middle = len(GAP) + round(CODE_S * RATE / 2)
    assert set(decode(np.concatenate((one[:middle], other[middle:])))) == {CUT}


def test_another_rate_on_the_way_changes_nothing() -> None:
    numbers = list(range(0, MOST, 101))
    through = soxr.resample(soxr.resample(recording(*numbers), RATE, 48_000), 48_000, RATE)
    assert decode(through) == numbers


@pytest.mark.parametrize(("kind", "subtype"), [("FLAC", "PCM_16"), ("OGG", "OPUS")])
def test_codecs_for_speech_leave_it_readable(kind: str, subtype: str) -> None:
    numbers = list(range(0, MOST, 101))
    sound, file = recording(*numbers), io.BytesIO()
    soundfile.write(file, sound, RATE, format=kind, subtype=subtype, compression_level=0.93)
    if subtype == "OPUS":
        assert len(file.getvalue()) * 8 < 26_000 * len(sound) / RATE, "as few bits as a small upload has"
    samples, _ = soundfile.read(io.BytesIO(file.getvalue()), dtype="int16")
    assert decode(samples) == numbers

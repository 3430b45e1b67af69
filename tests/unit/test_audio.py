"""Sound as the program keeps it."""

import io
import wave

import numpy as np
import pytest

from rapidwhisper.core.audio import RATE, Clip, dbfs, rms


def test_a_clip_becomes_a_wav_that_others_read() -> None:
    samples = np.arange(-800, 800, dtype=np.int16)
    with wave.open(io.BytesIO(Clip(samples).wav())) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        assert np.array_equal(np.frombuffer(file.readframes(1600), "<i2"), samples)


def test_a_clip_knows_how_long_it_is() -> None:
    assert Clip(np.zeros(RATE * 3 // 2, np.int16)).seconds == 1.5


def test_levels_are_measured_against_full_scale() -> None:
    assert rms(np.full(100, -32768, np.int16)) == pytest.approx(1.0)
    assert rms(np.empty(0, np.int16)) == 0.0
    assert dbfs(0.1) == pytest.approx(-20.0)
    assert dbfs(0.0) < -100

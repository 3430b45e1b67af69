"""The speech that providers are tried out with."""

import soundfile

from rapidwhisper.audio.file import read_clip
from rapidwhisper.audio.voice import SpeechGate, load_detector
from rapidwhisper.core.audio import RATE, dbfs, rms
from rapidwhisper.ui.icons import ASSETS

SAMPLE = ASSETS / "sample.flac"


def test_the_sample_is_a_second_or_two_as_recognisers_want_it_and_small() -> None:
    about = soundfile.info(SAMPLE)
    assert (about.samplerate, about.channels, about.subtype) == (RATE, 1, "PCM_16")
    assert 1.0 <= about.duration <= 2.0
    assert SAMPLE.stat().st_size < 40_000


def test_there_is_speech_in_it() -> None:
    samples = read_clip(SAMPLE).samples
    assert dbfs(rms(samples)) > -30
    gate = SpeechGate(load_detector())
    gate.feed(samples)
    assert gate.heard

"""The part of a recording that is encoded while it is spoken."""

import io

import numpy as np
import pytest

from rapidwhisper.core.audio import RATE, Samples
from rapidwhisper.providers.capabilities import Format
from rapidwhisper.providers.encode import SoundFile, encoder
from rapidwhisper.providers.segment import Segment

BLOCK = RATE // 50


def spoken(seconds: float) -> Samples:
    time = np.arange(round(seconds * RATE)) / RATE
    made: Samples = (8000 * np.sin(2 * np.pi * 300 * time) * np.sin(2 * np.pi * 3 * time)).astype(np.int16)
    return made


def decoded(file: SoundFile) -> Samples:
    import soundfile

    samples, rate = soundfile.read(io.BytesIO(file.content), dtype="int16")
    assert rate == RATE
    return np.asarray(samples, np.int16)


def grown(samples: Samples, wanted: Format, *, start: int = 0) -> Segment:
    """Block by block, encoded with some delay."""
    segment = Segment(start)
    for at in range(0, len(samples), BLOCK):
        segment.add([samples[at : at + BLOCK]])
        segment.encode(start + at - RATE // 2, wanted)
    return segment


def test_a_flac_file_grows_with_the_speech_to_the_same_samples() -> None:
    samples = spoken(3)
    segment = grown(samples, Format.FLAC)
    segment.encode(len(samples), Format.FLAC)
    piece = segment.piece(len(samples))
    assert piece.file is not None
    assert piece.file.format is Format.FLAC
    assert np.array_equal(decoded(piece.file), samples)
    assert piece.encoded(Format.FLAC) is piece.file


def test_opus_takes_less_than_four_kilobytes_a_second_and_keeps_the_length() -> None:
    samples = spoken(10)
    segment = grown(samples, Format.OPUS)
    segment.encode(len(samples), Format.OPUS)
    file = segment.piece(len(samples)).file
    assert file is not None
    assert (file.name, file.mime) == ("audio.ogg", "audio/ogg")
    assert len(file.content) / file.seconds < 4000
    assert len(decoded(file)) == len(samples)


def test_what_comes_behind_a_cut_begins_the_next_segment() -> None:
    samples = spoken(3)
    segment = grown(samples, Format.FLAC, start=1000)
    cut = 1000 + len(samples) - RATE // 4
    segment.encode(cut, Format.FLAC)
    piece, after = segment.piece(cut), segment.after(cut)
    assert np.array_equal(piece.clip.samples, samples[: -RATE // 4])
    assert after.start == cut
    assert np.array_equal(after.piece(1000 + len(samples)).clip.samples, samples[-RATE // 4 :])


def test_a_cut_before_what_is_encoded_already_is_encoded_anew() -> None:
    samples = spoken(3)
    piece = grown(samples, Format.FLAC).piece(RATE)
    assert piece.file is None
    assert np.array_equal(decoded(piece.encoded(Format.FLAC)), samples[:RATE])


def test_noise_that_flac_cannot_make_smaller_goes_out_as_wav() -> None:
    noise = np.random.default_rng(1).integers(-32768, 32767, RATE, np.int16)
    segment = grown(noise, Format.FLAC)
    segment.encode(RATE, Format.FLAC)
    file = segment.piece(RATE).encoded(Format.FLAC)
    assert file.format is Format.WAV
    assert np.array_equal(decoded(file), noise)


def test_what_is_forgotten_takes_no_memory_and_nothing_more() -> None:
    segment = grown(spoken(1), Format.FLAC)
    segment.forget()
    segment.add([spoken(1)])
    segment.encode(2 * RATE, Format.FLAC)
    assert segment.forgotten
    assert len(segment.piece(2 * RATE).clip.samples) == 0


@pytest.mark.parametrize("wanted", Format)
def test_wav_alone_needs_no_encoder(wanted: Format) -> None:
    assert (encoder(wanted) is None) is (wanted is Format.WAV)

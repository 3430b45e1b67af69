"""Somebody who speaks all the time, and finding in what was heard the place of a recording."""

import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from rapidwhisper.core.audio import BYTES_PER_SAMPLE, RATE, Samples
from tests.rig.sound import Microphone
from tests.rig.speech import SENTENCES, speech

NOISE = 300
"""Under the voice; it never repeats, so that every moment is unlike the others."""
SURE = 0.7
"""Correlation from which on a place has been found."""


@contextmanager
def under_a_voice(microphone: Microphone, folder: Path, *, seconds: float) -> Iterator[Path]:
    """The file grows with what another program hears at the same microphone."""
    heard = folder / "heard.raw"
    with microphone.overheard(heard), microphone.playing(voice(folder, seconds)):
        yield heard


def voice(folder: Path, seconds: float) -> Path:
    """A WAV file of sentences, one after the other."""
    length = round(seconds * RATE)
    with wave.open(str(speech(" ".join(SENTENCES), folder))) as file:
        spoken = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float64)
    chance = np.random.default_rng(7)
    noise = np.convolve(chance.normal(0, NOISE, length), np.ones(4) / 4, "same")
    mixed = np.resize(spoken, length) + noise
    path = folder / "voice.wav"
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(BYTES_PER_SAMPLE)
        out.setframerate(RATE)
        out.writeframes(np.clip(mixed, -32_768, 32_767).astype("<i2").tobytes())
    return path


def place(probe: Samples, room: Samples) -> int:
    """Where in the room's sound this was recorded."""
    wanted, heard = probe.astype(np.float64), room.astype(np.float64)
    size = 1 << (len(heard) + len(wanted)).bit_length()
    products = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(wanted, size)), size)
    energy = np.concatenate([[0.0], np.cumsum(heard**2)])
    powers = energy[len(wanted) :] - energy[: -len(wanted)]
    likeness = products[: len(powers)] / np.sqrt(np.maximum(powers, 1.0) * np.sum(wanted**2))
    best = int(np.argmax(likeness))
    assert likeness[best] > SURE, f"what was kept is not what was spoken: likeness {likeness[best]:.2f}"
    return best

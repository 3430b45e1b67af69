"""Recordings of spoken words with real pauses, in which each word carries its number in tones as well.

So a server can tell which words it was sent, in which order, and whether one was cut, lost or doubled, while
the program finds speech and pauses in them as in anybody's dictation.
"""

import io
import itertools
import math
import subprocess
import tempfile
import wave
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rapidwhisper.core.audio import BYTES_PER_SAMPLE, RATE, Samples
from tests.rig.speech_server import Request
from tests.rig.tone_code import CUT, LOWEST_HZ, decode, tones

VOCABULARY = (
    *("morning", "garden", "wonderful", "together", "window", "remember", "melody", "yellow"),
    *("tomorrow", "running", "family", "harbour", "evening", "animal", "lemonade", "river"),
)

VOICE = 0.1
"""RMS of a word, of full scale."""
TONE = 0.02
"""Amplitude of each tone: far below the voice, above any noise here."""
FLOOR = 0.0003
"""RMS of the noise of a quiet room."""

BETWEEN_WORDS_S = 0.15, 0.35
BETWEEN_SENTENCES_S = 0.6, 1.2
WORDS_IN_SENTENCE = 4, 8
SILENCE_BEFORE_S = 0.3
SILENCE_AFTER_S = 0.4

CHORDS_HZ = (220.0, 277.2, 329.6), (196.0, 246.9, 293.7), (174.6, 220.0, 261.6)
CHORD_S = 1.5


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    words: list[int]
    """Their numbers."""
    places: list[tuple[int, int]]
    """Of each the first sample, and the first behind it."""
    samples: Samples

    @property
    def text(self) -> str:
        return text(self.words)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a long recording is made: the same one each time."""

    name: str
    seconds: float
    """At least; it ends with a whole word."""
    seed: int
    noise: float = FLOOR
    """RMS, of full scale."""
    music: float = 0.0
    """RMS of chords that go on behind the voice."""

    def make(self) -> Spoken:
        return spoken(
            itertools.count(), seed=self.seed, seconds=self.seconds, noise=self.noise, music=self.music
        )


RECIPES = (
    Recipe("one clear minute", 60, 1),
    Recipe("a minute and a half with a fan", 90, 2, noise=0.004),
    Recipe("two minutes with music", 120, 3, music=0.01),
    Recipe("three clear minutes", 180, 4),
    Recipe("five minutes with a fan and music", 300, 5, noise=0.002, music=0.006),
)


def spoken(
    numbers: Iterable[int],
    *,
    seed: int = 1,
    seconds: float = math.inf,
    noise: float = FLOOR,
    music: float = 0.0,
    after_s: float = SILENCE_AFTER_S,
) -> Spoken:
    """Words of these numbers in sentences, until there are none left or the time is over.

    `after_s`: the silence behind the last one.
    """
    chance = np.random.default_rng(seed)
    words: list[int] = []
    places: list[tuple[int, int]] = []
    parts = [pause := _silence(SILENCE_BEFORE_S)]
    pauses = _pauses(chance)
    length = len(pause)
    for number in numbers:
        word, pause = _word(number, VOCABULARY[chance.integers(len(VOCABULARY))]), next(pauses)
        words.append(number)
        places.append((length, length + len(word)))
        parts += [word, pause]
        length += len(word) + len(pause)
        if length >= seconds * RATE:
            break
    sound = np.concatenate([*parts[:-1], _silence(after_s)])
    sound += chance.normal(0.0, noise, len(sound)) + music * _music(len(sound))
    return Spoken(words, places, np.asarray(np.clip(np.round(32768 * sound), -32768, 32767), np.int16))


def wav(samples: Samples, path: Path) -> Path:
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(BYTES_PER_SAMPLE)
        out.setframerate(RATE)
        out.writeframes(samples.astype("<i2").tobytes())
    return path


def text(numbers: Iterable[int]) -> str:
    """What a server says that heard these words; of a cut one that it was cut."""
    return " ".join("cut" if number == CUT else f"w{number}" for number in numbers)


def sound(request: Request) -> Samples:
    """What was sent, in whichever format and rate, at 16 kHz."""
    import soundfile
    import soxr

    assert request.file is not None
    samples, rate = soundfile.read(io.BytesIO(request.file.data), dtype="int16")
    return np.asarray(samples if rate == RATE else soxr.resample(samples, rate, RATE), np.int16)


def understands(request: Request) -> str:
    """For `SpeechServer.answers`."""
    return text(decode(sound(request)))


def _pauses(chance: np.random.Generator) -> Iterator[NDArray[np.float64]]:
    while True:
        for _ in range(chance.integers(*WORDS_IN_SENTENCE) - 1):
            yield _silence(chance.uniform(*BETWEEN_WORDS_S))
        yield _silence(chance.uniform(*BETWEEN_SENTENCES_S))


def _word(number: int, word: str) -> NDArray[np.float64]:
    said, code = voice(word), TONE * tones(number)
    sound = np.zeros(max(len(said), len(code)))
    sound[: len(said)] = said
    begin = (len(sound) - len(code)) // 2
    sound[begin : begin + len(code)] += code
    return sound


@cache
def voice(word: str) -> NDArray[np.float64]:
    """By flite, without the silence around it and the hiss above the voice, where the tones are."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "word.wav"
        command = ["flite", "-voice", "rms", "-t", word, "-o", str(path)]
        subprocess.run(command, capture_output=True, timeout=60, check=True)
        with wave.open(str(path)) as file:
            assert file.getframerate() == RATE
            said = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
    loud = np.flatnonzero(np.abs(said) > 0.02 * np.max(np.abs(said)))
    said = said[loud[0] : loud[-1] + 1]
    spectrum = np.fft.rfft(said)
    spectrum[np.fft.rfftfreq(len(said), 1 / RATE) > LOWEST_HZ - 300] = 0
    voice = np.fft.irfft(spectrum, len(said))
    return np.asarray(voice * VOICE / np.sqrt(np.mean(voice**2)))


def _music(length: int) -> NDArray[np.float64]:
    """One chord after the other, struck and fading."""
    at = np.arange(length) / RATE
    struck = np.exp(-at % CHORD_S)
    chord = (at // CHORD_S).astype(int) % len(CHORDS_HZ)
    sound = np.zeros(length)
    for number, notes in enumerate(CHORDS_HZ):
        sound += (chord == number) * sum(np.sin(2 * np.pi * hertz * at) for hertz in notes)
    sound *= struck
    return np.asarray(sound / np.sqrt(np.mean(sound**2)))


def _silence(seconds: float) -> NDArray[np.float64]:
    return np.zeros(round(seconds * RATE))

"""Speech of a few words that tiny models understand: each word has a tone of its own above the voice.

A real voice says them, so that the program finds speech and pauses as in anybody's dictation; the tones
come through every preprocessor of onnx-asr in a place of their own, so that a linear layer can read them.
"""

import itertools
from functools import cache

import numpy as np
from numpy.typing import NDArray

from rapidwhisper.core.audio import RATE, Clip
from tests.rig.tone_speech import FLOOR, SILENCE_AFTER_S, SILENCE_BEFORE_S, voice

WORDS = ("morning", "garden", "window", "melody", "yellow", "family", "harbour", "river")
TONES_HZ = tuple(3_800 + 450 * number for number in range(len(WORDS)))

TONE = 0.03
"""Amplitude: far below the voice, and what models look for is far below this."""
SHORTEST_S = 0.4
"""Of a word: models look at a quarter of a second at a time."""
BETWEEN_S = 0.25


@cache
def speech(*words: str) -> Clip:
    """Any of `WORDS`, none twice in a row, and each for less than half of the time.

    That is what keeps the tiny models simple: a transducer forgets that there was silence between two equal
    words, and NeMo's preprocessor measures a tone by how much louder than usual it is.
    """
    assert all(one != other for one, other in itertools.pairwise(words)), words
    parts = [_silence(SILENCE_BEFORE_S)]
    for word in words:
        parts += [_said(word), _silence(BETWEEN_S)]
    sound = np.concatenate([*parts[:-1], _silence(SILENCE_AFTER_S)])
    sound += np.random.default_rng(1).normal(0.0, FLOOR, len(sound))
    return Clip(np.round(32768 * sound).astype(np.int16))


def _said(word: str) -> NDArray[np.float64]:
    said = voice(word)
    sound = np.zeros(max(len(said), round(SHORTEST_S * RATE)))
    sound[: len(said)] = said
    at = np.arange(len(sound)) / RATE
    fade = np.clip(np.minimum(at, at[::-1]) / 0.01, 0, 1)
    tone = np.sin(2 * np.pi * TONES_HZ[WORDS.index(word)] * at)
    return np.asarray(sound + TONE * fade * tone)


def _silence(seconds: float) -> NDArray[np.float64]:
    return np.zeros(round(seconds * RATE))

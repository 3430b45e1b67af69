"""Somebody reads aloud: flite's voice, with the pauses that people make between sentences."""

import itertools
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rapidwhisper.core.audio import RATE, Samples
from tests.rig.speech import SENTENCES, speech
from tests.rig.tone_speech import BETWEEN_SENTENCES_S, FLOOR, SILENCE_BEFORE_S

READ = (
    *SENTENCES,
    "we are going to meet in front of the station at seven in the morning",
    "my brother works in a small office near the river",
    "she opened the window because the room was too warm",
    "there are many people who want to learn another language",
    "the children played in the garden until it was dark",
    "he wrote a long letter to his mother and his sister",
    "the train to the north leaves every hour from the second platform",
    "you can find the answer in the last chapter of the book",
    "after dinner they went for a walk along the beach",
    "the doctor told him to drink more water and to sleep longer",
    "nobody knows what the weather will be like next week",
    "our new house has three rooms and a very large kitchen",
)
HALF_A_SENTENCE_S = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    text: str
    samples: Samples


def passage(folder: Path, *, seconds: float, seed: int) -> Passage:
    """Whole sentences in an order of its own, about so long; the last one is over when it ends."""
    chance = np.random.default_rng(seed)
    order = itertools.cycle(chance.permutation(READ))
    texts: list[str] = []
    parts = [np.zeros(round(SILENCE_BEFORE_S * RATE))]
    while sum(map(len, parts)) < (seconds - HALF_A_SENTENCE_S) * RATE:
        texts.append(str(next(order)))
        said = _loud(speech(texts[-1], folder))
        parts += [said, np.zeros(round(chance.uniform(*BETWEEN_SENTENCES_S) * RATE))]
    sound = np.concatenate(parts[:-1])
    sound += 32768 * chance.normal(0.0, FLOOR, len(sound))
    return Passage(" ".join(texts), np.asarray(np.clip(np.round(sound), -32768, 32767), np.int16))


def _loud(recording: Path) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """Without the silence around it."""
    with wave.open(str(recording)) as file:
        said = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float64)
    loud = np.flatnonzero(np.abs(said) > 0.02 * np.max(np.abs(said)))
    return said[loud[0] : loud[-1] + 1]

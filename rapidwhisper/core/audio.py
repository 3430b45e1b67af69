"""Sound as the program keeps it: 16 kHz, mono, signed 16 bit."""

import io
import math
import wave
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

RATE = 16_000
"""Samples per second: what every speech recogniser in the field works with."""

BYTES_PER_SAMPLE = 2

Samples: TypeAlias = NDArray[np.int16]

SILENCE_DBFS = -120.0


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """Mono samples of shape (n,), int16, at `RATE`."""

    samples: Samples

    @property
    def seconds(self) -> float:
        return len(self.samples) / RATE

    def wav(self) -> bytes:
        """The clip as a WAV file (PCM, 16 bit): the one format that every server takes."""
        out = io.BytesIO()
        with wave.open(out, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(BYTES_PER_SAMPLE)
            file.setframerate(RATE)
            file.setnframes(len(self.samples))
            file.writeframesraw(np.ascontiguousarray(self.samples, "<i2").data)  # copied once, not thrice
        return out.getvalue()


def rms(samples: Samples) -> float:
    """Root mean square of the samples, 0 to 1."""
    if len(samples) == 0:
        return 0.0
    scaled = samples.astype(np.float32) / 32768.0
    return float(np.sqrt(np.mean(scaled * scaled)))


def dbfs(level: float) -> float:
    """An RMS level (0 to 1) in decibels below full scale."""
    return 20.0 * math.log10(level) if level > 0 else SILENCE_DBFS

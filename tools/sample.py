"""Makes `assets/sample.flac` anew: about a second of speech to try a provider out with.

`python tools/sample.py [FILE]`; needs flite, and gives the same samples every time.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import soundfile

WORDS = "hello world"
VOICE = "rms"
RATE = 16_000  # the voice's own
BEFORE_S, AFTER_S = 0.2, 0.3
"""Recognisers miss words that begin at the very start."""


def spoken() -> np.ndarray:
    """16-bit mono samples at RATE."""
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder) / "spoken.wav"
        subprocess.run(["flite", "-voice", VOICE, "-t", WORDS, "-o", str(wav)], timeout=60, check=True)
        samples, rate = soundfile.read(wav, dtype="int16")
    assert rate == RATE, rate  # noqa: S101 - a tool may fail loudly
    silence = [np.zeros(round(RATE * seconds), np.int16) for seconds in (BEFORE_S, AFTER_S)]
    return np.concatenate([silence[0], samples, silence[1]])


if __name__ == "__main__":
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "assets" / "sample.flac"
    soundfile.write(file, spoken(), RATE, subtype="PCM_16", format="FLAC")

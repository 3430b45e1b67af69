"""Recordings of one word a second, made so that a server can tell exactly which words it was sent.

A word is 0.4 s of one loud value, its number; between words there is a little noise. So a cut in the middle
of a word shows as two halves, and a word that was sent twice shows twice.
"""

import io
import itertools

import numpy as np

from rapidwhisper.core.audio import RATE, Clip, Samples
from tests.rig.speech_server import Request

FIRST = 5000
NOISE = 300
BEGIN, END = int(0.3 * RATE), int(0.7 * RATE)


def coded(seconds: int) -> Clip:
    """`seconds` words, up to two hours of them."""
    samples = np.random.default_rng(7).integers(-NOISE, NOISE, seconds * RATE, np.int16)
    in_seconds = samples.reshape(seconds, RATE)
    in_seconds[:, BEGIN:END] = np.arange(FIRST, FIRST + seconds, dtype=np.int16)[:, None]
    return Clip(samples)


def words(count: int, start: int = 0) -> list[str]:
    return [f"w{number}" for number in range(start, start + count)]


def sound(request: Request) -> Samples:
    """What was sent, in whichever format."""
    import soundfile

    assert request.file is not None
    samples, rate = soundfile.read(io.BytesIO(request.file.data), dtype="int16")
    assert rate == RATE
    return np.asarray(samples, np.int16)


def heard(samples: Samples) -> str:
    """The words in it; of a cut one that it was cut."""
    loud = np.where(samples >= FIRST, samples, 0)
    found = []
    for start, stop in itertools.pairwise(np.flatnonzero(np.diff(loud, prepend=0, append=0))):
        if loud[start]:
            whole = stop - start == END - BEGIN
            found.append(f"{'w' if whole else 'cut'}{samples[start] - FIRST}")
    return " ".join(found)


def understands(request: Request) -> str:
    """For `SpeechServer.answers`."""
    return heard(sound(request))

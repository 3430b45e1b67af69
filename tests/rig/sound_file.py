"""Sound files as people have them: 48 kHz, two channels, in every format that the program reads."""

from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import soxr

from rapidwhisper.core.audio import RATE, Samples

STUDIO_RATE = 48_000

FORMATS: dict[str, dict[str, Any]] = {
    "speech.wav": {},
    "speech.flac": {},
    "vorbis.ogg": {"format": "OGG", "subtype": "VORBIS"},
    "opus.ogg": {"format": "OGG", "subtype": "OPUS"},
    "speech.mp3": {},
}
"""By the file's name."""


def studio(samples: Samples, path: Path) -> Path:
    """Left louder than right."""
    mono = soxr.resample(samples.astype(np.float32) / 32768, RATE, STUDIO_RATE)
    stereo = np.stack([mono, 0.9 * mono], axis=1)
    with soundfile.SoundFile(path, "w", STUDIO_RATE, 2, **FORMATS.get(path.name, {})) as out:
        for at in range(0, len(stereo), STUDIO_RATE):  # libsndfile's Vorbis overflows its stack at once
            out.write(stereo[at : at + STUDIO_RATE])
    return path

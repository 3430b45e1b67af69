"""A sound file as a clip: wav, flac, ogg, mp3 and whatever else libsndfile reads."""

from pathlib import Path

import numpy as np

from rapidwhisper.core.audio import RATE, Clip
from rapidwhisper.core.problem import Code, ProblemError, problem


def read_clip(path: Path) -> Clip:
    """All channels mixed to one and resampled to 16 kHz; ProblemError if it is not a readable sound file."""
    import soundfile
    import soxr

    if not path.exists():
        raise ProblemError(problem(Code.FILE_MISSING, path=path))
    try:
        samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    except (
        OSError,
        ValueError,
        TypeError,
        soundfile.SoundFileError,
    ) as error:  # TypeError: .raw has no header
        raise ProblemError(problem(Code.FILE_UNREADABLE, path=path, detail=error)) from error
    mono = soxr.resample(samples.mean(axis=1), rate, RATE)
    return Clip(np.clip(np.round(mono * 32768.0), -32768, 32767).astype(np.int16))

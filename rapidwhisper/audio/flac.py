"""FLAC: the same samples in half the space, for recordings that stay beside their text."""

import io

import numpy as np

from rapidwhisper.core.audio import RATE, Samples

HEADER_BYTES = 26
"""As much of a file as `sample_count` needs."""

_STREAMINFO = b"fLaC\x00\x00\x00\x22"
"""RFC 9639: the mark, then the first block: of type 0 (and 0x80 if no other follows), 34 bytes long."""


def encode(samples: Samples) -> bytes:
    """ValueError if libsndfile was built without FLAC."""
    import soundfile

    out = io.BytesIO()
    try:
        soundfile.write(out, samples, RATE, format="FLAC", subtype="PCM_16")
    except soundfile.SoundFileError as error:
        raise ValueError(str(error)) from error
    return out.getvalue()


def decode(data: bytes) -> Samples:
    """ValueError if these are not the samples of a recording of ours."""
    import soundfile

    try:
        samples, rate = soundfile.read(io.BytesIO(data), dtype="int16")
    except soundfile.SoundFileError as error:
        raise ValueError("no FLAC") from error
    if rate != RATE or samples.ndim != 1:
        raise ValueError("no recording of ours")
    return np.asarray(samples, np.int16)


def sample_count(header: bytes) -> int:
    """By the header alone: 36 bits of STREAMINFO; 0 if it is none."""
    if len(header) < HEADER_BYTES or header[:4] + bytes([header[4] & 0x7F]) + header[5:8] != _STREAMINFO:
        return 0
    return int.from_bytes(header[21:26]) & (2**36 - 1)

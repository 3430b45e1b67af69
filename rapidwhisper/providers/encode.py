"""The audio of a request: a file in one of the formats that its server takes."""

import io
from dataclasses import dataclass

from rapidwhisper.core.audio import RATE, Clip
from rapidwhisper.providers.capabilities import Format


@dataclass(frozen=True, slots=True)
class SoundFile:
    """A piece of a recording as it goes out."""

    content: bytes
    format: Format
    seconds: float

    @property
    def name(self) -> str:
        """Servers go by the ending."""
        return f"audio.{self.format}"

    @property
    def mime(self) -> str:
        return f"audio/{self.format}"


def sound_file(piece: Clip, wanted: Format) -> SoundFile:
    """As WAV where the wanted format saves nothing (noise) or cannot be written here."""
    wav = len(piece.samples) * piece.samples.itemsize
    if wanted is Format.FLAC:
        flac = _flac(piece)
        if flac is not None and len(flac) < wav:
            return SoundFile(flac, Format.FLAC, piece.seconds)
    return SoundFile(piece.wav(), Format.WAV, piece.seconds)


def _flac(piece: Clip) -> bytes | None:
    import soundfile

    out = io.BytesIO()
    try:
        soundfile.write(out, piece.samples, RATE, format="FLAC", subtype="PCM_16")
    except (ValueError, soundfile.SoundFileError):  # libsndfile may have been built without it
        return None
    return out.getvalue()

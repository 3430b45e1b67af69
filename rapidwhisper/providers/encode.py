"""The audio of a request: a file in one of the formats that its server takes, encoded as the sound comes."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rapidwhisper.core.audio import RATE, Clip, Samples
from rapidwhisper.providers.capabilities import Format

_ENCODINGS: Mapping[Format, Mapping[str, Any]] = {
    Format.FLAC: {"format": "FLAC", "subtype": "PCM_16", "compression_level": 1.0},
    # libsndfile turns the level into a bitrate (src/ogg_opus.c); this one gives 23 kbit/s.
    Format.OPUS: {"format": "OGG", "subtype": "OPUS", "compression_level": 0.935},
}


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


class Encoder:
    """Fed with a piece of any length, in blocks; raises ValueError where libsndfile lacks the format."""

    def __init__(self, wanted: Format) -> None:
        import soundfile

        self._format = wanted
        self._count = 0
        self._out = io.BytesIO()
        try:
            self._file = soundfile.SoundFile(self._out, "w", RATE, 1, **_ENCODINGS[wanted])
        except soundfile.SoundFileError as error:
            raise ValueError(str(error)) from error

    def add(self, samples: Samples) -> None:
        self._file.write(samples)
        self._count += len(samples)

    def finish(self) -> SoundFile:
        self._file.close()
        return SoundFile(self._out.getvalue(), self._format, self._count / RATE)


def encoder(wanted: Format) -> Encoder | None:
    """None: it is WAV, which is made at once, or the format cannot be written here."""
    try:
        return Encoder(wanted) if wanted in _ENCODINGS else None
    except ValueError:
        return None


def sound_file(piece: Clip, wanted: Format) -> SoundFile:
    """As WAV where the wanted format cannot be written here."""
    encoding = encoder(wanted)
    if encoding is None:
        return in_wav(piece)
    encoding.add(piece.samples)
    return never_larger(encoding.finish(), piece)


def never_larger(file: SoundFile, piece: Clip) -> SoundFile:
    """The file, or WAV where it saves nothing (noise)."""
    wav = len(piece.samples) * piece.samples.itemsize
    return file if len(file.content) < wav else in_wav(piece)


def in_wav(piece: Clip) -> SoundFile:
    return SoundFile(piece.wav(), Format.WAV, piece.seconds)

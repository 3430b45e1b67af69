"""A part of a recording that is to become text."""

from dataclasses import dataclass

from rapidwhisper.core.audio import Clip
from rapidwhisper.providers.capabilities import Format
from rapidwhisper.providers.encode import SoundFile, sound_file


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    clip: Clip
    file: SoundFile | None = None
    """The same as a file, where it was encoded while it was spoken."""

    def encoded(self, wanted: Format) -> SoundFile:
        if self.file is not None and self.file.format is wanted:
            return self.file
        return sound_file(self.clip, wanted)

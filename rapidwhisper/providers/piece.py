"""A part of a recording that is to become text."""

from dataclasses import dataclass, field

from rapidwhisper.core.audio import Clip
from rapidwhisper.providers.capabilities import Format
from rapidwhisper.providers.encode import SoundFile, sound_file


@dataclass(slots=True, eq=False)
class Piece:
    """Used by one thread at a time."""

    clip: Clip
    file: SoundFile | None = None
    """The same as a file, where it was encoded while it was spoken."""
    text: str | None = None
    """Of a part, once it is there."""
    parts: dict[tuple[int, int], "Piece"] = field(default_factory=dict)
    """Where it was too large for a request: by the first sample, and the first behind it."""

    def encoded(self, wanted: Format) -> SoundFile:
        if self.file is not None and self.file.format is wanted:
            return self.file
        return sound_file(self.clip, wanted)

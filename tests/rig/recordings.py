"""What a journal gives, made on the spot."""

from collections.abc import Callable
from dataclasses import dataclass

from rapidwhisper.core.audio import Clip
from rapidwhisper.core.dictation import DictationId


@dataclass(frozen=True, slots=True)
class Recordings:
    clip: Callable[[DictationId], Clip]

    def seconds(self, dictation: DictationId) -> float:
        return self.clip(dictation).seconds

"""How long what was said is kept, as the settings say."""

from dataclasses import dataclass
from typing import Self

from rapidwhisper.core.settings import HistoryMode, Settings


@dataclass(frozen=True, slots=True)
class Retention:
    audio_days: float
    """After the last change of a dictation; 0: its sound goes as soon as its text is safe."""
    text_days: float | None
    """After the last change of a dictation, its row goes with all it has; None: never."""

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """HISTORY=off keeps nothing new; what was kept before stays as long as any other text."""
        return cls(settings.keep_audio_days if keeps_audio(settings) else 0.0, settings.keep_text_days)


def keeps_text(settings: Settings) -> bool:
    """Whether a text stays in the history when it has reached its window."""
    return settings.history is not HistoryMode.OFF and settings.keep_text_days != 0


def keeps_audio(settings: Settings) -> bool:
    """Whether its recording stays beside it."""
    return settings.history is HistoryMode.ON and settings.keep_audio_days > 0 and keeps_text(settings)

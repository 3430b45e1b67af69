"""What the settings allow to be kept of a dictation that has come to a good end."""

from rapidwhisper.core.settings import HistoryMode, Settings


def keeps_text(settings: Settings) -> bool:
    """Without, no text is written to the disk: the recording stays until the window has the words."""
    return settings.history is not HistoryMode.OFF and settings.keep_text_days != 0


def keeps_audio(settings: Settings) -> bool:
    return settings.history is HistoryMode.ON and settings.keep_audio_days > 0

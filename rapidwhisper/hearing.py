"""Speech to text with all that it has in this installation: the keys, what servers have taught, the ear."""

from collections.abc import Callable

from rapidwhisper.audio.voice import speech_in
from rapidwhisper.config.folders import Folders
from rapidwhisper.config.keys import Keys
from rapidwhisper.config.system_keyring import SystemKeyring
from rapidwhisper.providers.learnt import LearntServers
from rapidwhisper.providers.local.engine import LocalEngine
from rapidwhisper.providers.local.speeds import Speeds
from rapidwhisper.providers.speech import SpeechToText


def speech_to_text(
    folders: Folders, keys: Keys | None = None, model_awaited: Callable[[bool], None] = lambda _: None
) -> SpeechToText:
    """`keys`: None for a command, which looks into the keyring by itself.
    `model_awaited` is told, on any thread, when speech begins to wait for its model, and when no longer.
    """
    keys = keys or Keys(SystemKeyring())
    speeds = Speeds(folders.speeds)
    return SpeechToText(
        engine=LocalEngine(awaited=model_awaited, decoded=speeds.note),
        learnt=LearntServers(folders.servers),
        speeds=speeds,
        hears=speech_in,
        filled=keys.filled,
        refused=keys.forget,
    )

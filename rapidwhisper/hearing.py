"""Speech to text with all that it has in this installation: the keys, what servers have taught, the ear."""

from rapidwhisper.audio.voice import speech_in
from rapidwhisper.config.folders import Folders
from rapidwhisper.config.keys import Keys
from rapidwhisper.config.system_keyring import SystemKeyring
from rapidwhisper.providers.learnt import LearntServers
from rapidwhisper.providers.speech import SpeechToText


def speech_to_text(folders: Folders, keys: Keys | None = None) -> SpeechToText:
    """`keys`: None for a command, which looks into the keyring by itself."""
    keys = keys or Keys(SystemKeyring())
    return SpeechToText(
        learnt=LearntServers(folders.servers), hears=speech_in, filled=keys.filled, refused=keys.forget
    )

"""The stages of a dictation as people read of them. Needs no Qt: the command line lists them too."""

from rapidwhisper.core.laps import Lap
from rapidwhisper.core.words import QT_TRANSLATE_NOOP
from rapidwhisper.ui.words import translate

_NAMES = {
    Lap.FIRST_SAMPLE: QT_TRANSLATE_NOOP("Laps", "Microphone opens"),
    Lap.LAST_SAMPLE: QT_TRANSLATE_NOOP("Laps", "Last sound"),
    Lap.PREPARE: QT_TRANSLATE_NOOP("Laps", "Preparation"),
    Lap.ENCODE: QT_TRANSLATE_NOOP("Laps", "Encoding"),
    Lap.CONNECT: QT_TRANSLATE_NOOP("Laps", "Connection"),
    Lap.SEND: QT_TRANSLATE_NOOP("Laps", "Sending"),
    Lap.ANSWER: QT_TRANSLATE_NOOP("Laps", "Answer"),
    Lap.TEXT: QT_TRANSLATE_NOOP("Laps", "Text rules"),
    Lap.WAIT: QT_TRANSLATE_NOOP("Laps", "Waiting its turn"),
    Lap.PASTE: QT_TRANSLATE_NOOP("Laps", "Pasting"),
    Lap.RECEIPT: QT_TRANSLATE_NOOP("Laps", "Read by the window"),
}


def name_of(lap: Lap) -> str:
    return translate("Laps", _NAMES[lap])


def name_of_total() -> str:
    return translate("Laps", "From the key to the text")

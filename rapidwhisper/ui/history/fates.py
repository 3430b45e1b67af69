"""What became of a dictation, in a word. Needs no Qt: the command line lists them too."""

from rapidwhisper.core.dictation import Outcome
from rapidwhisper.core.words import QT_TRANSLATE_NOOP
from rapidwhisper.ui.words import translate

_FATES = {
    Outcome.UNFINISHED: QT_TRANSLATE_NOOP("History", "Under way"),
    Outcome.DONE: QT_TRANSLATE_NOOP("History", "Inserted"),
    Outcome.HELD: QT_TRANSLATE_NOOP("History", "Not inserted"),
    Outcome.FAILED: QT_TRANSLATE_NOOP("History", "Not transcribed"),
    Outcome.CANCELLED: QT_TRANSLATE_NOOP("History", "Cancelled"),
    Outcome.EMPTY: QT_TRANSLATE_NOOP("History", "No speech"),
}


def fate_of(outcome: Outcome) -> str:
    return translate("History", _FATES[outcome])

"""A dictation of the history in words."""

from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from rapidwhisper.core.dictation import Outcome
from rapidwhisper.core.problem import Code
from rapidwhisper.ui.history.entry import Entry
from rapidwhisper.ui.history.fates import fate_of
from rapidwhisper.ui.length import length
from rapidwhisper.ui.messages import message
from rapidwhisper.ui.words import said, translate

FIRST_CHARACTERS = 300
"""More does not fit into a line."""


_SAYS_IT_ALL = {
    *(Code.NO_SPEECH, Code.TOO_SHORT, Code.NOTHING_RECOGNISED, Code.CANCELLED),
    *(Code.HELD_NO_LONGER, Code.KEPT_IN_HISTORY, Code.KEPT_AS_RECORDING),
}
"""Their words hold what became of it, too."""


def went_wrong(entry: Entry) -> bool:
    """What was only meant for the clipboard is held too, but for no reason that one could tell."""
    return entry.outcome is Outcome.FAILED or (entry.outcome is Outcome.HELD and entry.problem is not None)


def when(entry: Entry, form: QLocale.FormatType = QLocale.FormatType.ShortFormat) -> str:
    """Date and time of day as the user writes them, by the clock of the place where it was spoken."""
    date, time = (
        QDate.fromString(entry.started_at[:10], "yyyy-MM-dd"),
        QTime.fromString(entry.started_at[11:16], "HH:mm"),
    )
    if not date.isValid() or not time.isValid():
        return entry.started_at
    locale = QLocale()
    if form is QLocale.FormatType.ShortFormat:
        return locale.toString(QDateTime(date, time), form)
    day, hour = locale.toString(date, form), locale.toString(time, QLocale.FormatType.ShortFormat)
    return translate("History", "{day}, {hour}").format(day=day, hour=hour)


def measure(entry: Entry) -> str:
    """What file it is, how long it was, and who transcribed it."""
    return " · ".join(filter(None, (entry.file, length(entry.seconds), said(entry.provider))))


def author(entry: Entry) -> str:
    """Who transcribed it, with the model."""
    return " · ".join(filter(None, (measure(entry), entry.model)))


def first_words(entry: Entry) -> str:
    """In one line; of a dictation without a text why it has none, of a sound file how far it is."""
    if entry.done is not None:
        return progress(entry.done)
    text = " ".join(entry.text[:FIRST_CHARACTERS].split())
    return text or reason(entry) or fate_of(entry.outcome)


def fate(entry: Entry) -> str:
    """What became of it, and why."""
    if entry.done is not None:
        return progress(entry.done)
    why = reason(entry)
    if entry.problem is not None and entry.problem.code in _SAYS_IT_ALL:
        return why
    kept = _file_fate(entry) if entry.file else _dictation_fate(entry)
    return translate("History", "{fate}: {reason}").format(fate=kept, reason=why) if why else kept + "."


def progress(done: float) -> str:
    return translate("History", "Transcribing… {percent} %").format(percent=int(100 * done))


def instead_of_text(entry: Entry) -> str:
    """What to do now; without its recording nothing can be done."""
    if entry.done is not None:
        return translate("History", "The text will be here when the file is transcribed.")
    if entry.problem is not None and (entry.has_sound or entry.file):
        return message(entry.problem).remedy
    return translate("History", "There is no text.")


def reason(entry: Entry) -> str:
    return message(entry.problem).what if entry.problem is not None else ""


def _dictation_fate(entry: Entry) -> str:
    if entry.outcome is Outcome.FAILED and entry.text:
        return translate("History", "The last attempt to transcribe it again has failed")
    if entry.outcome is Outcome.HELD and entry.problem is None:
        return translate("History", "Put on the clipboard")
    return fate_of(entry.outcome)


def _file_fate(entry: Entry) -> str:
    """No window has ever waited for its text."""
    if entry.outcome is Outcome.DONE:
        return translate("History", "Transcribed")
    if entry.outcome is Outcome.FAILED and entry.text:
        return translate("History", "Not all of it was transcribed")
    return fate_of(entry.outcome)


def line(entry: Entry) -> str:
    """For screen readers, and whoever sees no layout."""
    mark = fate_of(entry.outcome) if went_wrong(entry) else ""
    return "  ".join(filter(None, (when(entry), measure(entry), mark, first_words(entry))))

"""When something was said, short enough for a menu."""

import re

from PySide6.QtCore import QDate, QLocale, QTime

from rapidwhisper.ui.words import translate

AROUND_THE_YEAR = " .,/-"


def moment(started_at: str, today: QDate) -> str:
    """The time of day as the user writes it, of another day with its date. `started_at` is ISO 8601."""
    date = QDate.fromString(started_at[:10], "yyyy-MM-dd")
    time = QTime.fromString(started_at[11:16], "HH:mm")
    if not date.isValid() or not time.isValid():
        return started_at
    locale = QLocale()
    hour = locale.toString(time, QLocale.FormatType.ShortFormat)
    if date == today:
        return hour
    day = locale.toString(date, _without_year(locale.dateFormat(QLocale.FormatType.ShortFormat)))
    return translate("History", "{day}, {hour}").format(day=day, hour=hour)


def _without_year(form: str) -> str:
    return re.sub("y+", "", form).strip(AROUND_THE_YEAR)

"""When something was said, as the tray shows it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDate, QLocale

from rapidwhisper.ui.moment import moment

TODAY = QDate(2026, 11, 24)


@pytest.fixture(autouse=True)
def locale() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("language", "today", "earlier"),
    [
        ("ru_RU", "07:08", "22.11, 07:08"),
        ("en_GB", "07:08", "22/11, 07:08"),
        ("sv_SE", "07:08", "11-22, 07:08"),
    ],
)
def test_what_was_said_on_another_day_has_its_date(language: str, today: str, earlier: str) -> None:
    QLocale.setDefault(QLocale(language))
    assert moment("2026-11-24T07:08:09+03:00", TODAY) == today
    assert moment("2026-11-22T07:08:09+03:00", TODAY) == earlier


def test_an_odd_time_in_the_history_is_shown_as_it_stands() -> None:
    assert moment("yesterday", TODAY) == "yesterday"

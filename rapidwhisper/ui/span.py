"""How long something took, in words that are the same everywhere."""

from PySide6.QtCore import QLocale

from rapidwhisper.ui.length import length
from rapidwhisper.ui.words import translate

SECOND_MS = 1000
EXACT_MS = 10_000
"""From then on nobody wants to know the tenths."""


def span(ms: float) -> str:
    if ms < SECOND_MS:
        return translate("Length", "{ms} ms").format(ms=round(ms))
    if ms < EXACT_MS:
        return translate("Length", "{seconds} s").format(seconds=QLocale().toString(ms / SECOND_MS, "f", 1))
    return length(ms / SECOND_MS)

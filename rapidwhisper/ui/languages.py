"""Languages that people speak, in their own words."""

from PySide6.QtCore import QLocale

COMMON = ("en", "ru", "zh", "es", "de", "fr", "pt", "it", "ja", "ko", "pl", "uk", "tr", "nl", "ar", "hi")
"""Offered in drop-downs; any other code may be typed."""


def language_name(code: str) -> str:
    """For example “Русский (ru)”; the code alone where Qt knows no name for it."""
    locale = QLocale(code)
    name = locale.nativeLanguageName()
    if locale.language() is QLocale.Language.C or not name:
        return code
    return f"{name[0].upper()}{name[1:]} ({code})"

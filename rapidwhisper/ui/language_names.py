"""Languages in the user's own language, for the lists of what a model understands."""

from rapidwhisper.core.words import QT_TRANSLATE_NOOP
from rapidwhisper.ui.words import translate

_NAMES = {
    "bg": QT_TRANSLATE_NOOP("Language", "Bulgarian"),
    "cs": QT_TRANSLATE_NOOP("Language", "Czech"),
    "da": QT_TRANSLATE_NOOP("Language", "Danish"),
    "de": QT_TRANSLATE_NOOP("Language", "German"),
    "el": QT_TRANSLATE_NOOP("Language", "Greek"),
    "en": QT_TRANSLATE_NOOP("Language", "English"),
    "es": QT_TRANSLATE_NOOP("Language", "Spanish"),
    "et": QT_TRANSLATE_NOOP("Language", "Estonian"),
    "fi": QT_TRANSLATE_NOOP("Language", "Finnish"),
    "fr": QT_TRANSLATE_NOOP("Language", "French"),
    "hr": QT_TRANSLATE_NOOP("Language", "Croatian"),
    "hu": QT_TRANSLATE_NOOP("Language", "Hungarian"),
    "it": QT_TRANSLATE_NOOP("Language", "Italian"),
    "lt": QT_TRANSLATE_NOOP("Language", "Lithuanian"),
    "lv": QT_TRANSLATE_NOOP("Language", "Latvian"),
    "mt": QT_TRANSLATE_NOOP("Language", "Maltese"),
    "nl": QT_TRANSLATE_NOOP("Language", "Dutch"),
    "pl": QT_TRANSLATE_NOOP("Language", "Polish"),
    "pt": QT_TRANSLATE_NOOP("Language", "Portuguese"),
    "ro": QT_TRANSLATE_NOOP("Language", "Romanian"),
    "ru": QT_TRANSLATE_NOOP("Language", "Russian"),
    "sk": QT_TRANSLATE_NOOP("Language", "Slovak"),
    "sl": QT_TRANSLATE_NOOP("Language", "Slovenian"),
    "sv": QT_TRANSLATE_NOOP("Language", "Swedish"),
    "uk": QT_TRANSLATE_NOOP("Language", "Ukrainian"),
}


def language_in_words(code: str) -> str:
    """The code itself where there is no name for it."""
    return translate("Language", _NAMES[code]) if code in _NAMES else code

"""Which language is meant. Without Qt, because the command line asks too."""

from collections.abc import Mapping, Sequence

from rapidwhisper.core.settings import AUTO_LANGUAGE

LANGUAGES = {"en": "English", "ru": "Русский"}
"""By the code that INTERFACE_LANGUAGE takes, in their own words."""


def meant(setting: str, preferred: Sequence[str]) -> str:
    """The language for a setting; `preferred` are the system's, best first, such as ru-RU."""
    if setting != AUTO_LANGUAGE:
        return setting
    codes = (each.replace("_", "-").partition("-")[0] for each in preferred)
    return next((code for code in codes if code in LANGUAGES), "en")


def preferred(environ: Mapping[str, str]) -> list[str]:
    """The languages of a terminal's messages, by the rules of gettext."""
    locale = next((environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(key)), "")
    if locale.partition(".")[0] in {"", "C", "POSIX"}:
        return []
    return [*filter(None, environ.get("LANGUAGE", "").split(":")), locale]

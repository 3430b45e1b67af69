"""Which way of turning speech into text is recommended for which need."""

from rapidwhisper.core.words import QT_TRANSLATE_NOOP
from rapidwhisper.ui.words import translate

BY_NEED = {
    "groq": QT_TRANSLATE_NOOP("Guidance", "Groq: to begin with, needs a key"),
    "local": QT_TRANSLATE_NOOP("Guidance", "On this computer: for privacy"),
    "custom": QT_TRANSLATE_NOOP("Guidance", "My own server (vLLM): for production"),
}
"""By provider, the one for most people first."""


def recommended(provider: str) -> str:
    return translate("Guidance", BY_NEED[provider])

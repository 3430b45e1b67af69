"""Every string that a person sees goes through `translate()`. Needs no Qt: the command line speaks too."""

from collections.abc import Callable

_translator: Callable[[str, str], str] = lambda _context, text: text  # noqa: E731 - a default, replaced whole


def translate(context: str, text: str) -> str:
    """The text in the user's language; the texts themselves are English."""
    return _translator(context, text)


def use_translator(translator: Callable[[str, str], str]) -> None:
    """Called once at the start, with Qt's translator."""
    global _translator  # noqa: PLW0603 - one language per process, as in Qt
    _translator = translator


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:  # noqa: N802 - the name that Qt's lupdate looks for
    """Marks a text in a table, which is translated when it is shown."""
    return text

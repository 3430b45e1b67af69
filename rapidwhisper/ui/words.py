"""Every string that a person sees goes through `translate()`. Needs no Qt: the command line speaks too."""

from collections.abc import Callable

from rapidwhisper.core.words import Phrase

_translator: Callable[[str, str], str] = lambda _context, text: text  # noqa: E731 - a default, replaced whole


def translate(context: str, text: str) -> str:
    """The text in the user's language; the texts themselves are English."""
    return _translator(context, text)


def use_translator(translator: Callable[[str, str], str]) -> None:
    """Called once at the start, with Qt's translator."""
    global _translator  # noqa: PLW0603 - one language per process, as in Qt
    _translator = translator


def said(text: str) -> str:
    """A text that may be a Phrase, in the user's language."""
    if not isinstance(text, Phrase):
        return text
    facts = {name: said(fact) for name, fact in text.facts.items()}
    return translate(text.context, text.template).format_map(facts)

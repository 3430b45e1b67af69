"""Every string that a person sees goes through `translate()`. Needs no Qt: the command line speaks too."""

from collections.abc import Callable
from typing import Protocol

from rapidwhisper.core.words import Phrase


class Translator(Protocol):
    """As QCoreApplication.translate."""

    def __call__(self, context: str, text: str, disambiguation: str, n: int, /) -> str: ...


def english(_context: str, text: str, _disambiguation: str, n: int, /) -> str:
    """The texts as they stand in the sources, with their count."""
    return text.replace("%n", str(n)).replace("(s)", "" if n == 1 else "s") if n >= 0 else text


_translator: Translator = english


def translate(context: str, text: str, disambiguation: str = "", n: int = -1) -> str:
    """The text in the user's language; in the sources it is English. `n` is the count for its `%n`."""
    return _translator(context, text, disambiguation, n)


def use_translator(translator: Translator) -> None:
    """Called with Qt's translator once there is one."""
    global _translator  # noqa: PLW0603 - one language per process, as in Qt
    _translator = translator


def counted(context: str, text: str, disambiguation: str, _plural: int) -> Callable[[int], str]:
    """For a text with `%n`: gives it for a count. lupdate knows a plural in Python by a literal number as the
    fourth argument and by nothing else, so there stands always a 2.
    """
    return lambda n: translate(context, text, disambiguation, n)


def said(text: str) -> str:
    """A text that may be a Phrase, in the user's language."""
    if not isinstance(text, Phrase):
        return text
    facts = {name: said(fact) for name, fact in text.facts.items()}
    translated = translate(text.context, text.template)
    return translated.format_map(facts) if facts else translated

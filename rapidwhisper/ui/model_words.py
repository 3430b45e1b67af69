"""What is told of a model for this computer."""

from collections.abc import Iterable

from rapidwhisper.core.local_model import ModelCard, Phase, Speed, Standing
from rapidwhisper.core.words import QT_TRANSLATE_NOOP
from rapidwhisper.ui.language_names import language_in_words
from rapidwhisper.ui.size import size
from rapidwhisper.ui.words import counted, translate

FIRST = ("ru", "en")
"""Of many languages these are named before the others."""
NAMED = 4
BETWEEN = " · "

_SPEEDS = {
    Speed.FAST: QT_TRANSLATE_NOOP("Models", "fast"),
    Speed.MEDIUM: QT_TRANSLATE_NOOP("Models", "of medium speed"),
    Speed.SLOW: QT_TRANSLATE_NOOP("Models", "slow without a graphics card"),
}


def languages(card: ModelCard) -> str:
    """A few by name; `all_languages` has the others."""
    if not card.languages:
        return translate("Models", "99 languages")
    if len(card.languages) <= NAMED:
        return all_languages(card)
    first = [code for code in FIRST if code in card.languages]
    first += [code for code in card.languages if code not in FIRST]
    many = counted("Models", "%n language(s)", "", 2)(len(card.languages))
    return translate("Models", "{many}: {names}…").format(many=many, names=_names(first[:NAMED]))


def all_languages(card: ModelCard) -> str:
    """Empty where they are too many to list."""
    return ", ".join(sorted(language_in_words(code) for code in card.languages))


def figures(card: ModelCard, standing: Standing) -> str:
    """What it understands, how large it is, and how fast."""
    return BETWEEN.join((languages(card), amount(card, standing), translate("Models", _SPEEDS[card.speed])))


def amount(card: ModelCard, standing: Standing) -> str:
    """How large it is."""
    if card.built_in:
        return translate("Models", "comes with the program")
    if standing.phase is Phase.READY:
        return translate("Models", "takes {amount} on the disk").format(amount=size(standing.done_bytes))
    known = standing.all_bytes or card.size_bytes
    if known is None:
        return translate("Models", "about {amount} to download").format(amount=size(card.about_bytes))
    return translate("Models", "{amount} to download").format(amount=size(known))


def _names(codes: Iterable[str]) -> str:
    return ", ".join(language_in_words(code) for code in codes)

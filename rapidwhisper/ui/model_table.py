"""The models for this computer as lines of text, and which of them are here."""

from collections.abc import Iterable, Iterator, Mapping

from rapidwhisper.core.local_model import ModelCard, Phase, Speed, Standing
from rapidwhisper.ui.size import size
from rapidwhisper.ui.words import counted, said, translate

_FEW = 3
"""So many languages are listed, more are counted."""

_languages = counted("Models", "%n language(s)", "", 2)


def table(cards: Iterable[ModelCard], standings: Mapping[str, Standing], used: str) -> Iterator[str]:
    """`used`: the name of the model that gets a star."""
    heads = (
        translate("Models", "model"),
        translate("Models", "state"),
        translate("Models", "size"),
        translate("Models", "languages"),
        translate("Models", "speed"),
        translate("Models", "licence"),
    )
    rows = {card.name: _cells(card, standings[card.name]) for card in cards}
    widths = [max(map(len, column)) for column in zip(heads, *rows.values(), strict=True)]
    yield _line(" ", heads, widths)
    for card in cards:
        yield _line("*" if card.name == used else " ", rows[card.name], widths)
        accuracy = translate("Models", "Accuracy: {accuracy}.").format(accuracy=said(card.accuracy))
        yield f"    {said(card.good_for)} {accuracy}"


def _line(mark: str, cells: Iterable[str], widths: Iterable[int]) -> str:
    padded = (f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True))
    return f"{mark} {'  '.join(padded)}".rstrip()


def _cells(card: ModelCard, standing: Standing) -> tuple[str, ...]:
    return card.name, _state(card, standing), _size(card, standing), _spoken(card), _speed(card), card.licence


def _state(card: ModelCard, standing: Standing) -> str:
    if card.built_in:
        return translate("Models", "built in")
    match standing.phase:
        case Phase.READY:
            return translate("Models", "here")
        case Phase.ABSENT:
            return translate("Models", "not here")
        case _ if standing.all_bytes:
            percent = 100 * standing.done_bytes // standing.all_bytes
            return translate("Models", "{percent} % here").format(percent=percent)
    return translate("Models", "partly here")


def _size(card: ModelCard, standing: Standing) -> str:
    if card.built_in:
        return "–"
    if standing.all_bytes is None:
        return translate("Models", "about {amount}").format(amount=size(card.about_bytes))
    return size(standing.all_bytes)


def _spoken(card: ModelCard) -> str:
    if not card.languages:
        return translate("Models", "nearly all")
    return ", ".join(card.languages) if len(card.languages) <= _FEW else _languages(len(card.languages))


def _speed(card: ModelCard) -> str:
    return {
        Speed.FAST: translate("Models", "fast"),
        Speed.MEDIUM: translate("Models", "medium"),
        Speed.SLOW: translate("Models", "slow"),
    }[card.speed]

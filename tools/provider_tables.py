"""Writes the tables of providers and servers into the documentation, from what their files declare.

`make docs` runs it.
"""

import math
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from tables import table, with_table

from rapidwhisper.config.example import russian
from rapidwhisper.core.provider_card import Model, ProviderCard
from rapidwhisper.providers.asking import LONGEST_S
from rapidwhisper.providers.capabilities import MEBIBYTE, Capabilities, ServerProvider
from rapidwhisper.providers.registry import PROVIDERS
from rapidwhisper.providers.servers import KINDS
from rapidwhisper.providers.servers.kind import ServerKind

CHECKOUT = Path(__file__).resolve().parents[1]
MINUTE_S = 60


@dataclass(frozen=True, slots=True)
class Words:
    """What a page says in its language, besides what is declared."""

    page: str
    said: Callable[[str], str]
    providers: str
    requests: str
    servers: str
    default: str
    until: str
    billed: str
    second: str
    minute: str
    megabyte: str
    any_model: str


ENGLISH = Words(
    "docs/custom-providers.md",
    str,
    "provider | good for | price | what becomes of your speech | key",
    "provider | models | sent as | at once, at most | sent besides",
    "server | address | model | sent as | at once, at most | sent besides | to know",
    "default",
    "until {end}",
    "billed as {length} at least",
    "{n} s",
    "{n} min",
    "{n} MB",
    "the server's choice",
)
RUSSIAN = Words(
    "docs/ru/custom-providers.md",
    russian(CHECKOUT, "Provider"),
    "провайдер | чем хорош | цена | что происходит с речью | ключ",
    "провайдер | модели | отправляется как | за раз не более | кроме того",
    "сервер | адрес | модель | отправляется как | за раз не более | кроме того | что нужно знать",
    "по умолчанию",
    "до {end}",
    "счёт не менее чем за {length}",
    "{n} с",
    "{n} мин",
    "{n} МБ",
    "выбирает сервер",
)


def tables(words: Words) -> dict[str, str]:
    """By the names of their marks."""
    cards = [_provider(provider.card, words) for provider in PROVIDERS.values()]
    return {
        "providers": table(words.providers, cards),
        "requests": table(words.requests, _requests(words)),
        "servers": table(words.servers, (_server(kind, words) for kind in KINDS.values())),
    }


def with_tables(page: str, words: Words) -> str:
    for name, written in tables(words).items():
        page = with_table(page, name, written)
    return page


def _provider(card: ProviderCard, words: Words) -> list[str]:
    kept = words.said(card.privacy.sentence)
    source = card.privacy.source
    key = card.key_page
    return [
        f"**{words.said(card.label)}**",
        words.said(card.good_for),
        words.said(card.price),
        f"{kept} [↗]({source})" if source else kept,
        f"[{key.removeprefix('https://').rstrip('/')}]({key})" if key else "–",
    ]


def _requests(words: Words) -> Iterator[list[str]]:
    """Models of which the same holds share a line."""
    for provider in PROVIDERS.values():
        if not isinstance(provider, ServerProvider):
            continue
        asked = [
            (model, provider.of_model(model.id) or provider.capabilities) for model in provider.card.models
        ]
        for cells, group in groupby(asked, lambda pair: _asked(pair[1], words)):
            models = ", ".join(_model(model, model.id == provider.model, words) for model, _ in group)
            yield [words.said(provider.label), models, *cells]


def _server(kind: ServerKind, words: Words) -> list[str]:
    values = dict(kind.preset.values)
    model = values["CUSTOM_MODEL"]
    return [
        f"[{kind.label}]({kind.preset.docs})",
        f"`{values['CUSTOM_BASE_URL']}`",
        f"`{model}`" if model else words.any_model,
        *_asked(kind.capabilities, words),
        words.said(kind.preset.note),
    ]


def _model(model: Model, default: bool, words: Words) -> str:  # noqa: FBT001
    end = words.until.format(end=model.end.isoformat()) if model.end else ""
    told = (words.default if default else "", words.said(model.note) if model.note else "", end)
    remarks = ", ".join(filter(None, told))
    return f"`{model.id}` ({remarks})" if remarks else f"`{model.id}`"


def _asked(can: Capabilities, words: Words) -> list[str]:
    limits = [_length(min(can.max_seconds, LONGEST_S), words)]
    if can.max_bytes < math.inf:
        limits.append(words.megabyte.format(n=f"{can.max_bytes / MEBIBYTE:g}"))
    if can.min_billed_s:
        limits.append(words.billed.format(length=_length(can.min_billed_s, words)))
    fields = [f"`{field}`" for field in sorted(can.takes)]
    return [can.formats[0].upper(), ", ".join(limits), ", ".join(fields)]


def _length(seconds: float, words: Words) -> str:
    if seconds < 2 * MINUTE_S:
        return words.second.format(n=f"{seconds:g}")
    return words.minute.format(n=f"{seconds / MINUTE_S:g}")


def main(into: Path) -> None:
    for words in (ENGLISH, RUSSIAN):
        page = with_tables((CHECKOUT / words.page).read_text("utf-8"), words)
        (into / words.page).parent.mkdir(parents=True, exist_ok=True)
        (into / words.page).write_text(page, "utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else CHECKOUT)

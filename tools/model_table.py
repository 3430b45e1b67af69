"""Writes the table of models for this computer into the documentation, from the catalogue.

`make docs` runs it.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tables import table, with_table

from rapidwhisper.config.example import russian
from rapidwhisper.core.local_model import ModelCard, Speed
from rapidwhisper.providers.local.models.catalogue import CATALOGUE

CHECKOUT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Words:
    """What a page says in its language, besides what is declared."""

    page: str
    said: Callable[[str], str]
    columns: str
    megabytes: str
    speeds: Mapping[Speed, str]


ENGLISH = Words(
    "docs/on-this-computer.md",
    str,
    "model | `LOCAL_MODEL` | good for | languages | to download, about | on a processor | accuracy | licence",
    "MB",
    {Speed.FAST: "fast", Speed.MEDIUM: "medium", Speed.SLOW: "slow"},
)
RUSSIAN = Words(
    "docs/ru/on-this-computer.md",
    russian(CHECKOUT, "Model"),
    "модель | `LOCAL_MODEL` | для чего | языков | скачать, примерно | на процессоре | точность | лицензия",
    "МБ",
    {Speed.FAST: "быстро", Speed.MEDIUM: "средне", Speed.SLOW: "медленно"},
)
MANY = "99"


def _about(card: ModelCard, words: Words) -> str:
    return f"{card.about_bytes // 1_000_000} {words.megabytes}" if card.about_bytes else "–"


def _row(card: ModelCard, words: Words) -> list[str]:
    accuracy = words.said(card.accuracy)
    return [
        f"**{card.label}**",
        f"`{card.name}`",
        words.said(card.good_for),
        str(len(card.languages)) if card.languages else MANY,
        _about(card, words),
        words.speeds[card.speed],
        f"{accuracy} [↗]({card.accuracy_source})" if card.accuracy_source else accuracy,
        f"[{card.licence}]({card.licence_page})",
    ]


def main(into: Path) -> None:
    for words in (ENGLISH, RUSSIAN):
        written = table(words.columns, [_row(model.card, words) for model in CATALOGUE.values()])
        page = with_table((CHECKOUT / words.page).read_text("utf-8"), "models", written)
        (into / words.page).parent.mkdir(parents=True, exist_ok=True)
        (into / words.page).write_text(page, "utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else CHECKOUT)

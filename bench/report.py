"""The figures of a run as a table for people, as JSON, and in the documentation."""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.figures import Figure, percentile
from bench.plots import plots
from bench.words import ENGLISH, RUSSIAN, Words

CHECKOUT = Path(__file__).resolve().parents[1]
RESULTS = CHECKOUT / "bench" / "results"

OPENING, CLOSING = "<!-- figures: written by `make bench` -->\n", "<!-- end -->"


@dataclass(frozen=True, slots=True)
class Run:
    date: str
    cpus: int
    load: float
    """Of the last minute before it began."""
    minutes: float
    figures: Sequence[Figure]


def write(run: Run, into: Path = CHECKOUT) -> None:
    """Results, pictures, and the table in each language's page."""
    results = into / RESULTS.relative_to(CHECKOUT)
    results.mkdir(parents=True, exist_ok=True)
    for file in results.glob("*.svg"):
        file.unlink()
    as_json = {**asdict(run), "figures": [_as_json(figure) for figure in run.figures]}
    (results / "results.json").write_text(json.dumps(as_json, indent=1, ensure_ascii=False) + "\n", "utf-8")
    (results / "results.md").write_text(tables(run, ENGLISH), "utf-8")
    for name, picture in plots(run.figures).items():
        (results / f"{name}.svg").write_text(picture, "utf-8")
    for words in (ENGLISH, RUSSIAN):
        page = into / words.page
        page.write_text(with_tables(page.read_text("utf-8"), tables(run, words)), "utf-8")


def with_tables(page: str, told: str) -> str:
    before, mark, rest = page.partition(OPENING)
    _, end, after = rest.partition(CLOSING)
    assert mark, "the page has no place for the figures"
    assert end, "the place for the figures has no end"
    return f"{before}{OPENING}\n{told}\n{CLOSING}{after}"


def tables(run: Run, words: Words) -> str:
    about = words.run.format(
        date=run.date,
        cpus=run.cpus,
        load=_number(run.load, words),
        minutes=_number(run.minutes, words),
    )
    figures = _table(words.figures, (_row(figure, words) for figure in run.figures))
    beside = [
        [figure.key, words.said(each.name), *_spread(each.values, each.unit, words)]
        for figure in run.figures
        for each in figure.calibration
    ]
    looked_at = [
        words.whole.format(key=figure.key, whole=figure.whole, count=len(figure.values))
        for figure in run.figures
        if figure.whole is not None
    ]
    return "\n\n".join([figures.rstrip(), about, *looked_at, _table(words.calibrations, beside)])


def _row(figure: Figure, words: Words) -> list[str]:
    limits = ["–", "–"]
    if figure.must is not None and figure.aim is not None:
        limits = [f"≤ {_with_unit(limit, figure.unit, words)}" for limit in (figure.must, figure.aim)]
        limits[0] += f" ({figure.by})"
    return [
        figure.key,
        words.said(figure.name),
        *_spread(figure.values, figure.unit, words),
        *limits,
        words.verdicts[figure.verdict],
    ]


def _spread(values: Sequence[float], unit: str, words: Words) -> list[str]:
    if not values:
        return ["0", "–", "–"]
    ends = (_with_unit(percentile(values, share), unit, words) for share in (50, 95))
    return [str(len(values)), *ends]


def _with_unit(value: float, unit: str, words: Words) -> str:
    return f"{_number(value, words)} {words.said(unit)}".strip()


def _number(value: float, words: Words) -> str:
    """Three digits that matter."""
    if math.isinf(value):
        return "∞"
    digits = 0 if abs(value) >= 100 or value == round(value) else 1 if abs(value) >= 10 else 2  # noqa: PLR2004
    return f"{value:.{digits}f}".replace("-", "−").replace(".", words.decimal)


def _table(columns: str, rows: Iterable[list[str]]) -> str:
    head = [f"| {columns} |", "|" + "---|" * len(columns.split("|"))]
    return "\n".join([*head, *(f"| {' | '.join(row)} |" for row in rows)]) + "\n"


def _as_json(figure: Figure) -> dict[str, object]:
    told = {"p50": figure.p50, "p95": figure.p95} if figure.values else {}
    return {**asdict(figure), **told, "reached": figure.verdict}

"""`rapidwhisper stats`: how long dictations took, from the history; the program may be running meanwhile."""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from rapidwhisper.config.folders import current_folders
from rapidwhisper.core.laps import TOTAL, Lap
from rapidwhisper.history.figures import Figures, Spread, figures, since
from rapidwhisper.history.reader import reading
from rapidwhisper.providers.registry import PROVIDERS
from rapidwhisper.ui.history.lap_names import name_of, name_of_total
from rapidwhisper.ui.length import length
from rapidwhisper.ui.words import counted, said, translate

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Nothing was dictated before."""

_HEADS = ("p50", "p95")

_amount = counted("Stats", "%n dictation(s), {length} of speech", "", 2)


def print_stats(*, days: int | None, as_json: bool) -> int:
    with reading(current_folders().history) as reader:
        rows = reader.with_text(-1)
    found = figures(rows if days is None else since(rows, _days_ago(days)))
    if as_json:
        print(json.dumps([each.as_json() for each in found], ensure_ascii=False, indent=2))
    elif found:
        print("\n\n".join("\n".join(lines) for lines in _tables(found)))
    else:
        print(_nothing(days), file=sys.stderr)
    return 0


def _days_ago(days: int) -> datetime:
    now = datetime.now(UTC)
    return now - timedelta(days=min(days, (now - EPOCH).days))


def _nothing(days: int | None) -> str:
    if days is None:
        return translate("Stats", "The history holds no texts yet.")
    return translate("Stats", "The history holds no texts of this time.")


def _tables(found: Iterable[Figures]) -> Iterator[list[str]]:
    """One for each, all with the same columns."""
    tables = [[(_name(name), spread) for name, spread in each.timings_ms.items()] for each in found]
    cells = [_cells(spread) for table in tables for _, spread in table]
    names = max((len(name) for table in tables for name, _ in table), default=0)
    widths = [max((len(row[place]) for row in cells), default=0) for place in range(len(_HEADS))]
    for each, table in zip(found, tables, strict=True):
        lines = [_who(each), _amount(each.dictations).format(length=length(each.seconds))]
        if table:
            lines.append(_line("", _HEADS, names, widths))
        yield lines + [_line(name, _cells(spread), names, widths) for name, spread in table]


def _who(each: Figures) -> str:
    known = PROVIDERS.get(each.provider)
    label = said(known.label) if known is not None else each.provider
    return " · ".join(filter(None, (label, each.model)))


def _name(name: str) -> str:
    return name_of_total() if name == TOTAL else name_of(Lap(name))


def _cells(spread: Spread) -> tuple[str, ...]:
    ms = translate("Length", "{ms} ms")
    return ms.format(ms=spread.p50), ms.format(ms=spread.p95)


def _line(name: str, cells: Iterable[str], name_width: int, widths: Iterable[int]) -> str:
    right = (f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
    return "  ".join((f"  {name:<{name_width}}", *right))

"""Tables in pages of the documentation: each stands between two marks, and what is around it by hand."""

from collections.abc import Iterable


def table(columns: str, rows: Iterable[list[str]]) -> str:
    head = [f"| {columns} |", "|" + "---|" * len(columns.split("|"))]
    return (
        "\n".join([*head, *(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows)])
        + "\n"
    )


def with_table(page: str, name: str, written: str) -> str:
    """The page's text with the table where it belongs."""
    opening, closing = f"<!-- {name}: written by `make docs` -->\n", "<!-- end -->"
    before, mark, rest = page.partition(opening)
    _, end, after = rest.partition(closing)
    if not mark or not end:
        raise SystemExit(f"the page has no place for the table “{name}”")
    return f"{before}{opening}\n{written}\n{closing}{after}"

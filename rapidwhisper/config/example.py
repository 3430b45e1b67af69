"""`.env.example` and the table in the documentation, written from the settings table.

`python -m rapidwhisper.config.example` writes both files of a checkout anew.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from rapidwhisper.config.env_file import quoted
from rapidwhisper.core.settings import ABOUT, DEFAULTS, About, as_text

_COMMAND = "python -m rapidwhisper.config.example"


def render_example() -> str:
    """Every setting with its default, ready to be saved as `.env`."""
    lines = [
        "# Settings of RapidWhisper. Save this file as .env in the same folder and change what you like;",
        "# the next dictation uses it. A line may be left out: its default is what stands here.",
    ]
    for group, settings in _groups():
        lines += ["", f"# ── {group} ──"]
        for key, about in settings:
            lines += [
                "",
                f"# {about.help}",
                f"# Values: {about.parser.accepts}",
                f"{key}={_default(key, about)}",
            ]
    return "\n".join(lines) + "\n"


def render_docs() -> str:
    """The settings in Markdown, one table per group."""
    lines = [
        "# Settings",
        "",
        f"<!-- Written by `{_COMMAND}`; changes belong into `rapidwhisper/core/settings.py`. -->",
        "",
        "They stand in the file `.env`, one `KEY=value` per line; the tray's menu opens it. A missing line",
        "means the default; a mistake is reported with the number of its line, and the default is used.",
        "Changes act on the next dictation. Only this file counts: variables of the environment are not",
        "read. Put a value in quotes if it begins or ends with a space or contains `#`.",
    ]
    for group, settings in _groups():
        lines += ["", f"## {group}", "", "| key | default | values | meaning |", "|---|---|---|---|"]
        for key, about in settings:
            default = _default(key, about)
            shown = f"`{default}`" if default else "(empty)"
            lines.append(f"| `{key}` | {shown} | {_cell(about.parser.accepts)} | {_cell(about.help)} |")
    return "\n".join(lines) + "\n"


def _groups() -> Iterator[tuple[str, list[tuple[str, About]]]]:
    for group, settings in groupby(ABOUT.items(), key=lambda item: item[1].group):
        yield group, list(settings)


def _default(key: str, about: About) -> str:
    return "" if about.secret else quoted(as_text(getattr(DEFAULTS, key.lower())))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def write_files(checkout: Path) -> None:
    (checkout / ".env.example").write_text(render_example(), "utf-8", newline="\n")
    (checkout / "docs" / "settings.md").write_text(render_docs(), "utf-8", newline="\n")


if __name__ == "__main__":
    write_files(Path(__file__).resolve().parents[2])

"""`.env.example` and the tables in the documentation, written from the settings table.

`python -m rapidwhisper.config.example` writes the files of a checkout anew.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree as ET

from rapidwhisper.config.env_lines import quoted
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


@dataclass(frozen=True, slots=True)
class Chapter:
    """What the page of one language says around the table."""

    path: str
    title: str
    intro: str
    columns: str
    empty: str


ENGLISH = Chapter(
    "docs/settings.md",
    "Settings",
    """\
The dialog (tray → Settings…) shows all of them; they stand in the file `.env`, one `KEY=value` per line,
which may also be edited by hand. A missing line means the default; a mistake is reported with the number
of its line, and the default is used. Changes act on the next dictation. Only this file counts: variables
of the environment are not read. Put a value in quotes if it begins or ends with a space or contains `#`.""",
    "key | default | values | meaning",
    "(empty)",
)
RUSSIAN = Chapter(
    "docs/ru/settings.md",
    "Настройки",
    """\
Все они есть в окне настроек (трей → «Настройки…») и стоят в файле `.env`, по одной строке
`КЛЮЧ=значение`; файл можно править и вручную. Нет строки — действует значение по умолчанию; об ошибке
программа сообщит с номером строки и возьмёт значение по умолчанию. Изменения действуют со следующей
диктовки. Читается только этот файл: переменные окружения не учитываются. Возьмите значение в кавычки,
если оно начинается или кончается пробелом или содержит `#`.""",
    "ключ | по умолчанию | значения | смысл",
    "(пусто)",
)


def render_docs(chapter: Chapter, translated: Callable[[str], str]) -> str:
    """The settings in Markdown, one table per group; `translated` says the table's texts."""
    source = f"<!-- Written by `{_COMMAND}`; changes belong into `rapidwhisper/core/settings.py`. -->"
    lines = [f"# {chapter.title}", "", source, "", chapter.intro]
    for group, settings in _groups():
        lines += ["", f"## {translated(group)}", "", f"| {chapter.columns} |", "|---|---|---|---|"]
        for key, about in settings:
            default = _default(key, about)
            shown = f"`{default}`" if default else chapter.empty
            cells = (_cell(translated(about.parser.accepts)), _cell(translated(about.help)))
            lines.append(f"| `{key}` | {shown} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def russian(checkout: Path, context: str = "Settings") -> Callable[[str], str]:
    """The texts of a context as the translation has them; a text without one stays as it is."""
    path = checkout / "assets" / "translations" / "rapidwhisper_ru.ts"
    contexts = ET.parse(path).iter("context")  # noqa: S314 - our own file
    messages = next(each for each in contexts if each.findtext("name") == context).iter("message")
    known = {each.findtext("source"): each.findtext("translation") for each in messages}
    return lambda text: known.get(text) or text


def _groups() -> Iterator[tuple[str, list[tuple[str, About]]]]:
    for group, settings in groupby(ABOUT.items(), key=lambda item: item[1].group):
        yield group, list(settings)


def _default(key: str, about: About) -> str:
    return "" if about.secret else quoted(as_text(getattr(DEFAULTS, key.lower())))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def write_files(checkout: Path, into: Path) -> None:
    """The translation is read from the checkout."""
    (into / ".env.example").write_text(render_example(), "utf-8", newline="\n")
    for chapter, translated in ((ENGLISH, str), (RUSSIAN, russian(checkout))):
        page = into / chapter.path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(render_docs(chapter, translated), "utf-8", newline="\n")


if __name__ == "__main__":
    root = Path(__file__).resolve().parents[2]
    write_files(root, root)

"""Writes what can go wrong with a request, in both languages, from the program's own words.

`make docs` runs it. With a folder named it writes there, and not into the checkout.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.remedy import remedies
from rapidwhisper.core.words import phrase
from rapidwhisper.ui.language import speak_on_command_line
from rapidwhisper.ui.messages import message
from rapidwhisper.ui.remedies import label

CHECKOUT = Path(__file__).resolve().parents[1]
SOURCE = "<!-- Written by `make docs` from the program's own words. -->"

FACTS = {
    "host": "speech.example",
    "url": "https://speech.example/v1/audio/transcriptions",
    "location": "https://other.example/v1/",
    "model": "whisper-x",
    "path": "/media/models",
    "models": "whisper-large-v3, whisper-large-v3-turbo",
    "provider": "Groq",
    "status": "500",
    "wait": "20",
    "seconds": "30",
    "key": "GROQ_API_KEY",
    "take": "gemma4:e4b",
    "server": "Ollama",
    "reason": phrase("Reason", "the name of the server is missing"),
    "command": 'pip install "rapidwhisper[local]"',
    "language": "fi",
    "detail": "…",
}
OTHER_FACTS = {
    Code.URL_MISSING: {"key": "CUSTOM_BASE_URL"},
    Code.URL_INVALID: {"key": "CUSTOM_BASE_URL"},
    Code.HTTP_NOT_ALLOWED: {"key": "CUSTOM_BASE_URL"},
    Code.KEYRING_UNREADABLE: {"detail": phrase("Reason", "it is locked")},
    Code.CHAT_MODEL: {"model": "glm-4-voice", "used": "glm-asr-2512"},
    Code.REQUEST_REFUSED: {"status": "400"},
    Code.GPU_BUILD_MISSING: {
        "remove": "pip uninstall onnxruntime",
        "command": "pip install onnxruntime-gpu",
    },
}


@dataclass(frozen=True, slots=True)
class Page:
    path: str
    language: str
    title: str
    intro: str
    columns: str
    sections: tuple[str, ...]
    """As the tree of causes begins its branches."""


ENGLISH = Page(
    "docs/errors.md",
    "en",
    "When something goes wrong",
    """\
Nothing that you have said is lost: every failure keeps the recording, and “Not transcribed” in the tray
menu tries again, also days later. The overlay says what happened and offers what helps as buttons; “Try
again” and “Other provider” put the text on the clipboard, because the window it was meant for may have gone
on. Where a notification of the desktop tells it instead, a click on that does the first of them. What a
server says about the cause is quoted, without anything that looks like a key.""",
    "what it says | what to do | buttons",
    (
        "It was not sent",
        "It did not arrive",
        "No whole answer came",
        "The server refused",
        "The answer holds no text",
    ),
)
RUSSIAN = Page(
    "docs/ru/errors.md",
    "ru",
    "Если что-то пошло не так",
    """\
Ничего из сказанного не пропадает: при любом сбое запись сохраняется, и через «Не распознано» в меню трея
можно повторить попытку, хоть через несколько дней. Окошко диктовки говорит, что случилось, и предлагает
кнопки с тем, что поможет. «Повторить» и «Другой провайдер» кладут текст в буфер обмена: окно, для которого
он был сказан, могло уйти вперёд. Если о сбое сообщает уведомление рабочего стола, щелчок по нему делает
первое из этого. Слова сервера о причине приводятся как есть, но без всего, что похоже на ключ.""",
    "что написано | что делать | кнопки",
    (
        "Запрос не отправлен",
        "Запрос не дошёл",
        "Ответ не пришёл целиком",
        "Сервер отказал",
        "В ответе нет текста",
    ),
)


def branches() -> Iterator[list[Code]]:
    """The causes of the tree, branch by branch."""
    _, _, tree = (Code.__doc__ or "").partition("(what helps: `core/remedy.py`):")
    branch: list[Code] = []
    for line in filter(None, map(str.strip, tree.splitlines())):
        if line[0] in "├└":
            branch += [Code[name] for name in re.findall(r"\b[A-Z_]{5,}\b", line)]
        elif branch:
            yield branch
            branch = []
    yield branch


def render(page: Page) -> str:
    speak_on_command_line(page.language)
    lines = [f"# {page.title}", "", SOURCE, "", page.intro]
    for title, branch in zip(page.sections, branches(), strict=True):
        lines += ["", f"## {title}", "", f"| {page.columns} |", "|---|---|---|"]
        lines += map(_row, branch)
    return "\n".join(lines) + "\n"


def _row(code: Code) -> str:
    cause = problem(code, **{**FACTS, **OTHER_FACTS.get(code, {})})
    said = message(cause)
    buttons = ", ".join(label(each) for each in remedies(cause))
    return f"| {_cell(said.what)} | {_cell(said.remedy)} | {buttons} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace(". …", ".")


def main(folder: Path) -> None:
    for page in (ENGLISH, RUSSIAN):
        file = folder / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(render(page), "utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else CHECKOUT)

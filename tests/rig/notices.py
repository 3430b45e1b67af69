"""Every notice on one sheet: `python -m tests.rig.notices FILE LANGUAGE THEME`."""

import sys
from pathlib import Path

from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication

from rapidwhisper.config.remembered import Remembered
from rapidwhisper.core.dictation import Ended, Outcome
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.remedy import remedies
from rapidwhisper.core.settings import Theme
from rapidwhisper.core.state import State
from rapidwhisper.core.words import phrase
from rapidwhisper.providers import groq, local
from rapidwhisper.ui.language import Language
from rapidwhisper.ui.overlay.window import Overlay
from rapidwhisper.ui.remedies import Providers
from rapidwhisper.ui.theme import apply_theme
from tests.rig.provider_facts import GROQ_SAYS, OWN_SERVER_SAYS
from tests.rig.sheet import sheet

FACTS = {
    "host": "api.groq.com",
    "url": "https://api.groq.com/openai/v1/",
    "location": "https://example.org/",
    "model": "whisper-large-v3",
    "models": "whisper-large-v3-turbo, whisper-large-v2",
    "take": "gemma4:e4b",
    "server": "Ollama",
    "provider": "Groq",
    "detail": "…",
    "status": "503",
    "wait": "20",
    "seconds": "35",
    "count": "2",
    "id": "12",
    "key": "GROQ_API_KEY",
    "line": "7",
    "lines": "7, 12",
    "default": "on",
    "reason": phrase("Reason", "it must be on or off"),
    "path": "~/.config/rapidwhisper/.env",
    "name": "USB",
    "used": "Webcam C920",
    "available": "Webcam C920, USB",
    "hotkey": "ctrl+space",
    "alternative": "ctrl+shift+space",
    "mode": "644",
    "wanted": "600",
    "free": "80",
    "language": "fi",
}
OTHER_FACTS: dict[Code, dict[str, str]] = {
    **GROQ_SAYS,
    **{code: {"host": "speech.example.org", **facts} for code, facts in OWN_SERVER_SAYS.items()},
    Code.HOTKEY_TAKEN: {"key": "HOTKEY"},
    Code.HOTKEY_UNTYPABLE: {"key": "HOTKEY"},
    Code.HOTKEY_NEEDS_DESKTOP: {"command": "rapidwhisper toggle"},
    Code.SETTING_INVALID: {"key": "SOUNDS"},
    Code.DISK_NEARLY_FULL: {"path": "~/.local/share/rapidwhisper"},
    Code.FILE_MISSING: {"path": "speech.wav"},
    Code.FILE_UNREADABLE: {"path": "speech.wav"},
    Code.EXPORT_FAILED: {"path": "history.txt"},
    Code.JOURNAL_UNWRITABLE: {"path": "~/.local/share/rapidwhisper"},
}
COLUMNS = 3


def notices(language: str, theme: Theme, scratch: Path) -> QImage:
    """All notices as the overlay shows them, in the order of their codes."""
    spoken = Language()
    spoken.use(language)
    apply_theme(theme)
    return sheet([_card(code, scratch) for code in Code], COLUMNS)


def _card(code: Code, scratch: Path) -> QPixmap:
    providers = Providers(lambda: (local.PROVIDER.card,), lambda _: groq.PROVIDER.card.key_page)
    overlay = Overlay(lambda: 0.0, Remembered(scratch / "none.json"), lambda: None, providers)
    cause = problem(code, **{**FACTS, **OTHER_FACTS.get(code, {})})
    if remedies(cause):
        overlay.show_state(State(ended=Ended(1, Outcome.FAILED, None, cause, "groq")), "Groq")
    else:
        overlay.tell(cause)
    picture = overlay.grab()
    overlay.dismiss()
    return picture


def main(file: str, language: str, theme: str) -> None:
    app = QApplication([])
    notices(language, Theme(theme), Path(file).parent).save(file)
    app.quit()


if __name__ == "__main__":
    main(*sys.argv[1:])

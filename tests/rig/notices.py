"""Every notice on one sheet: `python -m tests.rig.notices FILE LANGUAGE THEME`."""

import sys
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
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

FACTS = {
    "host": "api.groq.com",
    "url": "https://api.groq.com/openai/v1/",
    "location": "https://example.org/",
    "model": "whisper-large-v3",
    "models": "whisper-large-v3-turbo, whisper-large-v2",
    "take": "whisper-large-v3-turbo",
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
    "command": "rapidwhisper toggle",
    "language": "fi",
}
COLUMNS = 3
GAP = 16
FIELD = QColor("#6b7f92")


def sheet(language: str, theme: Theme, scratch: Path) -> QImage:
    """All notices as the overlay shows them, in the order of their codes."""
    spoken = Language()
    spoken.use(language)
    apply_theme(theme)
    cards = [_card(code, scratch) for code in Code]
    columns = [cards[start::COLUMNS] for start in range(COLUMNS)]
    width = max(card.width() for card in cards) + GAP
    height = max(sum(card.height() + GAP for card in column) for column in columns)
    image = QImage(COLUMNS * width + GAP, height + GAP, QImage.Format.Format_RGB32)
    image.fill(FIELD)
    painter = QPainter(image)
    for x, column in enumerate(columns):
        y = GAP
        for card in column:
            painter.drawPixmap(QPoint(GAP + x * width, y), card)
            y += card.height() + GAP
    painter.end()
    return image


def _card(code: Code, scratch: Path) -> QPixmap:
    providers = Providers(lambda: (local.PROVIDER.card,), lambda _: groq.PROVIDER.card.key_page)
    overlay = Overlay(lambda: 0.0, Remembered(scratch / "none.json"), lambda: None, providers)
    cause = problem(code, **FACTS)
    if remedies(cause):
        overlay.show_state(State(ended=Ended(1, Outcome.FAILED, None, cause, "groq")), "Groq")
    else:
        overlay.tell(cause)
    picture = overlay.grab()
    overlay.dismiss()
    return picture


def main(file: str, language: str, theme: str) -> None:
    app = QApplication([])
    sheet(language, Theme(theme), Path(file).parent).save(file)
    app.quit()


if __name__ == "__main__":
    main(*sys.argv[1:])

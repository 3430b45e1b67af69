"""The provider's page with each preset and failure: `python -m tests.rig.provider_pages FOLDER LANGUAGE`.

The answers are given by the rig; everything else is the program's own dialog.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget

from rapidwhisper.config.remembered import Remembered
from rapidwhisper.core.check import Check, Verdict
from rapidwhisper.core.problem import Code, found_ahead, problem
from rapidwhisper.core.provider_card import Model, Nearby
from rapidwhisper.core.settings import DEFAULTS, Settings, Theme, read_settings
from rapidwhisper.core.settings import Line as EnvLine
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.registry import configuration_problem
from rapidwhisper.ui.language import Language
from rapidwhisper.ui.settings.dialog import SettingsDialog
from rapidwhisper.ui.settings.doors import Doors
from rapidwhisper.ui.theme import apply_theme
from rapidwhisper.windows import CARDS
from tests.rig.fakes_provider import FakeProvider
from tests.rig.notices import FACTS
from tests.rig.settings_desk import Meter

WIDTH = 820
COLUMNS = 2
GAP = 16
FIELD = QColor("#6b7f92")
OWN = replace(DEFAULTS, ai_provider="custom", custom_base_url="http://localhost:8000/v1/")
KEYED = replace(OWN, custom_base_url="https://speech.example.org/v1/", custom_api_key="sk-of-the-picture")
LISTED = phrase("Check", "It answered within {ms} ms and lists models: {count}.")
HEARD = phrase("Check", "It heard “{text}” within {ms} ms.")
FAILURES = tuple(takewhile(lambda code: code is not Code.NO_MICROPHONE, Code))
"""Those of providers come first in the list."""


class Page:
    """The dialog, open on the page of the provider."""

    def __init__(self, settings: Settings, provider: FakeProvider, scratch: Path) -> None:
        self.provider = provider
        doors = Doors(
            CARDS,
            configuration_problem,
            lambda _, saved: saved(None),
            lambda then: then([]),
            Meter(),
            provider.doors(),
        )
        self.dialog = SettingsDialog(doors, settings, Remembered(scratch / "none.json"))
        self.dialog.resize(WIDTH, 100)
        self.dialog.show()

    def type(self, key: str, text: str) -> None:
        field = self.child(key)
        assert isinstance(field, QLineEdit)
        field.setText(text)
        field.textEdited.emit(text)

    def press(self, name: str) -> None:
        self.child(name).click()  # type: ignore[attr-defined]

    def child(self, name: str) -> QWidget:
        found = self.dialog.findChild(QWidget, name)
        assert found is not None, name
        return found

    def taken(self) -> QPixmap:
        """The whole page, however long it is."""
        self.dialog._judge()
        area = self.child("page/Provider")
        assert isinstance(area, QScrollArea)
        for _ in range(3):  # what is laid out anew may need another line
            QApplication.processEvents()
            inside = area.widget()
            assert inside is not None
            height = inside.heightForWidth(area.viewport().width())
            self.dialog.resize(WIDTH, self.dialog.height() - area.height() + height)
        picture = self.dialog.grab()
        self.dialog.hide()
        self.dialog.deleteLater()
        return picture


def pages(scratch: Path) -> Iterator[tuple[str, QPixmap]]:
    """By name: each provider, each preset, and what may be in the way."""
    for card in CARDS:
        yield card.name, Page(replace(OWN, ai_provider=card.name), FakeProvider(), scratch).taken()
        for preset in card.presets:
            lines = {key: EnvLine(text, 0) for key, text in preset.values}
            settings, _ = read_settings({"AI_PROVIDER": EnvLine(card.name, 0), **lines})
            yield f"{card.name}-{preset.name}", Page(settings, FakeProvider(), scratch).taken()
    for name, (settings, act) in SCENES.items():
        page = Page(settings, FakeProvider(), scratch)
        act(page)
        yield name, page.taken()


def _running_nearby(page: Page) -> None:
    preset = next(card for card in CARDS if card.name == "custom").presets[0]
    page.provider.running = (Nearby(preset, "http://127.0.0.1:8000/v1/"),)
    page.dialog.hide()
    page.dialog.show()


def _works(page: Page) -> None:
    page.press("test_connection")
    page.provider.found(
        Check("", Verdict.OK, LISTED.filled(ms=12, count=3)),
        Check("", Verdict.OK, HEARD.filled(text="Hello, world.", ms=480)),
    )


def _models(page: Page) -> None:
    page.press("list/CUSTOM_MODEL")
    page.provider.listed((Model("whisper-large-v3"), Model("gemma4:e4b"), Model("qwen3")))
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.hide()


def _no_keyring(page: Page) -> None:
    reason = phrase("Reason", "none is running on this desktop")
    page.provider.no_keyring = problem(Code.KEYRING_MISSING, detail=reason)
    page.dialog.hide()
    page.dialog.show()


def _fails(code: Code) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.press("test_connection")
        cause = found_ahead(problem(code, **FACTS))
        page.provider.found(Check("", Verdict.FAILED, phrase("Check", "It cannot be used."), cause))

    return act


SCENES: dict[str, tuple[Settings, Callable[[Page], None]]] = {
    "nearby": (replace(OWN, ai_provider="local"), _running_nearby),
    "works": (OWN, _works),
    "models": (OWN, _models),
    "in-keyring": (replace(KEYED, custom_api_key="keyring"), lambda _: None),
    "no-keyring": (KEYED, _no_keyring),
    "address-completed": (OWN, lambda page: page.type("CUSTOM_BASE_URL", "localhost:8000/v1/models")),
    "address-better": (OWN, lambda page: page.type("CUSTOM_BASE_URL", "http://localhost:8000")),
    "address-wrong": (OWN, lambda page: page.type("CUSTOM_BASE_URL", "http://me:secret@localhost/v1")),
    "other-server": (KEYED, lambda page: page.type("CUSTOM_BASE_URL", "https://other.example.org/v1/")),
    "not-encrypted": (OWN, lambda page: page.type("CUSTOM_BASE_URL", "http://speech.example.org/v1/")),
    "key-refused": (KEYED, _fails(Code.KEY_REFUSED)),
}


def failures(scratch: Path) -> QImage:
    """What the test says of each, one beneath the other."""
    cards = [_failure(code, scratch) for code in FAILURES]
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


def _failure(code: Code, scratch: Path) -> QPixmap:
    page = Page(KEYED, FakeProvider(), scratch)
    _fails(code)(page)
    QApplication.processEvents()
    picture = page.child("test_result").parentWidget().grab()  # type: ignore[union-attr]
    page.dialog.hide()
    page.dialog.deleteLater()
    return picture


def main(folder: str, language: str) -> None:
    app = QApplication([])
    spoken = Language()
    spoken.use(language)
    apply_theme(Theme.LIGHT)
    with tempfile.TemporaryDirectory() as scratch:
        for name, picture in pages(Path(scratch)):
            picture.save(f"{folder}/provider-{name}.png")
        failures(Path(scratch)).save(f"{folder}/provider-failures.png")
    app.quit()


if __name__ == "__main__":
    main(*sys.argv[1:])

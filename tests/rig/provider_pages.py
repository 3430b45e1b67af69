"""The provider's page by preset and state: `python -m tests.rig.provider_pages FOLDER LANGUAGE`.

The answers are given by the rig; everything else is the program's own dialog.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from rapidwhisper.config.remembered import Remembered
from rapidwhisper.core.check import Check, Verdict
from rapidwhisper.core.problem import Code, Problem, found_ahead, problem
from rapidwhisper.core.provider_card import Model, Nearby
from rapidwhisper.core.settings import DEFAULTS, Settings, Theme, read_settings
from rapidwhisper.core.settings import Line as EnvLine
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.registry import configuration_problem
from rapidwhisper.ui.language import Language
from rapidwhisper.ui.settings.dialog import SettingsDialog
from rapidwhisper.ui.settings.doors import Doors
from rapidwhisper.ui.settings.page import Page as SettingsPage
from rapidwhisper.ui.theme import apply_theme
from rapidwhisper.windows import CARDS
from tests.rig.fakes_provider import FakeProvider
from tests.rig.fakes_store import FakeModels
from tests.rig.settings_desk import Meter

WIDTH = 820
OWN = replace(DEFAULTS, ai_provider="custom", custom_base_url="http://localhost:8000/v1/")
GROQ = replace(DEFAULTS, ai_provider="groq", groq_api_key="gsk-of-the-picture")
KEYED = replace(OWN, custom_base_url="https://speech.example.org/v1/", custom_api_key="sk-of-the-picture")
LISTED = phrase("Check", "It answered within {ms} ms and lists models: {count}.")
HEARD = phrase("Check", "It heard “{text}” within {ms} ms.")


class Page:
    """The dialog, open on the page of the provider."""

    def __init__(
        self, settings: Settings, provider: FakeProvider, scratch: Path, models: FakeModels | None = None
    ) -> None:
        self.provider = provider
        self.refusal: Problem | None = None
        """What keeps it from being saved."""
        doors = Doors(
            CARDS,
            configuration_problem,
            lambda _, saved: saved(self.refusal),
            lambda then: then([]),
            Meter(),
            provider.doors(),
            (models or FakeModels()).doors(),
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

    @property
    def area(self) -> SettingsPage:
        area = self.child("page/Provider")
        assert isinstance(area, SettingsPage)
        return area

    def close(self) -> None:
        self.dialog.hide()
        self.dialog.deleteLater()

    def taken(self) -> QPixmap:
        """The whole page, however long it is."""
        self.dialog._judge()
        area = self.area
        for _ in range(3):  # what is laid out anew may need another line
            QApplication.processEvents()
            inside = area.widget()
            assert inside is not None
            height = inside.heightForWidth(area.viewport().width())
            self.dialog.resize(WIDTH, self.dialog.height() - area.height() + height)
        QApplication.processEvents()
        picture = self.dialog.grab()
        self.close()
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
    yield "http-question", _http_question(scratch)


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


def _keyring_locked(page: Page) -> None:
    page.refusal = problem(Code.KEYRING_UNWRITABLE, detail=phrase("Reason", "it is locked"))
    page.type("CUSTOM_API_KEY", "sk-of-the-picture")
    page.press("keyring/CUSTOM_API_KEY")
    page.press("save")


def _http_question(scratch: Path) -> QPixmap:
    page = Page(OWN, FakeProvider(), scratch)
    page.type("CUSTOM_BASE_URL", "http://speech.example.org/v1/")
    page.press("test_connection")
    QApplication.processEvents()
    picture = page.child("allow_http").grab()
    page.close()
    return picture


def fails(code: Code, **facts: object) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.press("test_connection")
        cause = found_ahead(problem(code, **facts))
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
    "keyring-locked": (OWN, _keyring_locked),
    "key-refused": (GROQ, fails(Code.KEY_REFUSED, host="api.groq.com", detail="Invalid API Key")),
    "unreachable": (OWN, fails(Code.UNREACHABLE, host="localhost:8000")),
}


def main(folder: str, language: str) -> None:
    app = QApplication([])
    spoken = Language()
    spoken.use(language)
    apply_theme(Theme.LIGHT)
    with tempfile.TemporaryDirectory() as scratch:
        for name, picture in pages(Path(scratch)):
            picture.save(f"{folder}/provider-{name}.png")
    app.quit()


if __name__ == "__main__":
    main(*sys.argv[1:])

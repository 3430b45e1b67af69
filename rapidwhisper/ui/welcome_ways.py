"""The three ways to begin, with what each needs to be told."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from rapidwhisper.core.provider_card import ProviderCard
from rapidwhisper.core.settings import ABOUT
from rapidwhisper.ui.guidance import recommended
from rapidwhisper.ui.link import Link
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.welcome_models import ModelChoice
from rapidwhisper.ui.words import said, translate


@dataclass(frozen=True, slots=True)
class Way:
    provider: str
    keys: tuple[str, ...]
    """The settings that it asks for."""


WAYS = (
    Way("groq", ("GROQ_API_KEY",)),
    Way("local", ()),
    Way("custom", ("CUSTOM_BASE_URL", "CUSTOM_API_KEY", "CUSTOM_MODEL")),
)


class WayCard(QWidget):
    """A radio button, one sentence, and the fields, which are there while it is chosen."""

    chosen = Signal()

    def __init__(self, way: Way, card: ProviderCard, models: ModelChoice | None) -> None:
        """`models`: to choose from, on this computer."""
        super().__init__()
        self._way = way
        self._card = card
        self._models = models
        self.button = named(f"way/{way.provider}", QRadioButton())
        self._good_for = QLabel(wordWrap=True)
        self._good_for.setTextFormat(Qt.TextFormat.PlainText)
        self._labels = {key: QLabel() for key in way.keys}
        self.fields = {key: named(key, QLineEdit()) for key in way.keys}
        self._link = named(f"key_page/{way.provider}", Link(card.key_page))
        self._inside = QWidget()
        form = QFormLayout(self._inside)
        form.setContentsMargins(0, 4, 0, 0)
        for key, field in self.fields.items():
            self._labels[key].setBuddy(field)
            self._labels[key].setTextFormat(Qt.TextFormat.PlainText)
            form.addRow(self._labels[key], field)
            if ABOUT[key].secret:
                field.setEchoMode(QLineEdit.EchoMode.Password)
        if card.key_page:
            form.addRow("", self._link)
        if models is not None:
            form.addRow(models)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.addWidget(self.button)
        below = QVBoxLayout()
        below.setContentsMargins(26, 0, 0, 0)
        below.addWidget(self._good_for)
        below.addWidget(self._inside)
        layout.addLayout(below)
        self._inside.hide()
        self.button.toggled.connect(self._toggled)

    def changes(self) -> Mapping[str, str]:
        """What is to be saved for this way."""
        typed = {key: field.text().strip() for key, field in self.fields.items()}
        model = self._models.changes() if self._models is not None else {}
        return {"AI_PROVIDER": self._way.provider, **typed, **model}

    def retranslate(self) -> None:
        self.button.setText(recommended(self._way.provider))
        if self._models is not None:
            self._models.retranslate()
        self._good_for.setText(said(self._card.good_for))
        self._link.say(translate("Settings", "Get a key"))
        for key, label in self._labels.items():
            label.setText(translate("Settings", ABOUT[key].label))
            self.fields[key].setAccessibleName(label.text())
            self.fields[key].setToolTip(translate("Settings", ABOUT[key].help))

    def _toggled(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._inside.setVisible(on)
        if on:
            self.chosen.emit()

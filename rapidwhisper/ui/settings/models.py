"""The model of a provider: what is known of it, and the models that the server itself lists."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from rapidwhisper.core.problem import Problem
from rapidwhisper.core.provider_card import Model, ProviderCard
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.objection import objection
from rapidwhisper.ui.settings.doors import Listed
from rapidwhisper.ui.settings.fields import SuggestField
from rapidwhisper.ui.settings.page import note_label
from rapidwhisper.ui.words import counted, said, translate


class Models:
    """`field` takes any text; `beneath` is to be laid out under it."""

    def __init__(self, key: str, card: ProviderCard) -> None:
        self._card = card
        self._answer: Listed = ()
        self.field = SuggestField(key, self._suggested)
        self.beneath = _Beneath(key)
        self.list_wished = self.beneath.list_wished
        self.field.changed.connect(self.retranslate)

    def wait(self) -> None:
        self.beneath.button.setEnabled(False)

    def show_listed(self, answer: Listed) -> None:
        self.beneath.button.setEnabled(True)
        self._answer = answer
        self.field.retranslate()
        self.retranslate()
        if self._listed:
            self.field.open()

    def forget_listed(self) -> None:
        """They were another server's."""
        self.beneath.button.setEnabled(True)
        self._answer = ()
        self.field.retranslate()
        self.retranslate()

    @property
    def _listed(self) -> tuple[Model, ...]:
        return self._answer if isinstance(self._answer, tuple) else ()

    def retranslate(self) -> None:
        self.beneath.button.setText(translate("Settings", "Ask the server for its models"))
        known = (*self._card.models, *self._listed)
        model = next((each for each in known if each.id == self.field.text()), None)
        about = _about(model) if model is not None else ""
        self.beneath.tell(about, self._told())

    def _told(self) -> str:
        if isinstance(self._answer, Problem):
            return objection(self._answer)
        if self._answer is None:
            return translate("Settings", "This server has no list of models: type the name.")
        if self._listed:
            return counted("Settings", "%n model(s), those for speech first.", "", 2)(len(self._listed))
        return ""

    def _suggested(self) -> dict[str, str]:
        return {model.id: model.id for model in (*self._card.models, *self._listed)}


class _Beneath(QWidget):
    list_wished = Signal()

    def __init__(self, key: str) -> None:
        super().__init__()
        self._about = note_label(f"model/{key}")
        self._told = note_label(f"listed/{key}")
        self.button = named(f"list/{key}", QPushButton(autoDefault=False))
        self.button.clicked.connect(self.list_wished)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(4)
        column.addWidget(self._about)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._told)

    def tell(self, about: str, told: str) -> None:
        for label, text in ((self._about, about), (self._told, told)):
            label.setText(text)
            label.setVisible(bool(text))


def _about(model: Model) -> str:
    ends = translate("Settings", "ends on {date}").format(date=model.end.isoformat()) if model.end else ""
    said_of_it = "; ".join(part for part in (said(model.note), ends) if part)
    return f"{model.id}: {said_of_it}." if said_of_it else ""

"""The model of a provider: what is known of it, and the models that the server itself lists."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

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
        self._button = named(f"list/{key}", QPushButton(autoDefault=False))
        self.list_wished = self._button.clicked
        self._about = note_label(f"model/{key}")
        self._told = note_label(f"listed/{key}")
        self.beneath = QWidget()
        column = QVBoxLayout(self.beneath)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(4)
        column.addWidget(self._about)
        column.addWidget(self._told)
        self.field.changed.connect(self.retranslate)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field.widget, 1)
        row.addWidget(self._button)
        self.field.widget = both

    def wait(self) -> None:
        self._button.setEnabled(False)

    def show_listed(self, answer: Listed) -> None:
        self._button.setEnabled(True)
        self._answer = answer
        self.field.retranslate()
        self.retranslate()
        if self._listed:
            self.field.open()

    def forget_listed(self) -> None:
        """They were another server's."""
        self._button.setEnabled(True)
        self._answer = ()
        self.field.retranslate()
        self.retranslate()

    @property
    def _listed(self) -> tuple[Model, ...]:
        return self._answer if isinstance(self._answer, tuple) else ()

    def retranslate(self) -> None:
        self._button.setText(translate("Settings", "Ask the server"))
        self._button.setAccessibleName(translate("Settings", "Ask the server for its models"))
        self._button.setToolTip(self._button.accessibleName())
        known = (*self._card.models, *self._listed)
        model = next((each for each in known if each.id == self.field.text()), None)
        about = _about(model) if model is not None else ""
        for label, text in ((self._about, about), (self._told, self._answered())):
            label.setText(text)
            label.setVisible(bool(text))

    def _answered(self) -> str:
        if isinstance(self._answer, Problem):
            return objection(self._answer)
        if self._answer is None:
            return translate("Settings", "This server has no list of models: type the name.")
        if self._listed:
            return counted("Settings", "%n model(s), those for speech first.", "", 2)(len(self._listed))
        return ""

    def _suggested(self) -> dict[str, str]:
        return {model.id: model.id for model in (*self._card.models, *self._listed)}


def _about(model: Model) -> str:
    ends = translate("Settings", "ends on {date}").format(date=model.end.isoformat()) if model.end else ""
    said_of_it = "; ".join(part for part in (said(model.note), ends) if part)
    return f"{model.id}: {said_of_it}." if said_of_it else ""

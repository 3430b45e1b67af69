"""The provider's page: who, what each is good for, and the fields of the chosen one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from rapidwhisper.core.problem import Problem
from rapidwhisper.core.provider_card import Model, ProviderCard
from rapidwhisper.ui.link import Link
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.objection import objection
from rapidwhisper.ui.settings.field import Field
from rapidwhisper.ui.settings.fields import ChoiceField, SuggestField, build
from rapidwhisper.ui.settings.page import Page
from rapidwhisper.ui.words import said, translate

GROUP = "Provider"
_OF_ALL = "AI_PROVIDER", "FALLBACK_PROVIDERS"


class ProviderPage(Page):
    def __init__(self, cards: tuple[ProviderCard, ...]) -> None:
        self._cards = {card.name: card for card in cards}
        super().__init__(GROUP)
        self._verdict = named("verdict", QLabel(wordWrap=True))
        self._verdict.setTextFormat(Qt.TextFormat.PlainText)
        self._verdict.hide()
        self._links = {name: self._link(card) for name, card in self._cards.items() if card.key_page}
        self.insert(self._verdict, 1)
        self.field("AI_PROVIDER").changed.connect(self._choose)

    def build(self, key: str) -> Field:
        if key == "AI_PROVIDER":
            return ChoiceField(key, tuple(self._cards), lambda name: said(self._cards[name].label))
        if key == "FALLBACK_PROVIDERS":
            return SuggestField(key, self._others)
        card = self._cards.get(key.removesuffix("_MODEL").lower())
        if card is not None and card.models:
            return SuggestField(key, lambda: {model.id: model.id for model in card.models})
        return build(key)

    def retranslate(self) -> None:
        super().retranslate()
        for link in self._links.values():
            link.say(translate("Settings", "Get a key"))
        self._choose()

    def search(self, wanted: str) -> bool:
        found = super().search(wanted)
        for name, link in self._links.items():
            link.setVisible(not wanted and name == self._chosen)
        return found

    def judge(self, problem: Problem | None) -> None:
        """What would keep this provider from working."""
        self._verdict.setText(objection(problem) if problem else "")
        self._verdict.setVisible(problem is not None)

    @property
    def _chosen(self) -> str:
        return self.field("AI_PROVIDER").text()

    def _choose(self) -> None:
        """Only the fields of the chosen one; the others keep what was typed into them."""
        card = self._cards.get(self._chosen)
        if card is None:
            return
        models = [f"{model.id}: {about}." for model in card.models if (about := _about(model))]
        self.rows["AI_PROVIDER"].help.setText("\n".join([said(card.good_for), *models]))
        for key, row in self.rows.items():
            row.shown = key in _OF_ALL or key.startswith(f"{card.name.upper()}_")
        self.rows["FALLBACK_PROVIDERS"].field.retranslate()
        self.search("")

    def _others(self) -> dict[str, str]:
        """Who can stand in for the chosen one, which itself is asked first in any case."""
        chosen = self._chosen if "AI_PROVIDER" in self.rows else ""
        others = {name: said(card.label) for name, card in self._cards.items() if name != chosen}
        return {"": translate("Choice", "nobody else"), **others}

    def _link(self, card: ProviderCard) -> Link:
        link = named(f"key_page/{card.name}", Link(card.key_page))
        self.beneath(f"{card.name.upper()}_API_KEY", link)
        return link


def _about(model: Model) -> str:
    if model.end is None:
        return said(model.note)
    return translate("Settings", "ends on {date}").format(date=model.end.isoformat())

"""What one should know of a provider before choosing it: its price, and what becomes of the speech."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rapidwhisper.core.provider_card import ProviderCard
from rapidwhisper.ui.link import Link
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.settings.page import note_label
from rapidwhisper.ui.words import said, translate


class AboutProvider(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._price = note_label("price")
        self._privacy = note_label("privacy")
        self._source = named("privacy_source", Link(""))
        self._source.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self._price, self._privacy, self._source):
            column.addWidget(widget)

    def tell(self, card: ProviderCard) -> None:
        self._price.setText(translate("Settings", "Price: {price}.").format(price=said(card.price)))
        self._price.show()
        self._privacy.setText(said(card.privacy.sentence))
        self._privacy.show()
        self._source.lead_to(card.privacy.source)
        self._source.say(translate("Settings", "What {name} says about it").format(name=said(card.label)))
        self._source.setVisible(bool(card.privacy.source))

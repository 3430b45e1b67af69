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
        self._text = note_label("about_provider")
        self._source = named("privacy_source", Link(""))
        self._source.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._text)
        column.addWidget(self._source)

    def tell(self, card: ProviderCard) -> None:
        price = translate("Settings", "Price: {price}.").format(price=said(card.price))
        self._text.setText(f"{price} {said(card.privacy.sentence)}")
        self._text.show()
        self._source.lead_to(card.privacy.source)
        self._source.say(translate("Settings", "What {name} says about it").format(name=said(card.label)))
        self._source.setVisible(bool(card.privacy.source))

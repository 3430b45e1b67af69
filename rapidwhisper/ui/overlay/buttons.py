"""The buttons of an error. They take no focus: whoever is typing elsewhere goes on typing."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QMenu, QPushButton, QWidget

from rapidwhisper.core.provider_card import ProviderCard
from rapidwhisper.core.remedy import Remedy
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.remedies import Help, Providers, label
from rapidwhisper.ui.words import said


class Buttons(QWidget):
    wished = Signal(object)
    """A `Help`; with another provider, the one that was chosen."""

    def __init__(self, providers: Providers, room: int) -> None:
        """`room`: the width that there is for them."""
        super().__init__()
        self._providers = providers
        self._room = room
        self._menu = QMenu(self)
        self._menu.setObjectName("other_providers")
        self._buttons: list[QPushButton] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 6, 0, 0)

    @property
    def is_open(self) -> bool:
        """Whether somebody is choosing among providers."""
        return self._menu.isVisible()

    def offer(self, helps: tuple[Help, ...]) -> None:
        """A button for each that can be had; none: nothing is shown."""
        self._menu.close()
        for old in self._buttons:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        buttons = self._buttons = [self._button(each) for each in helps if self._providers.can(each)]
        width = sum(each.sizeHint().width() + self._grid.horizontalSpacing() for each in buttons)
        columns = len(buttons) if width <= self._room else 2
        for place, button in enumerate(buttons):
            self._grid.addWidget(button, *divmod(place, columns))
            button.show()  # a layout in sight would do so only later, and they are measured now
        self.setVisible(bool(buttons))

    def _button(self, help_: Help) -> QPushButton:
        button = named(f"help/{help_.remedy}", QPushButton(label(help_.remedy)))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if help_.remedy is Remedy.OTHER_PROVIDER:
            button.clicked.connect(lambda: self._choose(button, help_))
        else:
            button.clicked.connect(lambda: self.wished.emit(help_))
        return button

    def _choose(self, button: QPushButton, help_: Help) -> None:
        """Above the button: the overlay usually stands at the lower edge of the screen."""
        self._menu.clear()
        for card in self._providers.besides(help_.provider):
            self._menu.addAction(self._entry(card, help_))
        self._menu.popup(button.mapToGlobal(QPoint(0, -self._menu.sizeHint().height())))

    def _entry(self, card: ProviderCard, help_: Help) -> QAction:
        entry = QAction(said(card.label).replace("&", "&&"), self._menu)
        entry.setObjectName(f"other/{card.name}")
        chosen = Help(help_.remedy, card.name, help_.dictation)
        entry.triggered.connect(partial(self._chosen, chosen))
        return entry

    def _chosen(self, chosen: Help, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        self.wished.emit(chosen)

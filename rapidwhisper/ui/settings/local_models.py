"""The field for LOCAL_MODEL: all models as cards, one of which is chosen, and a folder of the user's own."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from rapidwhisper.core.local_model import ModelCard, Phase, Standing
from rapidwhisper.ui.settings.field import Field
from rapidwhisper.ui.settings.model_row import ModelRow
from rapidwhisper.ui.settings.own_folder import OwnFolder


class LocalModels(Field):
    download_wished = Signal(str)
    """With the name of the model, like the others."""
    pause_wished = Signal(str)
    remove_wished = Signal(str)

    def __init__(self, key: str, cards: tuple[ModelCard, ...], recommended: str) -> None:
        widget = QWidget()
        super().__init__(key, widget)
        self.wide = True
        self._own = OwnFolder()
        by_use = sorted(cards, key=lambda card: card.built_in)  # that one is for trials
        self._rows = {card.name: ModelRow(card, recommended=card.name == recommended) for card in by_use}
        self._group = QButtonGroup(widget)
        column = QVBoxLayout(widget)
        column.setContentsMargins(0, 0, 0, 0)
        for row in self._rows.values():
            self._group.addButton(row.button)
            column.addWidget(row)
        self._group.addButton(self._own.button)
        column.addWidget(self._own)
        widget.setFocusProxy(next(iter(self._rows.values())).button)
        for name, row in self._rows.items():
            row.download_wished.connect(partial(self.download_wished.emit, name))
            row.pause_wished.connect(partial(self.pause_wished.emit, name))
            row.remove_wished.connect(partial(self.remove_wished.emit, name))
        self._own.edited.connect(self.changed)
        self._group.buttonToggled.connect(lambda _, on: self.changed.emit() if on else None)

    def text(self) -> str:
        chosen = (name for name, row in self._rows.items() if row.button.isChecked())
        return next(chosen, self._own.text())

    def show(self, text: str) -> None:
        row = self._rows.get(text)
        if row is not None:
            row.button.setChecked(True)
        else:
            self._own.show_path(text)
            self._own.button.setChecked(True)

    def show_standings(self, standings: Mapping[str, Standing]) -> None:
        """Of those that are not named nothing is here."""
        for name, row in self._rows.items():
            row.show_standing(standings.get(name, Standing(Phase.ABSENT)))

    def words(self) -> str:
        return " ".join(row.words() for row in self._rows.values())

    def retranslate(self) -> None:
        for row in self._rows.values():
            row.retranslate()
        self._own.retranslate()

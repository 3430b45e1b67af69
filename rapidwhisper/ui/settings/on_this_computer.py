"""The part of the provider's page for models on this computer: which there are, and what is rarely wanted."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QToolButton

from rapidwhisper.core.local_model import Standing
from rapidwhisper.core.problem import Problem
from rapidwhisper.core.settings import DEFAULTS, Settings, as_text
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.settings.doors import ModelDoors
from rapidwhisper.ui.settings.field import Field
from rapidwhisper.ui.settings.local_models import LocalModels
from rapidwhisper.ui.words import translate

Edited: TypeAlias = Callable[[], Settings | Problem]
"""The settings as they are typed at this moment, or what is wrong with one."""

RARE = (
    "LOCAL_DEVICE",
    "LOCAL_THREADS",
    "LOCAL_KEEP_LOADED_MINUTES",
    "LOCAL_MODELS_FOLDER",
    "HF_ENDPOINT",
)


class OnThisComputer(QObject):
    """`field` chooses the model; `more` is to be laid out under it."""

    more_toggled = Signal()
    """The settings that are rarely wanted are to be shown, or no longer."""

    def __init__(self, key: str, doors: ModelDoors, edited: Edited) -> None:
        super().__init__()
        self._doors = doors
        self._edited = edited
        self._on_disk: Mapping[str, Standing] = {}
        self._phases: object = None
        self.field = LocalModels(key, doors.cards, doors.recommended)
        self.more = named("more_of_models", QToolButton())
        self.more.setCheckable(True)
        self.more.setAutoRaise(True)
        self.more.toggled.connect(self.more_toggled)
        self.field.download_wished.connect(self._download)
        self.field.pause_wished.connect(doors.pause)
        self.field.remove_wished.connect(self._remove)

    def download_chosen(self) -> None:
        self._download(self.field.text())

    def look(self) -> None:
        """At what lies where the models are; it is answered later."""
        self._show()
        edited = self._edited()
        if isinstance(edited, Settings):
            self._doors.look(edited, self._found)

    def show_downloads(self) -> None:
        """When one has come further, begun or ended."""
        phases = {name: standing.phase for name, standing in self._doors.known().items()}
        if phases != self._phases:
            self._phases = phases
            self.look()
        else:
            self._show()

    def loaded(self, fields: Mapping[str, Field]) -> None:
        """What differs from the usual is not hidden."""
        if any(fields[key].text() != as_text(getattr(DEFAULTS, key.lower())) for key in RARE):
            self.more.setChecked(True)

    def retranslate(self) -> None:
        arrow = "▾" if self.more.isChecked() else "▸"
        words = translate("Models", "More about models")
        self.more.setText(f"{arrow} {words}")

    def _found(self, standings: Mapping[str, Standing]) -> None:
        self._on_disk = standings
        self._show()

    def _show(self) -> None:
        self.field.show_standings({**self._on_disk, **self._doors.known()})

    def _download(self, name: str) -> None:
        edited = self._edited()
        if isinstance(edited, Settings):
            self._doors.download(name, edited)

    def _remove(self, name: str) -> None:
        edited = self._edited()
        if isinstance(edited, Settings):
            self._doors.remove(name, edited)

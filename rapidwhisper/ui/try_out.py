"""The Inserter port while the welcome tries a dictation out: what is spoken into it is shown in it."""

import time
from collections.abc import Callable
from typing import Protocol

from rapidwhisper.core.dictation import DictationId, Target
from rapidwhisper.core.events import Inserted, TargetNoted
from rapidwhisper.core.laps import Lap
from rapidwhisper.core.ports import Emit, Inserter
from rapidwhisper.core.settings import Settings

HERE = Target(-1)
"""No window of any system has this number."""


class Stage(Protocol):
    """Where the tried words are shown."""

    def is_active(self) -> bool:
        """Whether the user is looking at it: open, and the active window."""

    def show_text(self, text: str) -> None: ...


class WithTryOut:
    """Everything else goes to the real inserter, for which our own windows are never targets."""

    def __init__(self, emit: Emit, inserter: Inserter, stage: Callable[[], Stage | None]) -> None:
        self._emit = emit
        self._inserter = inserter
        self._stage = stage

    def target(self) -> Target | None:
        stage = self._stage()
        return HERE if stage is not None and stage.is_active() else self._inserter.target()

    def note_target(self, dictation: DictationId) -> None:
        stage = self._stage()
        if stage is not None and stage.is_active():
            self._emit(TargetNoted(dictation, HERE))
        else:
            self._inserter.note_target(dictation)

    def look_at_focus(self) -> None:
        self._inserter.look_at_focus()

    def insert(self, dictation: DictationId, text: str, target: Target | None, settings: Settings) -> None:
        stage = self._stage()
        if target != HERE:
            self._inserter.insert(dictation, text, target, settings)
        elif stage is not None:
            stage.show_text(text)
            self._emit(Inserted(dictation, {Lap.RECEIPT: time.monotonic()}))
        else:  # it was closed meanwhile
            self._inserter.insert(dictation, text, None, settings)

    def copy(self, text: str) -> None:
        self._inserter.copy(text)

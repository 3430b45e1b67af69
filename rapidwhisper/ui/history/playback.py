"""Which recording is being played."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from rapidwhisper.core.dictation import DictationId
from rapidwhisper.core.problem import Problem
from rapidwhisper.ui.history.doors import Ended


class Playback(QObject):
    changed = Signal()
    failed = Signal(object)
    """Problem."""

    def __init__(
        self, play: Callable[[DictationId, Ended], None], stop: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._play = play
        self._stop = stop
        self._number = 0
        """The how-manieth it is: the end of an earlier one says nothing of this one."""
        self.current: DictationId | None = None

    def start(self, dictation: DictationId) -> None:
        self._number += 1
        self.current = dictation
        self._play(dictation, partial(self._ended, self._number))
        self.changed.emit()

    def stop(self) -> None:
        if self.current is not None:
            self._number += 1
            self.current = None
            self._stop()
            self.changed.emit()

    def _ended(self, number: int, problem: Problem | None) -> None:
        if number != self._number:
            return
        self.current = None
        self.changed.emit()
        if problem is not None:
            self.failed.emit(problem)

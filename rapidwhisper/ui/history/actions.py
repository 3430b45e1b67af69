"""What can be done with a dictation of the history, and with all of them."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import ParamSpec

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from rapidwhisper.core.dictation import DictationId
from rapidwhisper.core.problem import Problem
from rapidwhisper.ui.history.doors import Doors
from rapidwhisper.ui.history.entry import Amount, Entry
from rapidwhisper.ui.history.export_dialog import ask_for_file
from rapidwhisper.ui.history.questions import ask_to_clear, ask_to_discard
from rapidwhisper.ui.messages import message
from rapidwhisper.ui.words import translate

P = ParamSpec("P")


class Actions(QObject):
    said = Signal(str)
    """How it went, in words; empty: what was said last is over."""
    forgotten = Signal()

    def __init__(self, doors: Doors, window: QWidget) -> None:
        super().__init__(window)
        self._doors = doors
        self._window = window
        self._is_closed = False

    def copy(self, entry: Entry) -> None:
        if entry.text:
            self._doors.copy(entry.text)
            self.said.emit(translate("History", "Copied."))

    def transcribe(self, entry: Entry, provider: str) -> None:
        self._doors.transcribe(entry.id, provider)
        if not entry.file:
            self.said.emit(
                translate("History", "Transcribing again; the text will also be put on the clipboard.")
            )

    def transcribe_files(self, files: Sequence[Path], *, keeps_text: bool) -> None:
        """Where no text may be kept there would be no place for theirs."""
        if keeps_text:
            self._doors.transcribe_files(files)
            self.said.emit("")
        else:
            told = translate("History", "No texts are kept (see “History” in the settings). Use: {command}")
            self.said.emit(told.format(command="rapidwhisper transcribe"))

    def delete(self, entry: Entry) -> None:
        """Where the recording is all there is, not without asking."""
        self.said.emit("")
        if entry.text or not entry.has_sound:
            self._forget(entry.id)
        else:
            ask_to_discard(self._window, partial(self._forget, entry.id))

    def clear_all(self) -> None:
        self.said.emit("")
        self._doors.count(self._while_open(self._counted))

    def export(self, words: str) -> None:
        self.said.emit("")
        ask_for_file(self._window, partial(self._export_to, words))

    def tell(self, problem: Problem) -> None:
        self.said.emit(str(message(problem)))

    def close(self) -> None:
        self._is_closed = True

    def _forget(self, dictation: DictationId) -> None:
        self._doors.forget(dictation)
        self.forgotten.emit()

    def _counted(self, amount: Amount | Problem) -> None:
        if isinstance(amount, Problem):
            self.tell(amount)
        else:
            ask_to_clear(self._window, amount, self._forget_all)

    def _forget_all(self) -> None:
        self._doors.forget_all()
        self.forgotten.emit()

    def _export_to(self, words: str, file: Path) -> None:
        def ended(problem: Problem | None) -> None:
            if problem is None:
                self.said.emit(translate("History", "Exported to {file}.").format(file=file))
            else:
                self.tell(problem)

        self._doors.export(words, file, self._while_open(ended))

    def _while_open(self, answer: Callable[P, None]) -> Callable[P, None]:
        """An answer that comes when the window is gone interests nobody."""

        def answered(*args: P.args, **kwargs: P.kwargs) -> None:
            if not self._is_closed:
                answer(*args, **kwargs)

        return answered

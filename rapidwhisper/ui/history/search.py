"""One question at a time: what is typed meanwhile waits, and only the last of it is asked."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from rapidwhisper.ui.history.doors import Ask
from rapidwhisper.ui.history.entry import Found

PAGE = 200


class Search(QObject):
    """Never shows an answer to words that no longer stand in the field."""

    found = Signal(object)
    """Found."""

    def __init__(self, ask: Ask, parent: QObject) -> None:
        super().__init__(parent)
        self._ask = ask
        self.words = ""
        self._limit = PAGE
        self._asked: tuple[str, int] | None = None
        self._is_stale = False
        self._closed = False

    def look(self, words: str) -> None:
        self.words = words
        self._limit = PAGE
        self.again()

    def more(self) -> None:
        """Twice as many, so that all of a long history is read about twice."""
        self._limit *= 2
        self.again()

    def again(self) -> None:
        """The same, because the history has changed."""
        if self._asked is not None:
            self._is_stale = True
            return
        self._is_stale = False
        self._asked = self.words, self._limit
        self._ask(*self._asked, partial(self._answered, self._asked))

    def close(self) -> None:
        self._closed = True

    def _answered(self, asked: tuple[str, int], found: Found) -> None:
        if self._closed:
            return
        self._asked = None
        if asked[0] == self.words:
            self.found.emit(found)
        if self._is_stale:
            self.again()

"""What was said and is kept, for the tray's menu. The disk is read on threads of their own."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rapidwhisper.audio.journal import Journal
from rapidwhisper.core.dictation import DictationId
from rapidwhisper.core.events import Faulted
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import ProblemError
from rapidwhisper.history.reader import reading
from rapidwhisper.history.row import Row

TEXTS = 8


@dataclass(frozen=True, slots=True)
class Found:
    texts: tuple[Row, ...] = ()
    """The last ones, newest first."""
    failed: tuple[Row, ...] = ()
    """Those that wait for their text."""


class Kept:
    def __init__(
        self,
        emit: Emit,
        *,
        call: Callable[[Callable[[], None]], None],
        history: Path,
        flush: Callable[[], object],
        journal: Journal,
    ) -> None:
        """`call` runs something on the main thread; `flush` waits until the history is on disk."""
        self._emit = emit
        self._call = call
        self._history = history
        self._flush = flush
        self._journal = journal
        self._looks = 0

    def look(self, then: Callable[[Found], None]) -> None:
        """Everything that the menu shows; `then` is called on the main thread, unless a newer look was begun.

        The older one may come last and show what has been deleted since.
        """
        self._looks += 1
        number = self._looks

        def answer(found: Found) -> None:
            if number == self._looks:
                then(found)

        def look() -> None:
            self._flush()
            with reading(self._history) as reader:
                found = Found(
                    tuple(reader.with_text(TEXTS)), tuple(reader.failed(self._journal.ids())[:TEXTS])
                )
            self._call(partial(answer, found))

        self._aside(look)

    def text(self, dictation: DictationId, then: Callable[[str], None]) -> None:
        """The text of this dictation, if it is still there, on the main thread."""

        def find() -> None:
            with reading(self._history) as reader:
                row = reader.row(dictation)
            if row is not None and row.text:
                self._call(partial(then, row.text))

        self._aside(find)

    def newest(self, then: Callable[[DictationId, str], None], nothing: Callable[[], None]) -> None:
        """The last text, or that there is none, on the main thread."""

        def find() -> None:
            self._flush()
            with reading(self._history) as reader:
                rows = reader.with_text(1)
            if rows and rows[0].text:
                self._call(partial(then, rows[0].id, rows[0].text))
            else:
                self._call(nothing)

        self._aside(find)

    def seconds(self, dictation: DictationId, then: Callable[[float], None]) -> None:
        """How long its recording is, on the main thread."""

        def measure() -> None:
            self._call(partial(then, self._journal.seconds(dictation)))

        self._aside(measure)

    def _aside(self, work: Callable[[], None]) -> None:
        def run() -> None:
            try:
                work()
            except ProblemError as error:
                self._emit(Faulted(error.problem))

        threading.Thread(target=run, name="history-reader", daemon=True).start()

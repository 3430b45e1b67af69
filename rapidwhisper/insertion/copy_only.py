"""Where no way into windows exists, the text goes to the clipboard for the user to paste."""

import time
from functools import partial

import pyperclip

from rapidwhisper.core.dictation import DictationId, Target
from rapidwhisper.core.events import Faulted, FocusSeen, NotInserted, TargetNoted
from rapidwhisper.core.laps import Lap
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.settings import PasteMethod, Settings
from rapidwhisper.insertion.text import clean
from rapidwhisper.insertion.worker import Worker

_NO_TOOL = "could not find a copy/paste mechanism"
"""pyperclip has one exception for everything."""


class CopyOnly:
    """Through the system's own clipboard tool, on a thread, because such a tool may hang."""

    def __init__(self, emit: Emit, reason: str) -> None:
        self._emit = emit
        self._reason = reason
        self._worker = Worker("clipboard")

    def target(self) -> Target | None:
        return None

    def note_target(self, dictation: DictationId) -> None:
        self._emit(TargetNoted(dictation, None))

    def look_at_focus(self) -> None:
        self._emit(FocusSeen(None))

    def insert(
        self,
        dictation: DictationId,
        text: str,
        target: Target | None,  # noqa: ARG002 - there is no way to it
        settings: Settings,
    ) -> None:
        wished = settings.paste_method is PasteMethod.COPY
        told = problem(Code.COPIED) if wished else problem(Code.KEPT_NO_WAY, reason=self._reason)
        self._worker.submit(partial(self._insert, dictation, clean(text), told))

    def copy(self, text: str) -> None:
        self._worker.submit(partial(self._copy, clean(text)))

    def close(self) -> None:
        self._worker.close(1.0)

    def _insert(self, dictation: DictationId, text: str, told: Problem) -> None:
        began_at = time.monotonic()
        failure = copied(text)
        stamps = {Lap.WAIT: began_at, Lap.PASTE: time.monotonic()} if failure is None else {}
        self._emit(NotInserted(dictation, failure or told, stamps))

    def _copy(self, text: str) -> None:
        failure = copied(text)
        if failure is not None:
            self._emit(Faulted(failure))


def copied(text: str) -> Problem | None:
    """None if the text is on the clipboard now, else why not."""
    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError) as error:
        if _NO_TOOL in str(error):
            return problem(Code.CLIPBOARD_MISSING)
        return problem(Code.CLIPBOARD_FAILED, detail=_first_line(error))
    return None


def _first_line(error: Exception) -> str:
    """It explains itself over several lines."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__

"""The platform's own paste keys on Windows and macOS.

Nothing there tells whether the window has taken the text: Inserted means that the keys were pressed in the
right window, no more. Nor does pynput tell which keys the user holds: they are neither waited for nor
released, and a Shift still down makes other keys of the paste keys. Only a text on the old clipboard comes
back, not pictures or formats. Written from documentation and tried with fakes only.
"""

import logging
from collections.abc import Callable
from functools import partial

import pyperclip

from rapidwhisper.core.dictation import DictationId, Target
from rapidwhisper.core.events import Faulted, Inserted, NotInserted, TargetNoted
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.settings import PasteMethod, Settings
from rapidwhisper.insertion.destination import Foreground, destination
from rapidwhisper.insertion.passing_text import TextClipboard
from rapidwhisper.insertion.text import clean
from rapidwhisper.insertion.worker import Worker

logger = logging.getLogger(__name__)

_METHODS = {PasteMethod.AUTO, PasteMethod.CTRL_V, PasteMethod.COPY}
_RESTORE_S = 1.5
"""Windows that are slower than that get the old clipboard; a shorter wait is known to lose texts."""


class PynputInserter:
    """Without `foreground` (macOS) any window may get the text."""

    def __init__(
        self,
        emit: Emit,
        *,
        press_paste: Callable[[], None],
        foreground: Foreground | None,
        clipboard: TextClipboard,
        restore_after_s: float = _RESTORE_S,
    ) -> None:
        self._emit = emit
        self._press_paste = press_paste
        self._foreground = foreground
        self._clipboard = clipboard
        self._restore_after_s = restore_after_s
        self._worker = Worker("insertion")
        self._original: str | None = None
        self._ours: str | None = None

    def target(self) -> Target | None:
        return self._foreground.active() if self._foreground is not None else None

    def note_target(self, dictation: DictationId) -> None:
        self._emit(TargetNoted(dictation, self.target()))

    def insert(self, dictation: DictationId, text: str, target: Target | None, settings: Settings) -> None:
        self._worker.submit(partial(self._insert, dictation, clean(text), target, settings))

    def copy(self, text: str) -> None:
        self._worker.submit(partial(self._copy, clean(text)))

    def close(self) -> None:
        if self._worker.close(1.0):
            self._restore(self._ours)

    # the worker's thread

    def _insert(self, dictation: DictationId, text: str, target: Target | None, settings: Settings) -> None:
        try:
            obstacle = self._obstacle(target, settings)
            if obstacle is None:
                if settings.paste_method not in _METHODS:
                    logger.warning(
                        "PASTE_METHOD=%s does not exist on this system; pasting as usual",
                        settings.paste_method,
                    )
                self._paste(text)
            elif obstacle.code is not Code.HELD_FOR_ITS_WINDOW:
                self._keep(text)
        except (pyperclip.PyperclipException, OSError) as error:
            obstacle = problem(Code.CLIPBOARD_FAILED, detail=error)
        self._emit(Inserted(dictation) if obstacle is None else NotInserted(dictation, obstacle))

    def _obstacle(self, target: Target | None, settings: Settings) -> Problem | None:
        if settings.paste_method is PasteMethod.COPY:
            return problem(Code.COPIED)
        if self._foreground is None:
            return None
        found = destination(self._foreground, target, settings.wrong_window)
        return found if isinstance(found, Problem) else None

    def _paste(self, text: str) -> None:
        there = self._clipboard.paste()
        if self._original is None or there != self._ours:
            self._original = there
        self._ours = text
        self._clipboard.lend(text)
        self._press_paste()
        self._worker.submit(partial(self._restore, text), after_s=self._restore_after_s)

    def _restore(self, text: str | None) -> None:
        """Unless a later insertion has taken that over, or the user has copied something."""
        if self._original is None or text != self._ours:
            return
        try:
            if self._clipboard.paste() == text:
                self._clipboard.copy(self._original)
        except (pyperclip.PyperclipException, OSError):
            return
        finally:
            self._original = self._ours = None

    def _keep(self, text: str) -> None:
        self._original = self._ours = None
        self._clipboard.copy(text)

    def _copy(self, text: str) -> None:
        try:
            self._keep(text)
        except (pyperclip.PyperclipException, OSError) as error:
            self._emit(Faulted(problem(Code.CLIPBOARD_FAILED, detail=error)))

"""The platform's own paste keys on Windows and macOS.

Nothing there tells whether the window has taken the text: Inserted means that the keys were pressed in the
right window, no more. Nor does pynput tell which keys the user holds: they are neither waited for nor
released, and a Shift still down makes other keys of the paste keys. Only a text on the old clipboard comes
back, not pictures or formats. Written from documentation and tried with fakes only.
"""

import logging
import time
from collections.abc import Callable
from functools import partial

import pyperclip

from rapidwhisper.core.dictation import DictationId, Target
from rapidwhisper.core.events import Faulted, FocusSeen, Inserted, NotInserted, TargetNoted
from rapidwhisper.core.laps import Lap
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.settings import PasteMethod, Settings
from rapidwhisper.insertion.destination import Foreground, destination
from rapidwhisper.insertion.passing_text import TextClipboard
from rapidwhisper.insertion.text import clean
from rapidwhisper.insertion.worker import Worker

logger = logging.getLogger(__name__)

_METHODS = {PasteMethod.AUTO, PasteMethod.CTRL_V, PasteMethod.COPY}
_NOT_ON_THE_CLIPBOARD = {Code.HELD_FOR_ITS_WINDOW, Code.KEPT_IN_HISTORY}
_OVER_S = 28.0
"""From the order on, and less than the core waits: what it has called lost must not come into a window."""
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

    def look_at_focus(self) -> None:
        self._emit(FocusSeen(self.target()))

    def insert(self, dictation: DictationId, text: str, target: Target | None, settings: Settings) -> None:
        over_at = time.monotonic() + _OVER_S
        self._worker.submit(partial(self._insert, dictation, clean(text), target, settings, over_at))

    def copy(self, text: str) -> None:
        self._worker.submit(partial(self._copy, clean(text)))

    def close(self) -> None:
        if self._worker.close(1.0):
            self._restore(self._ours)

    # the worker's thread

    def _insert(
        self, dictation: DictationId, text: str, target: Target | None, settings: Settings, over_at: float
    ) -> None:
        began_at = time.monotonic()
        try:
            obstacle = self._deliver(text, lambda: self._obstacle(target, settings, over_at))
            if obstacle is None and settings.paste_method not in _METHODS:
                logger.warning(
                    "PASTE_METHOD=%s does not exist on this system; pasted as usual", settings.paste_method
                )
        except (pyperclip.PyperclipException, OSError) as error:
            obstacle = problem(Code.CLIPBOARD_FAILED, detail=error)
        except Exception as error:
            logger.exception("the insertion failed")
            obstacle = problem(Code.INTERNAL, detail=type(error).__name__)
        stamps = {Lap.WAIT: began_at, Lap.PASTE: time.monotonic()}
        if obstacle is None:
            self._emit(Inserted(dictation, stamps))
        else:
            self._emit(NotInserted(dictation, obstacle, stamps if obstacle.code is Code.COPIED else {}))

    def _obstacle(self, target: Target | None, settings: Settings, over_at: float) -> Problem | None:
        if time.monotonic() >= over_at:
            return problem(Code.KEPT_IN_HISTORY)
        if settings.paste_method is PasteMethod.COPY:
            return problem(Code.COPIED)
        if self._foreground is None:
            return None
        found = destination(self._foreground, target, settings.wrong_window)
        return found if isinstance(found, Problem) else None

    def _deliver(self, text: str, look: Callable[[], Problem | None]) -> Problem | None:
        """`look` tells what is in the way; once more after the clipboard is changed, for that may hang."""
        obstacle = look()
        if obstacle is None:
            self._lend(text)
            try:
                obstacle = look()
                if obstacle is None:
                    self._press_paste()
            finally:
                rest_s = self._restore_after_s if obstacle is None else 0.0
                self._worker.submit(partial(self._restore, text), after_s=rest_s)
        if obstacle is not None and obstacle.code not in _NOT_ON_THE_CLIPBOARD:
            self._keep(text)
        return obstacle

    def _lend(self, text: str) -> None:
        there = self._clipboard.paste()
        if self._original is None or there != self._ours:
            self._original = there
        self._ours = text
        self._clipboard.lend(text)

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

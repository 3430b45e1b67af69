"""Text into windows on X11, one insertion after the other on a thread of its own."""

import logging
import time
from contextlib import ExitStack
from functools import partial

from rapidwhisper.core.dictation import DictationId, Target
from rapidwhisper.core.events import Faulted, Inserted, NotInserted
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.settings import PasteMethod, Settings
from rapidwhisper.insertion.destination import destination
from rapidwhisper.insertion.text import clean
from rapidwhisper.insertion.worker import Worker
from rapidwhisper.insertion.x11_clipboard import BorrowedClipboard
from rapidwhisper.insertion.x11_focus import FocusWatch
from rapidwhisper.insertion.x11_foreground import X11Foreground
from rapidwhisper.insertion.x11_keys import Keyboard
from rapidwhisper.insertion.x11_link import X_ERRORS, Link
from rapidwhisper.insertion.x11_paste import Paster
from rapidwhisper.insertion.x11_receipt import Receipt
from rapidwhisper.insertion.x11_selection import SelectionLostError, SelectionOwner
from rapidwhisper.insertion.x11_target import WindowReader
from rapidwhisper.insertion.x11_type import Typist

logger = logging.getLogger(__name__)

_CLOSE_S = 1.0
_ATTEMPTS = 2
"""Of which one is for a window that loses the focus in the very moment of inserting."""


class X11Inserter:
    """Raises Unavailable without an X server or its XTEST extension.

    An insertion ends within 22 s by pasting, 29 s by typing, as long as the X server itself answers.
    """

    def __init__(self, emit: Emit, display_name: str | None = None) -> None:
        self._emit = emit
        with ExitStack() as undo:
            self._focus = FocusWatch(display_name)
            undo.callback(self._focus.close)
            self._link = Link(display_name)
            undo.callback(self._link.close)
            self._keyboard = Keyboard(self._link)
            self._owner = SelectionOwner(Link(display_name))
            undo.pop_all()
        windows = WindowReader(self._link)
        self._clipboard = BorrowedClipboard(self._link, self._owner)
        self._worker = Worker("insertion")
        stopping = self._worker.stopping
        self._foreground = X11Foreground(self._link, windows, stopping)
        self._paster = Paster(self._link, windows, self._keyboard, self._clipboard, stopping)
        self._typist = Typist(windows, self._keyboard, stopping)
        self._latest: Receipt | None = None

    def target(self) -> Target | None:
        return self._focus.target()

    def insert(self, dictation: DictationId, text: str, target: Target | None, settings: Settings) -> None:
        self._worker.submit(partial(self._insert, dictation, clean(text), target, settings))

    def copy(self, text: str) -> None:
        self._worker.submit(partial(self._copy, clean(text)))

    def close(self) -> None:
        """The old clipboard comes back at once; a clipboard manager may take what we offer."""
        limit = time.monotonic() + _CLOSE_S
        if self._worker.close(_CLOSE_S / 2):
            try:
                self._clipboard.restore()
            except (*X_ERRORS, SelectionLostError):
                logger.info("the old clipboard could not be brought back")
            self._link.close()
        self._owner.close(max(0.0, limit - time.monotonic()))
        self._focus.close()

    # the worker's thread

    def _insert(self, dictation: DictationId, text: str, target: Target | None, settings: Settings) -> None:
        started = time.monotonic()
        try:
            self._link.forget_events()
            obstacle = self._deliver(text, target, settings)
        except (*X_ERRORS, SelectionLostError) as error:
            obstacle = problem(Code.CLIPBOARD_FAILED, detail=error)
        except Exception as error:
            logger.exception("the insertion failed")
            obstacle = problem(Code.INTERNAL, detail=type(error).__name__)
        took_ms = (time.monotonic() - started) * 1000
        result = "inserted" if obstacle is None else obstacle.code
        logger.info("dictation %d, %d characters: %s in %d ms", dictation, len(text), result, took_ms)
        self._emit(Inserted(dictation) if obstacle is None else NotInserted(dictation, obstacle))

    def _deliver(self, text: str, target: Target | None, settings: Settings) -> Problem | None:
        if settings.paste_method is PasteMethod.COPY:
            self._clipboard.keep(text)
            return problem(Code.COPIED)
        for _ in range(_ATTEMPTS):
            window = destination(self._foreground, target, settings.wrong_window)
            if isinstance(window, Problem):
                if window.code is not Code.HELD_FOR_ITS_WINDOW:
                    self._clipboard.keep(text)
                return window
            obstacle = self._put(text, window.window, settings.paste_method)
            if obstacle is None or obstacle.code is not Code.HELD_FOR_ITS_WINDOW:
                return obstacle
        return obstacle

    def _put(self, text: str, window: int, method: PasteMethod) -> Problem | None:
        if method is PasteMethod.TYPE:
            obstacle = self._typist.type(text, window)
            if obstacle is not None and obstacle.code is not Code.HELD_FOR_ITS_WINDOW:
                self._clipboard.keep(text)
            return obstacle
        result = self._paster.paste(text, window, method)
        if isinstance(result, Problem):
            return result
        self._latest = result
        self._restore_when_quiet(result)
        return None

    def _restore_when_quiet(self, receipt: Receipt) -> None:
        """A later insertion takes over what is to come back."""
        if receipt is not self._latest:
            return
        rest_s = receipt.rest_s()
        if rest_s > 0:
            self._worker.submit(partial(self._restore_when_quiet, receipt), after_s=rest_s)
            return
        try:
            self._clipboard.restore()
        except (*X_ERRORS, SelectionLostError) as error:
            logger.info("the old clipboard could not be brought back: %s", error)

    def _copy(self, text: str) -> None:
        try:
            self._clipboard.keep(text)
        except (*X_ERRORS, SelectionLostError) as error:
            self._emit(Faulted(problem(Code.CLIPBOARD_FAILED, detail=error)))

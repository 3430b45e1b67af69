"""Text into windows on X11, one insertion after the other on a thread of its own."""

import logging
import time
from contextlib import ExitStack
from functools import partial

from rapidwhisper.core.dictation import DictationId, Target
from rapidwhisper.core.events import Faulted, FocusSeen, Inserted, NotInserted, TargetNoted
from rapidwhisper.core.laps import Lap, Stamps
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Code, Problem, Unavailable, problem
from rapidwhisper.core.settings import PasteMethod, Settings
from rapidwhisper.insertion.destination import destination
from rapidwhisper.insertion.text import clean
from rapidwhisper.insertion.worker import Worker
from rapidwhisper.insertion.x11_focus import FocusWatch
from rapidwhisper.insertion.x11_link import X_ERRORS
from rapidwhisper.insertion.x11_paste import NOT_ON_THE_CLIPBOARD
from rapidwhisper.insertion.x11_receipt import Receipt
from rapidwhisper.insertion.x11_selection import SelectionLostError, SelectionOwner
from rapidwhisper.insertion.x11_session import Session

logger = logging.getLogger(__name__)

_FAILURES = (*X_ERRORS, SelectionLostError, Unavailable)

_CLOSE_S = 1.0
_OVER_S = 28.0
"""From the order on, and less than the core waits: what it has called lost must not come into a window."""
_ATTEMPTS = 2
"""Of which one is for a window that loses the focus in the very moment of inserting."""


class X11Inserter:
    """Raises Unavailable without an X server or its XTEST extension.

    An insertion ends within 28 s, as long as the X server itself answers. A connection that is lost is made
    anew for the next one.
    """

    def __init__(self, emit: Emit, display_name: str | None = None) -> None:
        self._emit = emit
        self._display_name = display_name
        self._pressed: set[int] = set()
        with ExitStack() as undo:
            self._focus = FocusWatch(display_name)
            undo.callback(self._focus.close, _CLOSE_S)
            self._owner = SelectionOwner(display_name)
            undo.callback(self._owner.close, _CLOSE_S)
            self._worker = Worker("insertion")
            undo.callback(self._worker.close, _CLOSE_S)
            self._session = Session(display_name, self._owner, self._worker.stopping, self._pressed)
            undo.pop_all()
        self._latest: Receipt | None = None

    def target(self) -> Target | None:
        return self._focus.target()

    def note_target(self, dictation: DictationId) -> None:
        self._focus.ask(lambda target: self._emit(TargetNoted(dictation, target)))

    def look_at_focus(self) -> None:
        self._focus.ask(lambda target: self._emit(FocusSeen(target)))

    def insert(self, dictation: DictationId, text: str, target: Target | None, settings: Settings) -> None:
        over_at = time.monotonic() + _OVER_S
        self._worker.submit(partial(self._insert, dictation, clean(text), target, settings, over_at))

    def copy(self, text: str) -> None:
        self._worker.submit(partial(self._copy, clean(text)))

    def close(self) -> None:
        """The old clipboard comes back at once; a clipboard manager may take what we offer."""
        limit = time.monotonic() + _CLOSE_S
        if self._worker.close(_CLOSE_S / 2):
            try:
                self._session.clipboard.restore()
            except _FAILURES:
                logger.info("the old clipboard could not be brought back")
            self._session.link.close()
        self._owner.close(max(0.0, limit - time.monotonic()))
        self._focus.close(max(0.0, limit - time.monotonic()))

    # the worker's thread

    def _insert(
        self, dictation: DictationId, text: str, target: Target | None, settings: Settings, over_at: float
    ) -> None:
        started = time.monotonic()
        try:
            self._connect()
            result = self._deliver(text, target, settings, over_at)
        except _FAILURES as error:
            logger.warning("the insertion failed: %s", error)
            result = self._after_failure(text, over_at, error)
        except Exception as error:
            logger.exception("the insertion failed")
            result = self._after_failure(text, over_at, error)
        took_ms = (time.monotonic() - started) * 1000
        told = result.code if isinstance(result, Problem) else "inserted"
        logger.info("dictation %d, %d characters: %s in %d ms", dictation, len(text), told, took_ms)
        if isinstance(result, Problem):
            is_copied = result.code is Code.COPIED
            stamps = {Lap.WAIT: started, Lap.PASTE: time.monotonic()} if is_copied else {}
            self._emit(NotInserted(dictation, result, stamps))
        else:
            self._emit(Inserted(dictation, result))

    def _connect(self) -> None:
        if self._session.link.alive():
            self._session.link.forget_events()
            return
        logger.warning("the connection to the X server was lost; making a new one")
        self._session.link.close()
        originals = self._session.clipboard.originals
        stopping = self._worker.stopping
        self._session = Session(self._display_name, self._owner, stopping, self._pressed, originals)

    def _deliver(
        self, text: str, target: Target | None, settings: Settings, over_at: float
    ) -> Stamps | Problem:
        """When the window took it, or why it did not."""
        if settings.paste_method is PasteMethod.COPY:
            return self._kept(text, problem(Code.COPIED))
        for _ in range(_ATTEMPTS):
            window = destination(self._session.foreground, target, settings.wrong_window)
            if isinstance(window, Problem):
                return self._kept(text, window)
            result = self._put(text, window.window, settings.paste_method, over_at)
            if not isinstance(result, Problem) or result.code is not Code.HELD_FOR_ITS_WINDOW:
                break
        return result

    def _put(self, text: str, window: int, method: PasteMethod, over_at: float) -> Stamps | Problem:
        if not self._session.unread.are_handled(window, over_at):
            late = time.monotonic() >= over_at
            return self._kept(text, problem(Code.KEPT_IN_HISTORY if late else Code.KEPT_NOT_TAKEN))
        if method is PasteMethod.TYPE:
            began_at = time.monotonic()
            obstacle = self._session.typist.type(text, window, over_at)
            if obstacle is not None:
                return self._kept(text, obstacle)
            return {Lap.WAIT: began_at, Lap.PASTE: time.monotonic()}
        result = self._session.paster.paste(text, window, method, over_at)
        if isinstance(result, Problem):
            return result
        self._latest = result
        self._restore_when_quiet(result)
        return result.stamps

    def _kept(self, text: str, obstacle: Problem) -> Problem:
        if obstacle.code not in NOT_ON_THE_CLIPBOARD:
            self._session.clipboard.keep(text)
        return obstacle

    def _after_failure(self, text: str, over_at: float, error: Exception) -> Problem:
        """Whether the window has got the text is not known, so it is offered and not pressed again."""
        try:
            self._connect()
            if time.monotonic() < over_at:
                self._session.clipboard.keep(text)
                return problem(Code.KEPT_NOT_TAKEN)
        except Exception:
            logger.exception("nor can the text be kept on the clipboard")
        self._worker.submit(self._restore)
        return problem(Code.CLIPBOARD_FAILED, detail=error)

    def _restore_when_quiet(self, receipt: Receipt) -> None:
        """A later insertion takes over what is to come back."""
        if receipt is not self._latest:
            return
        rest_s = receipt.rest_s()
        if rest_s > 0:
            self._worker.submit(partial(self._restore_when_quiet, receipt), after_s=rest_s)
            return
        self._restore()

    def _restore(self) -> None:
        try:
            self._connect()
            self._session.clipboard.restore()
        except _FAILURES as error:
            logger.info("the old clipboard could not be brought back: %s", error)

    def _copy(self, text: str) -> None:
        try:
            self._connect()
            self._session.clipboard.keep(text)
        except _FAILURES as error:
            self._emit(Faulted(problem(Code.CLIPBOARD_FAILED, detail=error)))

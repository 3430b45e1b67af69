"""Pastes a text into a window of an X server, and makes sure that it got there, once.

A window that does not read may only be slow, and would then paste a second key press too. So another key
is tried only when the window handles events and still leaves the first one unheeded.
"""

import logging
import threading
import time

from rapidwhisper.core.dictation import Target
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.settings import PasteMethod
from rapidwhisper.insertion.text import for_terminal
from rapidwhisper.insertion.x11_clipboard import BorrowedClipboard
from rapidwhisper.insertion.x11_content import SECRET_HINT
from rapidwhisper.insertion.x11_gate import Gate
from rapidwhisper.insertion.x11_keys import CTRL_SHIFT_V, CTRL_V, SHIFT_INSERT, Chord, Keyboard, NoKeyError
from rapidwhisper.insertion.x11_link import Link
from rapidwhisper.insertion.x11_offer import Offer
from rapidwhisper.insertion.x11_receipt import Receipt
from rapidwhisper.insertion.x11_target import WindowReader
from rapidwhisper.insertion.x11_unread import UnreadKeys

logger = logging.getLogger(__name__)

_KEYS_S = 5.0
_TAKEN_S = 8.0
_SECOND_WAY_S = 6.0
"""A program may handle events and still read late, once its network or its scripts have answered."""
_PING_S = 0.25
_UNHEEDED_S = 0.5
_GRACE_S = 0.1
_LOOK_S = 0.5
_OFFERS = 2
_COPIED_MEANWHILE = "something else was copied meanwhile"

NOT_ON_THE_CLIPBOARD = {Code.HELD_FOR_ITS_WINDOW, Code.KEPT_IN_HISTORY}
"""Why a text is not in its window, where the clipboard is as it was."""

_CHORDS = {
    PasteMethod.SHIFT_INSERT: SHIFT_INSERT,
    PasteMethod.CTRL_V: CTRL_V,
    PasteMethod.CTRL_SHIFT_V: CTRL_SHIFT_V,
}


def chords(method: PasteMethod, *, terminal: bool) -> tuple[Chord, Chord | None]:
    """The chord to press, and the one to try if the window ignores it."""
    if method in _CHORDS:
        return _CHORDS[method], None
    return SHIFT_INSERT, CTRL_SHIFT_V if terminal else CTRL_V


class Paster:
    def __init__(
        self,
        link: Link,
        windows: WindowReader,
        keyboard: Keyboard,
        clipboard: BorrowedClipboard,
        *,
        unread: UnreadKeys,
        stopping: threading.Event,
    ) -> None:
        self._link = link
        self._windows = windows
        self._keyboard = keyboard
        self._clipboard = clipboard
        self._unread = unread
        self._stopping = stopping
        self._gate = Gate(windows, keyboard, stopping)

    def paste(self, text: str, window: int, method: PasteMethod, over_at: float) -> Receipt | Problem:
        """The receipt, or why there is none: the text is on the clipboard then, but for what is
        NOT_ON_THE_CLIPBOARD, where the clipboard is as before.
        """
        due = over_at - _TAKEN_S
        terminal = self._windows.is_terminal(window)
        text = for_terminal(text) if terminal else text
        until = min(time.monotonic() + _KEYS_S, due)
        obstacle = self._gate.wait(window, until)
        if obstacle is not None:
            self._give_way(text, obstacle)
            return obstacle
        free_at = time.monotonic()
        offer = self._lend(text, window, until, due)
        if isinstance(offer, Problem):
            return offer
        receipt = Receipt(
            offer,
            lambda requestor: self._windows.same_program(requestor, window),
            self._link.atom(SECRET_HINT),
            self._stopping,
            free_at=free_at,
        )
        try:
            taken = self._press(receipt, window, *chords(method, terminal=terminal))
        except NoKeyError as error:
            self._clipboard.keep(text)
            return problem(Code.KEPT_NO_WAY, reason=error)
        finally:
            self._keyboard.give_back()
        if taken:
            self._unread.forget(window)
            return receipt
        return self._not_taken(text, window, receipt)

    def _not_taken(self, text: str, window: int, receipt: Receipt) -> Problem:
        gone = self._windows.is_gone(Target(window))
        if receipt.astray and not gone and self._windows.can_answer(window) and not self._in_front(window):
            # Whoever handles the key later gets the old clipboard by it.
            self._clipboard.restore()
            return problem(Code.HELD_FOR_ITS_WINDOW)
        if self._clipboard.keep_lent(text):
            return problem(Code.KEPT_WINDOW_CLOSED if gone else Code.KEPT_NOT_TAKEN)
        return problem(Code.CLIPBOARD_FAILED, detail=_COPIED_MEANWHILE)

    def _lend(self, text: str, window: int, until: float, due: float) -> Offer | Problem:
        """Offer the text, so that the key can be pressed at once.

        What is copied meanwhile would go into the window instead of the text, so then it is offered again.
        """
        for _ in range(_OFFERS):
            lent_to = Target(window, process=self._windows.process(window))
            offer = self._clipboard.lend(text, lent_to, primary=self._may_take_primary(window))
            obstacle = self._gate.wait(window, until)
            if obstacle is None and time.monotonic() >= due:
                obstacle = problem(Code.KEPT_IN_HISTORY)
            if obstacle is not None:
                self._give_way(text, obstacle)
                return obstacle
            if self._clipboard.is_lent():
                return offer
        if self._clipboard.shows(text):
            return offer
        self._clipboard.restore()
        return problem(Code.CLIPBOARD_FAILED, detail=_COPIED_MEANWHILE)

    def _give_way(self, text: str, obstacle: Problem) -> None:
        if obstacle.code in NOT_ON_THE_CLIPBOARD:
            self._clipboard.restore()
        else:
            self._clipboard.keep(text)

    def _may_take_primary(self, window: int) -> bool:
        """Some programs paste it. From any other it must not be taken while it is the window's own:
        GTK would drop the selection that the text is to replace.
        """
        if self._windows.pastes_primary(window):
            return True
        owner = self._link.display.get_selection_owner(self._clipboard.primary)
        return not owner or not self._windows.same_program(owner.id, window)

    def _press(self, receipt: Receipt, window: int, first: Chord, second: Chord | None) -> bool:
        receipt.pressed()
        self._unread.note(window)
        started = time.monotonic()
        self._keyboard.press(first)
        receipt.astray = self._went_astray(window)
        if self._taken(receipt, window, started + _SECOND_WAY_S):
            return True
        if second is not None and self._unheeded(receipt, window, started + _TAKEN_S):
            logger.info("the window ignores the first key to paste; trying another")
            self._keyboard.press(second)
        return self._taken(receipt, window, started + _TAKEN_S)

    def _taken(self, receipt: Receipt, window: int, until: float) -> bool:
        """Until then, or until there is nobody left to take it."""
        while not receipt.wait(min(until, time.monotonic() + _LOOK_S)):
            if time.monotonic() >= until or self._stopping.is_set():
                return False
            if self._windows.is_gone(Target(window)) and (receipt.refused() or not receipt.astray):
                return receipt.wait(time.monotonic() + _LOOK_S)
        return True

    def _went_astray(self, window: int) -> bool:
        if self._in_front(window):
            return False
        active = self._windows.active()
        if active is not None:
            self._unread.note(active)
        return True

    def _in_front(self, window: int) -> bool:
        active = self._windows.active()
        return active is not None and self._windows.same_program(active, window)

    def _unheeded(self, receipt: Receipt, window: int, until: float) -> bool:
        """The window handles events, also those after our key, and has not read; keys may go to it still.

        Where another program has taken the clipboard over, the window may have read there.
        """
        if not self._windows.can_answer(window) or not self._clipboard.is_lent():
            return False
        while not self._windows.answers(window, _PING_S):
            if receipt.wait(time.monotonic()) or time.monotonic() > until or self._stopping.is_set():
                return False
        # The first answer may come before the key is handled. The second one cannot: it was asked for later.
        return (
            not receipt.wait(time.monotonic() + _UNHEEDED_S)
            and self._windows.answers(window, _PING_S)
            and not receipt.wait(time.monotonic() + _GRACE_S)
            and self._gate.wait(window, time.monotonic()) is None
        )

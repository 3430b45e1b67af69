"""Proof that the window has taken the text: it has read what we offer, after the key."""

import threading
import time
from collections.abc import Callable, Sequence

from rapidwhisper.core.laps import Lap, Stamps
from rapidwhisper.insertion.x11_offer import Offer, Read

_SLICE_S = 0.05
_QUIET_S = 0.2
_CROWD_S = 0.7
_LONGEST_S = 8.0
_GIVEN_UP_S = 1.0


class Receipt:
    """`is_target` tells whether a window belongs to the program that is to get the text.

    `astray`: the focus was elsewhere right after the key, and nobody knows where the key went.
    `free_at`: since when keys might go to the window.
    """

    def __init__(
        self,
        offer: Offer,
        is_target: Callable[[int], bool],
        hint: int,
        stopping: threading.Event,
        *,
        free_at: float,
    ) -> None:
        self._free_at = free_at
        self._offer = offer
        self._is_target = is_target
        self._hint = hint
        self._stopping = stopping
        self._known: dict[int, bool] = {}
        self._pressed_at = time.monotonic()
        self._taken_at = 0.0
        self.astray = False

    def pressed(self) -> None:
        """The key goes out now: what was read before does not count."""
        self._pressed_at = time.monotonic()

    @property
    def stamps(self) -> Stamps:
        """Once the window has read."""
        return {Lap.WAIT: self._free_at, Lap.PASTE: self._pressed_at, Lap.RECEIPT: self._taken_at}

    def wait(self, until: float) -> bool:
        seen: Sequence[Read] = ()
        while True:
            left = until - time.monotonic()
            seen = self._offer.wait_beyond(len(seen), max(0.0, min(_SLICE_S, left)))
            taken = next((read for read in seen if self._counts(read)), None)
            if taken is not None:
                self._taken_at = taken.done_at
                return True
            if left <= 0 or self._stopping.is_set():
                return False

    def refused(self) -> bool:
        """Another program has asked, has got nothing, and has given up: the key was its."""
        asked_at = self._offer.refused_at()
        return asked_at >= self._pressed_at and time.monotonic() - asked_at >= _GIVEN_UP_S

    def rest_s(self) -> float:
        """How long the text must still be offered before the old clipboard may come back; 0 if no longer."""
        reads = self._offer.wait_beyond(0, 0.0)
        taken = [read.done_at for read in reads if self._counts(read)]
        due = restore_at(self._pressed_at, max(taken), crowd=len(taken) < len(reads))
        return max(0.0, due - time.monotonic())

    def _counts(self, read: Read) -> bool:
        if read.asked_at < self._pressed_at or read.target == self._hint:
            return False
        if read.requestor not in self._known:
            self._known[read.requestor] = self._is_target(read.requestor)
        return self._known[read.requestor]


def restore_at(pressed_at: float, last_read_at: float, *, crowd: bool) -> float:
    """Some time after the window's last read; later where others read too: a manager does so for a while."""
    due = max(last_read_at + _QUIET_S, pressed_at + _CROWD_S if crowd else 0.0)
    return min(due, pressed_at + _LONGEST_S)

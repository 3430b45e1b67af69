"""Sees every change of the keyboard focus on a display, as the X server tells it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from select import select

from Xlib import X
from Xlib.display import Display as Connection

from tests.rig.display import Display

_GRABS = {X.NotifyGrab, X.NotifyUngrab}
"""A hotkey that goes down borrows the keyboard for a moment; that moves no focus."""


class FocusWatch:
    def __init__(self, display: Display, window: int) -> None:
        self._connection = Connection(display.name)
        target = self._connection.create_resource_object("window", window)
        target.change_attributes(event_mask=X.FocusChangeMask)
        root = self._connection.screen().root
        root.change_attributes(event_mask=X.PropertyChangeMask)
        self._active = self._connection.intern_atom("_NET_ACTIVE_WINDOW")
        self._connection.sync()
        self._over = threading.Event()
        self.moves: list[str] = []
        """What happened to the focus: empty if it stayed where it was."""
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._over.is_set():
            select([self._connection], [], [], 0.1)
            while self._connection.pending_events():
                event = self._connection.next_event()
                if event.type in {X.FocusIn, X.FocusOut} and event.mode not in _GRABS:
                    self.moves.append("in" if event.type == X.FocusIn else "out")
                elif event.type == X.PropertyNotify and event.atom == self._active:
                    self.moves.append("another window is active")

    def close(self) -> None:
        self._over.set()
        self._thread.join(5)
        self._connection.close()


@contextmanager
def watching_focus(display: Display, window: int) -> Iterator[FocusWatch]:
    watch = FocusWatch(display, window)
    try:
        yield watch
    finally:
        watch.close()

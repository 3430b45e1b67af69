"""The window in front of an X server, and how another one gets there."""

import threading
import time

from Xlib import X
from Xlib.protocol.event import ClientMessage

from rapidwhisper.core.dictation import Target
from rapidwhisper.insertion.x11_link import LONGS, Link
from rapidwhisper.insertion.x11_target import WindowReader

_FOCUS_S = 1.0
_POLL_S = 0.01
_FROM_A_PAGER = 2
"""What the user has asked for: window managers do not take it for a window that pushes itself forward."""


class X11Foreground:
    """For the thread that owns the link."""

    def __init__(self, link: Link, windows: WindowReader, stopping: threading.Event) -> None:
        self._link = link
        self._windows = windows
        self._stopping = stopping

    def active(self) -> Target | None:
        window = self._windows.active()
        if window is None or self._windows.is_ours(window):
            return None
        return Target(window, self._windows.box(window), self._windows.process(window))

    def is_gone(self, target: Target) -> bool:
        return self._windows.is_gone(target)

    def bring_forward(self, target: Target) -> bool:
        window = target.window
        if self._windows.manager_obeys("_NET_ACTIVE_WINDOW"):
            self._ask_the_manager(window)
        else:
            self._raise(window)
        until = time.monotonic() + _FOCUS_S
        while self._windows.active() != window:
            if time.monotonic() >= until or self._stopping.wait(_POLL_S):
                return False
        return True

    def _ask_the_manager(self, window: int) -> None:
        """It shows what is minimized; not every one (openbox) goes to the window's desktop for that."""
        desktop = self._windows.desktop(window)
        if desktop is not None:
            self._send("_NET_CURRENT_DESKTOP", self._link.root.id, [desktop, self._link.server_time()])
        self._send("_NET_ACTIVE_WINDOW", window, [_FROM_A_PAGER, self._link.server_time()])

    def _send(self, wish: str, window: int, numbers: list[int]) -> None:
        message = ClientMessage(
            window=self._link.display.create_resource_object("window", window),
            client_type=self._link.atom(wish),
            data=(LONGS, [*numbers, 0, 0, 0]),
        )
        self._link.root.send_event(message, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)

    def _raise(self, window: int) -> None:
        focused = self._link.display.create_resource_object("window", window)
        self._windows.outermost(window).configure(stack_mode=X.Above)
        focused.set_input_focus(X.RevertToParent, self._link.server_time())

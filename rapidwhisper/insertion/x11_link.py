"""A connection to the X server for one thread, whose waits end."""

import logging
import os
import select
import socket
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from Xlib import X
from Xlib.display import Display
from Xlib.error import ConnectionClosedError, DisplayError, XauthError, XError
from Xlib.support.connect import get_display

from rapidwhisper.core.problem import Code, Unavailable, problem

LONGS = 32
"""The format, in bits, of properties that hold numbers or atoms."""

logger = logging.getLogger(__name__)

X_ERRORS = (XError, ConnectionClosedError)
"""A window that is gone in the meantime, or the whole server."""


class Link:
    """Raises Unavailable where there is no X server to talk to."""

    def __init__(self, display_name: str | None) -> None:
        try:
            _knock(display_name)
            self.display = Display(display_name)
        except (DisplayError, XauthError, ConnectionClosedError, OSError) as error:
            logger.info("no X display: %s", error)
            raise Unavailable(problem(Code.KEPT_NO_WAY, reason="no X display")) from error
        # The default handler prints; errors about windows that have just closed are nobody's concern.
        self.display.set_error_handler(lambda error, _request: logger.debug("X error: %s", error))
        self.root = self.display.screen().root
        self.window = self.root.create_window(
            -1, -1, 1, 1, 0, X.CopyFromParent, event_mask=X.PropertyChangeMask
        )
        self.window.change_property(self.atom("_NET_WM_PID"), self.atom("CARDINAL"), LONGS, [os.getpid()])
        self._kept: deque[Any] = deque()

    def alive(self) -> bool:
        """False once the connection is lost: by the server's end, or because somebody has killed us there."""
        try:
            self.display.sync()
        except ConnectionClosedError:
            return False
        return True

    def atom(self, name: str) -> int:
        atom: int = self.display.get_atom(name)
        return atom

    def events(self) -> Iterator[Any]:
        """Everything that has come so far; never waits."""
        while True:
            if self._kept:
                yield self._kept.popleft()
            elif self.display.pending_events():
                yield self.display.next_event()
            else:
                return

    def forget_events(self) -> None:
        for _ in self.events():
            pass

    def wait_for(self, match: Callable[[Any], bool], until: float) -> Any | None:
        """The first event that matches, None at the deadline. Others are kept for `events`."""
        while True:
            self.display.flush()  # first, for it reads too
            while self.display.pending_events():
                event = self.display.next_event()
                if match(event):
                    return event
                self._kept.append(event)
            left = until - time.monotonic()
            if left <= 0:
                return None
            select.select([self.display], [], [], left)

    def server_time(self) -> int:
        """The server's own clock, in ms: selections are taken at a time, and CurrentTime can lose a race."""
        atom = self.atom("_RAPIDWHISPER_TIME")
        self.window.change_property(atom, self.atom("INTEGER"), LONGS, [], X.PropModeAppend)
        event = self.wait_for(
            lambda each: each.type == X.PropertyNotify and each.atom == atom and each.window == self.window,
            time.monotonic() + 1.0,
        )
        return X.CurrentTime if event is None else int(event.time)

    def close(self) -> None:
        try:
            self.display.close()
        except X_ERRORS:
            logger.debug("the X server has gone before us")


def _knock(display_name: str | None) -> None:
    """Raises OSError where nobody listens: Xlib would leave its sockets open, and then try a TCP port."""
    _, _, host, number, _ = get_display(display_name)
    if host in {"", "unix"}:
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers listen
        with socket.socket(socket.AF_UNIX) as knocking:
            knocking.connect(path if Path(path).exists() else f"\0{path}")

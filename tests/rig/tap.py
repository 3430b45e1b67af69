"""The hotkey as the quickest finger taps it, from a connection that stays open; tells when.

`keyboard.py` starts a program for each press, which takes longer than what is measured here.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from Xlib import XK, X
from Xlib.display import Display as Connection
from Xlib.ext import xtest

from tests.rig.display import Display


class Tap:
    """Ctrl+Space: both keys go down and up again in one message to the X server."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ctrl = connection.keysym_to_keycode(XK.XK_Control_L)
        self._space = connection.keysym_to_keycode(XK.XK_space)

    def __call__(self) -> float:
        """Returns the time right before the keys were sent, by `time.monotonic`."""
        for kind, key in (
            (X.KeyPress, self._ctrl),
            (X.KeyPress, self._space),
            (X.KeyRelease, self._space),
            (X.KeyRelease, self._ctrl),
        ):
            xtest.fake_input(self._connection, kind, key)
        at = time.monotonic()
        self._connection.sync()
        return at


@contextmanager
def tapping(display: Display) -> Iterator[Tap]:
    connection = Connection(display.name)
    try:
        yield Tap(connection)
    finally:
        connection.close()

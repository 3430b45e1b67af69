"""Real key presses on a virtual desktop, and a keyboard that is at rest afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from Xlib import X
from Xlib.display import Display as Connection
from Xlib.ext import xtest

from tests.rig.display import Display

_PAUSE = ("sleep", "0.05")
"""Before each press: no finger is down again sooner, and the program takes what is for a bouncing contact."""


class Keyboard:
    """Keys by their names: `ctrl`, `space`, `F9`, as xdotool has them."""

    def __init__(self, display: Display) -> None:
        self._display = display

    def press(self, *keys: str, linger_s: float = 0.0) -> None:
        """Down in this order, up in the opposite one, as fingers do it; the first key is let go this late."""
        down = [word for key in keys for word in ("keydown", key)]
        up = [word for key in reversed(keys[1:]) for word in ("keyup", key)]
        self._display.run("xdotool", *_PAUSE, *down, *up, "sleep", str(linger_s), "keyup", keys[0])

    def down(self, *keys: str) -> None:
        self._display.run("xdotool", *[word for key in keys for word in ("keydown", key)])

    def up(self, *keys: str) -> None:
        self._display.run("xdotool", *[word for key in keys for word in ("keyup", key)])

    def release_all(self) -> None:
        """Let go of every key: the X server would go on repeating one that a failed test left down."""
        connection = Connection(self._display.name)
        try:
            for code in _pressed(connection):
                xtest.fake_input(connection, X.KeyRelease, code)
            connection.sync()
            assert not _pressed(connection), "a key stays down"
            assert not connection.screen().root.query_pointer().mask & _MODIFIERS, "a modifier stays down"
        finally:
            connection.close()


@contextmanager
def another_program_takes(display: Display, key: int, modifiers: int) -> Iterator[None]:
    connection = Connection(display.name)
    try:
        code = connection.keysym_to_keycode(key)
        connection.screen().root.grab_key(code, modifiers, False, X.GrabModeAsync, X.GrabModeAsync)
        connection.sync()
        yield
    finally:
        connection.close()


_MODIFIERS = X.ShiftMask | X.ControlMask | X.Mod1Mask | X.Mod4Mask


def _pressed(connection: Connection) -> list[int]:
    keymap = connection.query_keymap()
    return [code for code in range(8, 256) if keymap[code // 8] & (1 << code % 8)]

"""Keys really typed, and a window with the focus that writes down the keys it sees.

Run as a program it is that window: it prints a line for each key that reaches it.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import IO

from Xlib import XK, X
from Xlib.display import Display as Connection

from tests.rig.display import Display
from tests.rig.process import running, wait_until

MARK = "53"
"""The keycode of X on a US keyboard, pressed to see that everything before it has been told."""


class KeyLog:
    """What the focused window saw: lines like "press space", by the keysym of the first layout."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def lines(self) -> list[str]:
        self._file.seek(0)
        return self._file.read().splitlines()

    def pressed(self) -> list[str]:
        return [line.removeprefix("press ") for line in self.lines() if line.startswith("press ")]


@contextmanager
def key_log(display: Display) -> Iterator[KeyLog]:
    """A program with the focus, in a process of its own."""
    with ExitStack() as stack:
        file = stack.enter_context(tempfile.TemporaryFile("w+"))
        command = [sys.executable, "-m", "tests.rig.key_log"]
        stack.enter_context(running(command, env=display.env, stdout=file))
        log = KeyLog(file)
        wait_until(lambda: "focus" in log.lines(), "the window has the focus")
        yield log


class Keys:
    """A typist (xdotool). Names are keysyms or keycodes; what is down at the end is let go."""

    def __init__(self, display: Display) -> None:
        self._display = display
        self._down: list[str] = []

    def down(self, *keys: str) -> None:
        for key in keys:
            self._down.append(key)
            self._display.run("xdotool", "keydown", key)

    def up(self, *keys: str) -> None:
        for key in keys:
            self._display.run("xdotool", "keyup", key)
            self._down.remove(key)

    def tap(self, *keys: str) -> None:
        """Press together, let go in the opposite order."""
        self.down(*keys)
        self.up(*reversed(keys))

    def up_all(self) -> None:
        self.up(*reversed(self._down))


@contextmanager
def typist(display: Display) -> Iterator[Keys]:
    keys = Keys(display)
    try:
        yield keys
    finally:
        keys.up_all()


def main() -> None:
    display = Connection()
    screen = display.screen()
    window = screen.root.create_window(
        50,
        50,
        300,
        200,
        0,
        screen.root_depth,
        event_mask=X.KeyPressMask | X.KeyReleaseMask | X.FocusChangeMask,
    )
    window.set_wm_name("key log")
    window.map()
    names = {value: name[3:] for name, value in vars(XK).items() if name.startswith("XK_")}
    while True:
        event = display.next_event()
        if event.type == X.MappingNotify:
            display.refresh_keyboard_mapping(event)
        elif event.type == X.FocusIn:
            print("focus", flush=True)
        elif event.type in {X.KeyPress, X.KeyRelease}:
            keysym = display.keycode_to_keysym(event.detail, 0)
            print(
                "press" if event.type == X.KeyPress else "release", names.get(keysym, hex(keysym)), flush=True
            )


if __name__ == "__main__":
    main()

"""What happens to the keyboard: other grabs, other layouts, fingers and contacts."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from Xlib import X
from Xlib.display import Display as Connection

from rapidwhisper.core.problem import Code
from tests.rig.fault import ARRIVES, Fate, Fault, Meeting, Stage, everywhere
from tests.rig.scene import Scene

BOUNCES = 6
HELD_S = 2.0
HELD_LONG_S = 6.0
"""Longer than a text waits for keys."""


@contextmanager
def keyboard_grabbed(scene: Scene) -> Iterator[None]:
    """As an open menu or a screen locker does; the key to stop is pressed meanwhile."""
    connection = Connection(scene.app.desktop.display.name)
    try:
        root = connection.screen().root
        status = root.grab_keyboard(False, X.GrabModeAsync, X.GrabModeAsync, X.CurrentTime)
        assert status == X.GrabSuccess
        connection.sync()
        if not scene.is_spoken:
            scene.app.press()
        connection.ungrab_keyboard(X.CurrentTime)
        connection.sync()
    finally:
        connection.close()
    yield


@contextmanager
def layout_changes(scene: Scene) -> Iterator[None]:
    scene.app.desktop.set_layout("ru")
    try:
        yield
    finally:
        scene.app.desktop.set_layout("us")


@contextmanager
def hotkey_bounces(scene: Scene) -> Iterator[None]:
    """A worn contact: one press, which stops the dictation or begins another one, which is stopped."""
    spoken = scene.is_spoken
    bounces = ["keydown", "space", "keyup", "space"] * BOUNCES
    scene.app.desktop.display.run("xdotool", "keydown", "ctrl", *bounces, "keyup", "ctrl")
    if not spoken:
        scene.wait_until_asked()
    scene.app.tell("stop")
    yield


class Held:
    """Shift stays down for so long."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    @contextmanager
    def __call__(self, scene: Scene) -> Iterator[None]:
        scene.app.keyboard.down("shift")
        time.sleep(self._seconds)  # its length is the story
        scene.app.keyboard.up("shift")
        yield


KEY_FAULTS = (
    Fault("keyboard_grabbed", keyboard_grabbed, everywhere(ARRIVES)),
    Fault("layout_changes", layout_changes, everywhere(ARRIVES)),
    Fault("hotkey_bounces", hotkey_bounces, everywhere(ARRIVES)),
    Fault(
        "keys_held",
        Held(HELD_S),
        {Stage.TRANSCRIBING: ARRIVES, Stage.INSERTING: ARRIVES},
        keys_down=True,
    ),
    Fault(
        "keys_held_long",
        Held(HELD_LONG_S),
        {Stage.INSERTING: Meeting(Fate.HELD, (Code.KEPT_KEYS_HELD,))},
        keys_down=True,
    ),
)

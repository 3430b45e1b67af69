"""What other windows and other programs' clipboards do to a text on its way."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from signal import SIGCONT, SIGSTOP

from Xlib import X
from Xlib.display import Display as Connection
from Xlib.protocol.event import ClientMessage

from rapidwhisper.core.problem import Code
from tests.rig import clipboard
from tests.rig.fault import ARRIVES, Fate, Fault, Meeting, Stage, everywhere
from tests.rig.process import running, wait_until
from tests.rig.scene import Scene
from tests.rig.targets import active_window, process_of

HANGS_S = 3.0
LEFT = (Code.KEPT_WRONG_WINDOW, Code.KEPT_NO_WINDOW, Code.KEPT_WINDOW_CLOSED, Code.HELD_FOR_ITS_WINDOW)


@contextmanager
def target_hangs(scene: Scene) -> Iterator[None]:
    scene.editor.freeze()
    time.sleep(HANGS_S)  # the length of the hang is the story
    scene.editor.thaw()
    yield


@contextmanager
def target_closed(scene: Scene) -> Iterator[None]:
    """As when its program crashes; the user goes on in another window."""
    gone = scene.editor
    gone.process.kill()
    gone.process.wait(5)
    gone.frozen = False
    wait_until(lambda: active_window(scene.app.desktop.display) != gone.id, "the window is gone")
    scene.go_to_stranger()
    yield
    scene.editor = scene.open_window()


@contextmanager
def focus_moves(scene: Scene) -> Iterator[None]:
    scene.go_to_stranger()
    yield


@contextmanager
def own_window(scene: Scene) -> Iterator[None]:
    display = scene.app.desktop.display
    pid = scene.app.status()["pid"]
    scene.app.tell("settings")

    def ours() -> int:
        active = active_window(display)
        return active if active and process_of(display, active) == pid else 0

    window = wait_until(ours, "the settings have the focus")
    if not scene.is_spoken:
        scene.destination = None
    yield
    _close_window(scene, window)
    wait_until(lambda: not ours(), "the settings are closed")


def _close_window(scene: Scene, window: int) -> None:
    """As its close button does; a key might be ours while something is dictated."""
    connection = Connection(scene.app.desktop.display.name)
    try:
        asks = ClientMessage(
            window=connection.create_resource_object("window", window),
            client_type=connection.get_atom("_NET_CLOSE_WINDOW"),
            data=(32, [X.CurrentTime, 2, 0, 0, 0]),
        )
        mask = X.SubstructureRedirectMask | X.SubstructureNotifyMask
        connection.screen().root.send_event(asks, event_mask=mask)
        connection.sync()
    finally:
        connection.close()


@contextmanager
def clipboard_taken(scene: Scene) -> Iterator[None]:
    """Another program copies something at this moment."""
    with clipboard.other_owner(scene.app.desktop.display, b"copied meanwhile", scene.folder):
        yield


@contextmanager
def clipboard_owner_frozen(scene: Scene) -> Iterator[None]:
    with clipboard.other_owner(scene.app.desktop.display, b"copied before", scene.folder) as owner:
        owner.send_signal(SIGSTOP)
        try:
            yield
        finally:
            owner.send_signal(SIGCONT)


@contextmanager
def clipboard_manager(scene: Scene) -> Iterator[None]:
    notes = scene.folder / "clipboard-manager.txt"
    notes.unlink(missing_ok=True)
    command = [sys.executable, "-m", "tests.rig.clipboard_manager", str(notes)]
    with running(command, env=scene.app.desktop.env):
        wait_until(lambda: notes.exists() and notes.read_text(), "the clipboard manager is up")
        yield


_LEFT = Meeting(Fate.HELD, LEFT)

WINDOW_FAULTS = (
    Fault("target_hangs", target_hangs, everywhere(ARRIVES)),
    Fault(
        "target_closed",
        target_closed,
        {
            Stage.RECORDING: ARRIVES,
            Stage.TRANSCRIBING: _LEFT,
            Stage.INSERTING: Meeting(Fate.HELD, (*LEFT, Code.KEPT_NOT_TAKEN)),
        },
    ),
    Fault(
        "focus_moves",
        focus_moves,
        {Stage.RECORDING: ARRIVES, Stage.TRANSCRIBING: _LEFT, Stage.INSERTING: _LEFT},
        keys_down=True,
    ),
    Fault("own_window", own_window, everywhere(_LEFT), keys_down=True),
    Fault(
        "clipboard_taken",
        clipboard_taken,
        {
            Stage.RECORDING: ARRIVES,
            Stage.TRANSCRIBING: ARRIVES,
            Stage.INSERTING: Meeting(Fate.HELD, (Code.CLIPBOARD_FAILED, Code.KEPT_NOT_TAKEN)),
        },
    ),
    Fault("clipboard_owner_frozen", clipboard_owner_frozen, everywhere(ARRIVES), early=True),
    Fault("clipboard_manager", clipboard_manager, everywhere(ARRIVES), early=True),
)

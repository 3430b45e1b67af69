"""What happens to the program itself: ended, stopped, started twice, cancelled, reconfigured."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from signal import SIGCONT, SIGSTOP, SIGTERM

from rapidwhisper.core.problem import Code
from tests.rig.fault import ARRIVES, KEPT, SAFE, Fate, Fault, Meeting, Stage, everywhere
from tests.rig.process import wait_until
from tests.rig.scene import AT_REST, PATIENCE_S, Scene

ASLEEP_S = 2.0

_INTERRUPTED = {
    Stage.RECORDING: Meeting(Fate.KEPT, (Code.RECORDINGS_FOUND,)),
    Stage.TRANSCRIBING: Meeting(Fate.KEPT, (Code.RECORDINGS_FOUND,)),
    Stage.INSERTING: SAFE,  # its text was being written at that moment
}


@contextmanager
def killed(scene: Scene) -> Iterator[None]:
    scene.app.kill()
    scene.app.start()
    yield


@contextmanager
def terminated(scene: Scene) -> Iterator[None]:
    os.kill(scene.app.status()["pid"], SIGTERM)
    assert scene.app.ended() == 0
    scene.app.start()
    yield


@contextmanager
def quit_by_the_user(scene: Scene) -> Iterator[None]:
    scene.app.tell("quit")
    assert scene.app.ended() == 0
    scene.app.start()
    yield


@contextmanager
def asleep(scene: Scene) -> Iterator[None]:
    """As in a computer that sleeps: nothing of it runs."""
    pid = scene.app.status()["pid"]
    os.kill(pid, SIGSTOP)
    time.sleep(ASLEEP_S)  # its length is the story
    os.kill(pid, SIGCONT)
    yield


@contextmanager
def second_start(scene: Scene) -> Iterator[None]:
    assert scene.app.run().returncode == 0
    yield


@contextmanager
def cancelled(scene: Scene) -> Iterator[None]:
    scene.app.press("Escape")
    yield


@contextmanager
def settings_edited(scene: Scene) -> Iterator[None]:
    scene.app.change_settings(CUSTOM_MODEL=f"edited-{time.monotonic_ns()}")
    yield


@contextmanager
def settings_mistaken(scene: Scene) -> Iterator[None]:
    scene.app.configure(HOTKEY="ctrl+nonsense")
    wait_until(lambda: scene.app.status()["last_error"], "the mistake is told")
    yield
    scene.app.configure(HOTKEY="ctrl+space")


@contextmanager
def display_lost(scene: Scene) -> Iterator[None]:
    """The X server ends, and with it every window; the program starts itself anew on the next one."""
    scene.mortal.kill()
    wait_until(lambda: scene.app.status() == {}, "the program has let go of everything", seconds=30)
    scene.editor.frozen = False
    scene.mortal.start()
    scene.move_in_again()
    scene.app.wait_for(*AT_REST, seconds=PATIENCE_S)
    wait_until(lambda: scene.app.status()["hotkey_armed"], "the hotkey works again")
    yield


PROCESS_FAULTS = (
    Fault("killed", killed, _INTERRUPTED, restarts=True),
    Fault("terminated", terminated, _INTERRUPTED, restarts=True),
    Fault("quit", quit_by_the_user, _INTERRUPTED, restarts=True),
    Fault("display_lost", display_lost, _INTERRUPTED, restarts=True),
    Fault("asleep", asleep, everywhere(Meeting(Fate.ARRIVES, may_end_recording=True))),
    Fault("second_start", second_start, everywhere(Meeting(Fate.ARRIVES, (Code.RUNNING,)))),
    Fault(
        "cancelled",
        cancelled,
        {Stage.RECORDING: KEPT, Stage.TRANSCRIBING: SAFE, Stage.INSERTING: ARRIVES},
    ),
    Fault("settings_edited", settings_edited, everywhere(ARRIVES)),
    Fault("settings_mistaken", settings_mistaken, everywhere(Meeting(Fate.ARRIVES, (Code.SETTING_INVALID,)))),
)

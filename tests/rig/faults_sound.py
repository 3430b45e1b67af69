"""What happens to the microphone, on a real sound server."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from rapidwhisper.core.problem import Code
from tests.rig.desktop import Desktop
from tests.rig.fault import ARRIVES, Fate, Fault, Meeting, Stage
from tests.rig.process import wait_until
from tests.rig.scene import Scene
from tests.rig.sound import SINK, SOURCE, virtual_microphone

LOST = Meeting(Fate.ARRIVES, (Code.MICROPHONE_LOST,), ends_recording=True)
"""What was said by then is transcribed and arrives; the user is told that the microphone is gone."""

MOVED = Meeting(Fate.ARRIVES, (Code.MICROPHONE_IS_MONITOR,), ends_recording=True)
"""The computer's own sound is never recorded instead."""

CHANGED = Meeting(Fate.ARRIVES, (Code.MICROPHONE_CHANGED,))

OTHER = "rw_other"


def pactl(desktop: Desktop, *arguments: str) -> str:
    done = subprocess.run(
        ["pactl", *arguments], env=desktop.env, capture_output=True, text=True, timeout=10, check=True
    )
    return done.stdout.strip()


def _load_source(desktop: Desktop) -> None:
    pactl(desktop, "load-module", "module-remap-source", f"source_name={SOURCE}", f"master={SINK}.monitor")
    pactl(desktop, "set-default-source", SOURCE)


@contextmanager
def unplugged(scene: Scene) -> Iterator[None]:
    """The sound server moves the stream to what is left: the monitor of the computer's own sound."""
    desktop = scene.app.desktop
    pactl(desktop, "unload-module", "module-remap-source")
    try:
        yield
    finally:
        _load_source(desktop)


@contextmanager
def suspended(scene: Scene) -> Iterator[None]:
    desktop = scene.app.desktop
    pactl(desktop, "suspend-source", SOURCE, "1")
    try:
        yield
    finally:
        pactl(desktop, "suspend-source", SOURCE, "0")


@contextmanager
def muted(scene: Scene) -> Iterator[None]:
    desktop = scene.app.desktop
    pactl(desktop, "set-source-mute", SOURCE, "1")
    try:
        yield
    finally:
        pactl(desktop, "set-source-mute", SOURCE, "0")


@contextmanager
def moved(scene: Scene) -> Iterator[None]:
    """By another program's doing the stream listens to the computer's own sound."""
    desktop = scene.app.desktop
    pid = scene.app.status()["pid"]
    for stream in _streams_of(desktop, pid):
        pactl(desktop, "move-source-output", stream, f"{SINK}.monitor")
    yield


def _streams_of(desktop: Desktop, pid: int) -> list[str]:
    listed = pactl(desktop, "list", "source-outputs").split("Source Output #")[1:]
    return [each.split("\n", 1)[0] for each in listed if f'application.process.id = "{pid}"' in each]


@contextmanager
def default_changes(scene: Scene) -> Iterator[None]:
    """To a microphone in which nobody speaks; it is the old one again before the next dictation."""
    desktop = scene.app.desktop
    sink = pactl(desktop, "load-module", "module-null-sink", f"sink_name={OTHER}_sink", "rate=48000")
    source = pactl(
        desktop, "load-module", "module-remap-source", f"source_name={OTHER}", f"master={OTHER}_sink.monitor"
    )
    pactl(desktop, "set-default-source", OTHER)
    try:
        yield
    finally:
        pactl(desktop, "set-default-source", SOURCE)
        pactl(desktop, "unload-module", source)
        pactl(desktop, "unload-module", sink)


@contextmanager
def server_restarted(scene: Scene) -> Iterator[None]:
    """The sound server ends, and another one is there before the next dictation."""
    desktop = scene.app.desktop
    pactl(desktop, "exit")
    yield
    scene.stack.enter_context(virtual_microphone(desktop.microphone.env))
    wait_until(lambda: pactl(desktop, "get-default-source") == SOURCE, "the microphone is back")


def _matters_while_recording(meeting: Meeting) -> dict[Stage, Meeting]:
    return {Stage.RECORDING: meeting, Stage.TRANSCRIBING: ARRIVES, Stage.INSERTING: ARRIVES}


SOUND_FAULTS = (
    Fault("microphone_unplugged", unplugged, _matters_while_recording(MOVED)),
    Fault("microphone_suspended", suspended, _matters_while_recording(LOST)),
    Fault(
        "microphone_muted", muted, _matters_while_recording(Meeting(Fate.ARRIVES, (Code.MICROPHONE_SILENT,)))
    ),
    Fault("microphone_moved", moved, {Stage.RECORDING: MOVED}),
    Fault("default_changes", default_changes, _matters_while_recording(CHANGED)),
    Fault("sound_server_restarts", server_restarted, _matters_while_recording(LOST)),
)

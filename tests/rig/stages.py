"""Brings a dictation to a stage, lets a fault strike there, and asks for the six promises."""

import time
from contextlib import ExitStack

from tests.rig.app_log import AppLog
from tests.rig.fault import Fault, Stage
from tests.rig.invariants import CANARY, Account, Met, keep_the_promises
from tests.rig.scene import Scene


def meet(scene: Scene, fault: Fault, stage: Stage) -> Account:
    """What fails says what the program logged meanwhile."""
    began_at = time.time()
    try:
        return _meet(scene, fault, stage)
    except AssertionError as error:
        error.add_note("\n".join(AppLog(scene.app, since=began_at).lines))
        raise


def _meet(scene: Scene, fault: Fault, stage: Stage) -> Account:
    meeting = fault.meets[stage]
    words = f"{CANARY} {stage}, {fault.name}, {time.monotonic_ns()}"
    scene.calm_down()
    scene.set_out(words)
    began_at = time.time()
    with ExitStack() as lasting:
        if fault.early:
            lasting.enter_context(fault.happening(scene))
        scene.begin()
        _BRING[stage](_Strike(scene, fault, stage, lasting))
        scene.wait_until_at_rest()
        at_rest_at = time.time()
    return keep_the_promises(scene, Met(words, meeting, began_at, at_rest_at))


class _Strike:
    def __init__(self, scene: Scene, fault: Fault, stage: Stage, lasting: ExitStack) -> None:
        self.scene = scene
        self.fault = fault
        self.meeting = fault.meets[stage]
        self._lasting = lasting

    def __call__(self) -> None:
        if not self.fault.early:
            self._lasting.enter_context(self.fault.happening(self.scene))
        self.scene.acted()


def _while_recording(strike: _Strike) -> None:
    scene = strike.scene
    scene.gate.open()
    if strike.meeting.ends_recording:
        scene.speak()  # enough of it is there already
    strike()
    if strike.meeting.ends_recording:
        scene.app.wait_for("transcribing", "inserting", "idle", "error")
    elif strike.meeting.may_end_recording:
        scene.app.tell("stop")
        scene.acted()
    elif scene.state == "recording":
        scene.speak()
        scene.end()


def _while_transcribing(strike: _Strike) -> None:
    scene = strike.scene
    scene.end()
    scene.wait_until_asked()
    strike()
    scene.gate.open()
    scene.acted()


def _while_inserting(strike: _Strike) -> None:
    """The window hangs until the fault has struck, or a key is down until then."""
    scene = strike.scene
    if not strike.fault.keys_down:
        scene.editor.freeze()
    scene.end()
    scene.wait_until_asked()
    if strike.fault.keys_down:
        scene.app.keyboard.down("shift")
    scene.gate.open()
    scene.app.wait_for("inserting")
    if scene.editor.frozen and not strike.fault.early:
        scene.wait_until_offered()
    strike()
    if strike.fault.keys_down:
        scene.app.keyboard.up("shift")
    elif scene.editor.frozen:
        scene.editor.thaw()
    scene.acted()


_BRING = {
    Stage.RECORDING: _while_recording,
    Stage.TRANSCRIBING: _while_transcribing,
    Stage.INSERTING: _while_inserting,
}

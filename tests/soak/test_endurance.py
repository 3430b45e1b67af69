"""Three hundred dictations in one process, every second one met by a fault: nothing is lost or grows."""

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rig.canary import leaks
from tests.rig.fault import Fault, Stage
from tests.rig.fault_program import fault_scene
from tests.rig.faults import met_in
from tests.rig.footprint import Footprint, footprint
from tests.rig.invariants import CANARY, KEY
from tests.rig.scene import Scene
from tests.rig.stages import meet

DICTATIONS = 300
EACH = 2
"""A dictation that a fault meets, and the next one, which meets none."""
WARM = 50
"""Dictations by which everything has been used once."""
TELL_EVERY = 50
SEED = 4711

MORE_THREADS = 2
MORE_HANDLES = 4
MORE_X_RESOURCES = 10
KB_FOR_EACH_DICTATION = 40.0

_LONG = {"target_closed", "keys_held_long", "clipboard_taken", "sound_server_restarts"}
"""They would take most of the time, or replace half of the desktop."""


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with fault_scene(tmp_path) as made:
        yield made


def _candidates() -> list[tuple[Fault, Stage]]:
    return [
        (fault, stage)
        for stage in Stage
        for fault in met_in(stage)
        if not fault.restarts and fault.name not in _LONG
    ]


def test_three_hundred_dictations_and_nothing_is_lost_and_nothing_grows(scene: Scene) -> None:
    rng = random.Random(SEED)  # noqa: S311 - it must be the same every time
    candidates = _candidates()
    pid = scene.app.status()["pid"]
    began = time.monotonic()
    seen: dict[int, Footprint] = {}
    said: list[str] = []
    for done in range(0, DICTATIONS, EACH):
        if done % TELL_EVERY == 0:
            seen[done] = _tell(scene, done, began)
        fault, stage = rng.choice(candidates)
        account = meet(scene, fault, stage)
        said += account.words
    seen[DICTATIONS] = _tell(scene, DICTATIONS, began)

    assert scene.app.status()["pid"] == pid
    rows = json.loads(scene.app.tell("history", "--json", "--limit", str(10 * DICTATIONS)))
    assert len(said) == DICTATIONS
    assert set(said) <= {row["text"] for row in rows}, "all that was said is in the history"
    assert leaks(scene.app, [KEY, CANARY]) == []
    _is_flat(seen[WARM], seen[DICTATIONS])


def _tell(scene: Scene, done: int, began: float) -> Footprint:
    now = footprint(scene.app)
    print(f"\n{done:>4} dictations, {time.monotonic() - began:5.0f} s: {now}", end="", flush=True)
    return now


def _is_flat(warm: Footprint, last: Footprint) -> None:
    slope_kb = (last.pss_kb - warm.pss_kb) / (DICTATIONS - WARM)
    print(f"\nmemory: {slope_kb:+.1f} kB for each dictation")
    assert last.threads <= warm.threads + MORE_THREADS
    assert last.handles <= warm.handles + MORE_HANDLES
    assert last.x_resources <= warm.x_resources + MORE_X_RESOURCES
    assert slope_kb < KB_FOR_EACH_DICTATION

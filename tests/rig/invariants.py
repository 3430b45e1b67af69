"""The six promises, asked of every dictation that a fault has met: one function for all of them."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from rapidwhisper.core.problem import Code
from tests.rig.app import App
from tests.rig.app_log import AppLog
from tests.rig.canary import in_files, in_processes
from tests.rig.fault import Fate, Meeting
from tests.rig.process import wait_until
from tests.rig.scene import Scene
from tests.rig.targets import Window

KEY = "canary-7c1e55d2-key"
"""Stands in `.env`, and nowhere else."""

CANARY = "canary-9b30"
"""Stands in all that is dictated, and nowhere but in the history."""

IDLE_WITHIN_S = 2.0


@dataclass(frozen=True, slots=True)
class Met:
    """A dictation that a fault has met."""

    words: str
    meeting: Meeting
    began_at: float
    """Seconds since 1970, as in the log."""
    at_rest_at: float
    """When it was seen that nothing was under way any more."""


@dataclass(frozen=True, slots=True)
class Account:
    """What a cell of the matrix says of itself."""

    idle_after_s: float
    """From when the program knew of the fault, and all that it waited for had come."""
    words: tuple[str, str]
    """What was said in it, and in the dictation behind it."""


def keep_the_promises(scene: Scene, met: Met) -> Account:
    """What the fault broke is mended by now."""
    idle_after_s = _idle_again(scene, met, AppLog(scene.app, since=met.began_at))
    scene.stranger.focus()
    _never_lost(scene, met)
    destination = scene.destination
    afterwards = f"{CANARY} after {met.meeting.fate}, {time.monotonic_ns()}"
    _the_next_press_works(scene, afterwards)
    _never_twice_never_elsewhere(scene, met.words, destination)
    _told(met, AppLog(scene.app, since=met.began_at).told)
    assert _leaks(scene.app) == []
    assert idle_after_s < IDLE_WITHIN_S, f"idle only after {idle_after_s:.2f} s"
    return Account(idle_after_s, (met.words, afterwards))


def _never_lost(scene: Scene, met: Met) -> None:
    match met.meeting.fate:
        case Fate.ARRIVES:
            assert scene.destination is not None
            window = scene.destination
            wait_until(lambda: met.words in window.text(), "the words are in their window", seconds=20)
        case Fate.HELD:
            wait_until(lambda: _is_text(scene, met), "the words are in the history", seconds=20, every=0.1)
        case Fate.KEPT:
            assert not _is_text(scene, met)
            _retry(scene, met)
        case Fate.SAFE if not _is_in_a_window(scene, met.words) and not _is_text(scene, met):
            _retry(scene, met)


def _retry(scene: Scene, met: Met) -> None:
    """Ours is the first row without text; a bouncing key may have begun others behind it."""

    def unsent() -> list[int]:
        return [row["id"] for row in scene.rows_since(met.began_at) if row["text"] is None]

    ours = wait_until(unsent, "the dictation is in the history")[0]
    scene.server.answers(met.words)
    scene.app.tell("retry", str(ours))
    assert _is_text(scene, met)


def _is_text(scene: Scene, met: Met) -> bool:
    return any(row["text"] == met.words for row in scene.rows_since(met.began_at))


def _is_in_a_window(scene: Scene, words: str) -> bool:
    return any(words in window.text() for window in scene.windows)


def _the_next_press_works(scene: Scene, words: str) -> None:
    scene.set_out(words)
    scene.gate.open()
    scene.begin()
    scene.end()
    wait_until(lambda: words in scene.editor.text(), "the next dictation arrives", seconds=20)
    scene.app.wait_for("idle")
    wait_until(lambda: scene.app.newest().get("text") == words, "it is in the history", every=0.1)


def _never_twice_never_elsewhere(scene: Scene, words: str, destination: Window | None) -> None:
    """Whatever was on its way has come by now: texts go out one after the other."""
    for name, window in (("editor", scene.editor), ("stranger", scene.stranger)):
        times = window.text().count(words)
        assert times <= (window is destination), f"{times} times in the {name}"


def _told(met: Met, told: Mapping[str, float]) -> None:
    wanted = met.meeting.told
    assert not wanted or set(wanted) & told.keys(), f"the user is told {[*told]}, not {[*wanted]}"


def _idle_again(scene: Scene, met: Met, log: AppLog) -> float:
    """How long after the fault was known nothing was under way any more.

    By the log's own times, so that the looking costs nothing; where it cannot be written, by what was seen.
    """
    told_at = [at for code, at in log.told.items() if Code(code) in met.meeting.told]
    known_at = max(scene.last_act, min(told_at, default=0.0))
    return max(0.0, log.idle_from(known_at, otherwise=met.at_rest_at) - known_at)


def _leaks(app: App) -> list[str]:
    """The quick part of the search; the files that are open are looked into when the matrix is at its end."""
    desktop, wanted = app.desktop, [KEY, CANARY]
    found = in_files([app.folder, desktop.home, desktop.runtime], wanted)
    return found + in_processes([app.status()["pid"]], wanted)

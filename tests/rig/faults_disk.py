"""Disks that are full or closed, and a history that is damaged or taken."""

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from rapidwhisper.core.problem import Code
from tests.rig.fault import ARRIVES, KEPT, SAFE, Fate, Fault, Meeting, Stage, everywhere
from tests.rig.process import wait_until
from tests.rig.scene import Scene

UNWRITABLE = (Code.JOURNAL_UNWRITABLE, Code.HISTORY_UNWRITABLE)


def _data(scene: Scene) -> Path:
    return scene.app.folder / "data"


@contextmanager
def disk_full(scene: Scene) -> Iterator[None]:
    """No file of the program grows any more, its log neither: that the user is told shows in its status."""
    pid = scene.app.status()["pid"]
    _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, most))
    try:
        if not scene.is_spoken:
            wait_until(lambda: _fault(scene) in UNWRITABLE, "the user is told")
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, most))


def _fault(scene: Scene) -> str:
    return str((scene.app.status()["last_error"] or {}).get("code"))


@contextmanager
def data_folder_gone(scene: Scene) -> Iterator[None]:
    """Nothing can be opened there; that it is read-only would be mended by the program itself."""
    folder = _data(scene)
    away = folder.rename(folder.with_name("data-away"))
    folder.touch()
    try:
        yield
    finally:
        folder.unlink()
        away.rename(folder)


@contextmanager
def crash_damages_history(scene: Scene) -> Iterator[None]:
    """As a power cut may: the program ends at once, and its database is not whole."""
    scene.app.kill()
    for companion in _data(scene).glob("history.sqlite3-*"):
        companion.unlink()
    file = _data(scene) / "history.sqlite3"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    scene.app.start()
    yield


@contextmanager
def history_locked(scene: Scene) -> Iterator[None]:
    with closing(sqlite3.connect(_data(scene) / "history.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


DISK_FAULTS = (
    Fault("disk_full", disk_full, everywhere(ARRIVES)),
    Fault("data_folder_gone", data_folder_gone, everywhere(Meeting(Fate.ARRIVES, UNWRITABLE)), early=True),
    Fault(
        "crash_damages_history",
        crash_damages_history,
        {Stage.RECORDING: KEPT, Stage.TRANSCRIBING: KEPT, Stage.INSERTING: SAFE},
        restarts=True,
    ),
    Fault("history_locked", history_locked, everywhere(ARRIVES)),
)

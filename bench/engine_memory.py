"""P11: what the program and its engine hold of the computer's memory, before, while and after one dictates.

As in P7 nobody else uses Qt meanwhile: of a library that two programs use, PSS counts a half for each.
"""

import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from time import sleep

from bench.desk import REST_S
from bench.figures import Calibration, Figure
from bench.memory import SETTLE_S, held_mb
from tests.rig.app import App, running_app
from tests.rig.desktop import virtual_desktop
from tests.rig.process import wait_until
from tests.rig.speech import SENTENCES, speech
from tests.rig.targets import terminal

TIMES = 3
KEEP_LOADED_MINUTES = "0.2"
IDLES_OUT_S = 60.0
_WORKER = b"rapidwhisper.providers.local.worker"


@dataclass(slots=True)
class Held:
    """MB, each time."""

    both: list[float] = field(default_factory=list)
    both_rss: list[float] = field(default_factory=list)
    engine: list[float] = field(default_factory=list)

    def look(self, app: App) -> None:
        pid = app.status()["pid"]
        all_of_them = (pid, *engines(pid))
        self.both.append(sum(held_mb(each, "Pss") for each in all_of_them))
        self.both_rss.append(sum(held_mb(each, "Rss") for each in all_of_them))
        self.engine.append(sum(held_mb(each, "Pss") for each in engines(pid)))


def engine_memory() -> list[Figure]:
    before, loaded, after = Held(), Held(), Held()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        desktop = stack.enter_context(virtual_desktop())
        settings = {"LOCAL_KEEP_LOADED_MINUTES": KEEP_LOADED_MINUTES}
        app = stack.enter_context(running_app(desktop, folder / "app", **settings))
        window = stack.enter_context(terminal(desktop.display, folder))
        recording = speech(SENTENCES[0], folder)
        sleep(SETTLE_S)
        _wait_for_idleness(app)
        before.look(app)
        for number in range(1, TIMES + 1):
            app.dictate(recording)
            wait_until(lambda: window.text().count("week") == number, "the text arrives", seconds=60)  # noqa: B023
            sleep(REST_S)
            loaded.look(app)
            _wait_for_idleness(app)
            after.look(app)
    return [
        _figure("at the start", before),
        _figure("loaded", loaded, Calibration("engine alone, loaded", "MB", tuple(loaded.engine))),
        _figure("idled out", after),
    ]


def engines(pid: int) -> list[int]:
    """The processes of the program's engine."""
    processes = (each for each in Path("/proc").iterdir() if each.name.isdigit())
    return [int(each.name) for each in processes if _is_engine(each, pid)]


def _wait_for_idleness(app: App) -> None:
    pid = app.status()["pid"]
    wait_until(lambda: not engines(pid), "the engine gives its memory back", seconds=IDLES_OUT_S, every=0.2)


def _is_engine(process: Path, program: int) -> bool:
    try:
        parent = int((process / "stat").read_text().rpartition(")")[2].split()[1])
        return parent == program and _WORKER in (process / "cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):  # it has just ended
        return False


def _figure(when: str, held: Held, *beside: Calibration) -> Figure:
    rss = Calibration(f"as RSS, {when}", "MB", tuple(held.both_rss))
    return Figure("P11", f"program and engine, {when}", "MB", tuple(held.both), calibration=(*beside, rss))

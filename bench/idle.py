"""P6: what the program costs while nobody dictates."""

import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from time import sleep

from bench.figures import Figure
from tests.rig.app import running_app
from tests.rig.desktop import virtual_desktop

SETTLE_S = 8.0
WATCHED_S = 60.0
TIMES = 2


@dataclass(frozen=True, slots=True)
class Spent:
    cpu_s: float
    wakeups: int


def spent(pid: int) -> dict[str, Spent]:
    """By each thread since it began."""
    return {task.name: _spent(task) for task in Path(f"/proc/{pid}/task").iterdir()}


def _spent(task: Path) -> Spent:
    running_ns = int((task / "schedstat").read_text().split()[0])
    status = (task / "status").read_text().splitlines()
    switches = next(int(line.split()[1]) for line in status if line.startswith("voluntary_ctxt_switches"))
    return Spent(running_ns / 1e9, switches)


def idle() -> list[Figure]:
    cpu, wakeups = [], []
    settings = {"AI_PROVIDER": "custom", "CUSTOM_BASE_URL": "http://localhost:9/v1/"}
    with ExitStack() as stack:
        desktop = stack.enter_context(virtual_desktop())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        app = stack.enter_context(running_app(desktop, folder / "app", **settings))
        pid = app.status()["pid"]
        sleep(SETTLE_S)
        for _ in range(TIMES):
            before = spent(pid)
            sleep(WATCHED_S)
            after = spent(pid)
            lasting = before.keys() & after.keys()
            cpu.append(100 * sum(after[each].cpu_s - before[each].cpu_s for each in lasting) / WATCHED_S)
            wakeups.append(sum(after[each].wakeups - before[each].wakeups for each in lasting) / WATCHED_S)
    return [
        Figure("P6", "CPU over 60 s of idleness", "%", tuple(cpu), 0.1, 0.04),
        Figure("P6", "wake-ups while idle", "/s", tuple(wakeups), 5, 2),
    ]

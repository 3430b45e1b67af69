"""P6: what the program costs while nobody dictates."""

import tempfile
from contextlib import ExitStack
from pathlib import Path
from time import sleep

from bench.figures import Figure
from tests.rig.app import running_app
from tests.rig.desktop import virtual_desktop
from tests.rig.spent import between, spent

SETTLE_S = 8.0
WATCHED_S = 60.0
TIMES = 2


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
            cost = between(before, spent(pid))
            cpu.append(100 * cost.cpu_s / WATCHED_S)
            wakeups.append(cost.wakeups / WATCHED_S)
    return [
        Figure("P6", "CPU over 60 s of idleness", "%", tuple(cpu), 0.1, 0.04),
        Figure("P6", "wake-ups while idle", "/s", tuple(wakeups), 5, 2),
    ]

"""What the program costs while nobody dictates: `python -m bench.idle [SECONDS]`."""

import os
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from time import sleep

from tests.rig.app import running_app
from tests.rig.desktop import virtual_desktop

SETTLE_S = 8.0


@dataclass(frozen=True, slots=True)
class Spent:
    cpu_s: float
    wakeups: int


def spent(pid: int) -> dict[str, Spent]:
    """By each thread since it began."""
    return {task.name: _spent(task) for task in Path(f"/proc/{pid}/task").iterdir()}


def _spent(task: Path) -> Spent:
    fields = (task / "stat").read_text().rpartition(")")[2].split()
    status = (task / "status").read_text().splitlines()
    switches = next(int(line.split()[1]) for line in status if line.startswith("voluntary_ctxt_switches"))
    return Spent((int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), switches)


def pss_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def main() -> int:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    settings = {"AI_PROVIDER": "custom", "CUSTOM_BASE_URL": "http://localhost:9/v1/"}
    with ExitStack() as stack:
        desktop = stack.enter_context(virtual_desktop())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        app = stack.enter_context(running_app(desktop, folder / "app", **settings))
        pid = app.status()["pid"]
        sleep(SETTLE_S)
        before = spent(pid)
        sleep(seconds)
        after = spent(pid)
        lasting = before.keys() & after.keys()
        cpu_s = sum(after[each].cpu_s - before[each].cpu_s for each in lasting)
        wakeups = sum(after[each].wakeups - before[each].wakeups for each in lasting)
        print(f"idle for {seconds:.0f} s: CPU {100 * cpu_s / seconds:.3f} %")
        print(f"wake-ups {wakeups / seconds:.2f} a second")
        print(f"memory {pss_mb(pid):.1f} MB (PSS)")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What a process costs, thread by thread, as the kernel counts it."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Spent:
    cpu_s: float
    wakeups: int
    """How often it has gone to sleep of its own will."""


def spent(pid: int) -> dict[str, Spent]:
    """By each thread since it began."""
    found = {}
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):  # it has just ended
            found[task.name] = _spent(task)
    return found


def between(before: dict[str, Spent], after: dict[str, Spent]) -> Spent:
    """By the threads that were there all the time."""
    lasting = before.keys() & after.keys()
    return Spent(
        sum(after[each].cpu_s - before[each].cpu_s for each in lasting),
        sum(after[each].wakeups - before[each].wakeups for each in lasting),
    )


def _spent(task: Path) -> Spent:
    running_ns = int((task / "schedstat").read_text().split()[0])
    status = (task / "status").read_text().splitlines()
    switches = next(int(line.split()[1]) for line in status if line.startswith("voluntary_ctxt_switches"))
    return Spent(running_ns / 1e9, switches)

"""What a running program takes of its computer, as the kernel and the X server count it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from Xlib.display import Display as Connection

from tests.rig.app import App
from tests.rig.process import wait_until
from tests.rig.targets import process_behind


@dataclass(frozen=True, slots=True)
class Footprint:
    pss_kb: int
    threads: int
    handles: int
    x_resources: int
    history_kb: int
    audio_kb: int
    log_kb: int

    def __str__(self) -> str:
        return (
            f"{self.pss_kb / 1024:.1f} MB, {self.threads} threads, {self.handles} handles,"
            f" {self.x_resources} X resources; history {self.history_kb} kB, sound {self.audio_kb} kB,"
            f" log {self.log_kb} kB"
        )


def footprint(app: App) -> Footprint:
    """Once nothing comes and goes any more: a thread that has just ended is still counted for a moment."""
    before: list[tuple[int, int, int]] = []

    def at_rest() -> bool:
        before.append(_counts(app))
        return len(before) > 1 and before[-1] == before[-2]

    wait_until(at_rest, "the program is at rest", seconds=60, every=1.0)
    threads, handles, x_resources = before[-1]
    pid = app.status()["pid"]
    data = app.folder / "data"
    return Footprint(
        _line(Path(f"/proc/{pid}/smaps_rollup"), "Pss:"),
        threads,
        handles,
        x_resources,
        _kb(data.glob("history.sqlite3*")),
        _kb((data / "audio").rglob("*")),
        _kb(app.folder.glob("rapidwhisper.log*")),
    )


def _counts(app: App) -> tuple[int, int, int]:
    pid = int(app.status()["pid"])
    threads = _line(Path(f"/proc/{pid}/status"), "Threads:")
    return threads, len(list(Path(f"/proc/{pid}/fd").iterdir())), _x_resources(app, pid)


def _line(file: Path, name: str) -> int:
    line = next(line for line in file.read_text().splitlines() if line.startswith(name))
    return int(line.split()[1])


def _kb(files: Iterator[Path]) -> int:
    return sum(file.stat().st_size for file in files if file.is_file()) // 1024


def _x_resources(app: App, pid: int) -> int:
    """Windows, pixmaps, cursors and all else of every connection that the program has."""
    connection = Connection(app.desktop.display.name)
    try:
        return sum(
            each.count
            for client in connection.res_query_clients().clients
            if process_behind(connection, client.resource_base) == pid
            for each in connection.res_query_client_resources(client.resource_base).types
        )
    finally:
        connection.close()

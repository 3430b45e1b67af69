"""P8: from the start of the process until its hotkey is armed."""

import subprocess
import sys
import time
from collections.abc import Iterator

from Xlib import X
from Xlib.display import Display as Connection
from Xlib.error import BadValue

from bench.desk import Desk, desk
from bench.figures import By, Calibration, Figure
from tests.rig.process import running, wait_until
from tests.rig.targets import process_behind

STARTS = 8

_LOOK_EVERY_S = 0.002


def start() -> list[Figure]:
    """Ours and a bare one by turns; the first of each only warms the disk's cache."""
    ours, ready, bare = [], [], []
    with desk() as place:
        for _ in range(STARTS + 1):
            began = time.monotonic()
            ours.append(armed(place))
            place.app.wait_for("idle")
            ready.append(time.monotonic() - began)
            place.app.close()
            bare.append(_bare(place))
    ours, ready, bare = ours[1:], ready[1:], bare[1:]
    ratios = tuple(one / other for one, other in zip(ours, bare, strict=True))
    calibration = (
        Calibration("bare QApplication with a tray icon", "s", tuple(bare)),
        Calibration("hotkey armed", "s", tuple(ours)),
        Calibration("everything there", "s", tuple(ready)),
    )
    return [Figure("P8", "start ÷ bare start", "", ratios, 2.0, 1.3, By.P50, calibration)]


def armed(place: Desk) -> float:
    """Starts the program; returns after how many seconds the X server had its hotkey."""
    connection = Connection(place.desktop.display.name)
    try:
        # The library takes the error of a client that has just gone for one of another extension, and breaks.
        connection.display.error_classes[X.BadValue] = BadValue
        before = {client.resource_base for client in connection.res_query_clients().clients}
        began = time.monotonic()
        pid = place.app.launch()
        wait_until(
            lambda: any(_grabs(connection, before, pid)),
            "the hotkey is armed",
            seconds=30,
            every=_LOOK_EVERY_S,
        )
        return time.monotonic() - began
    finally:
        connection.close()


def _grabs(connection: Connection, before: set[int], pid: int) -> Iterator[int]:
    """How many grabs each of the program's connections has; asked of the X server, which knows them all."""
    for client in connection.res_query_clients().clients:
        base = client.resource_base
        if base in before or process_behind(connection, base) != pid:
            continue
        try:
            types = connection.res_query_client_resources(base).types
        except BadValue:  # it has gone meanwhile
            continue
        for each in types:
            if connection.get_atom_name(each.resource_type) == "PASSIVE GRAB":
                yield each.count


def _bare(place: Desk) -> float:
    began = time.monotonic()
    command = [sys.executable, "-m", "bench.bare_tray"]
    with running(command, env=place.desktop.env, stdout=subprocess.PIPE) as bare:
        assert bare.stdout is not None
        return float(bare.stdout.readline()) - began

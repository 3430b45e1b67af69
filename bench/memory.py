"""P7: what the program holds of the computer's memory.

Nobody else uses Qt meanwhile: of a library that two programs use, PSS counts a half for each.
"""

import tempfile
from contextlib import ExitStack
from pathlib import Path
from time import sleep

from bench.desk import KEY, REST_S
from bench.figures import Figure
from tests.rig.app import running_app
from tests.rig.desktop import virtual_desktop
from tests.rig.process import wait_until
from tests.rig.speech import brief
from tests.rig.speech_server import SpeechServer
from tests.rig.tap import tapping
from tests.rig.targets import terminal

DICTATIONS = 50
LOOK_EVERY = 5
WARM = 15
"""Dictations by which everything has been used; from then on nothing should grow."""
SETTLE_S = 8.0


def memory() -> list[Figure]:
    held: dict[int, float] = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        desktop = stack.enter_context(virtual_desktop())
        server = stack.enter_context(SpeechServer())
        server.answers("word")
        account = {"CUSTOM_BASE_URL": server.url, "CUSTOM_API_KEY": KEY}
        app = stack.enter_context(running_app(desktop, folder / "app", AI_PROVIDER="custom", **account))
        window = stack.enter_context(terminal(desktop.display, folder))
        tap = stack.enter_context(tapping(desktop.display))
        recording = brief(folder)
        pid = app.status()["pid"]
        sleep(SETTLE_S)
        held[0] = held_mb(pid)
        for number in range(1, DICTATIONS + 1):
            tap()
            app.wait_for("recording")
            desktop.microphone.play(recording)
            tap()
            wait_until(lambda: window.text().count("word") == number, "the text arrives")  # noqa: B023
            sleep(REST_S)
            if number % LOOK_EVERY == 0:
                held[number] = held_mb(pid)
    warm = {count: mb for count, mb in held.items() if count >= WARM}
    return [
        Figure("P7", "memory after the start", "MB", (held[0],), 100, 70),
        Figure("P7", f"memory after {DICTATIONS} dictations", "MB", (held[DICTATIONS],), 160, 120),
        Figure("P7", "growth per dictation", "kB", (1000 * slope(warm),), 10, 1, course=held),
    ]


def held_mb(pid: int, kind: str = "Pss") -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{kind}:")) / 1024


def slope(points: dict[int, float]) -> float:
    """Of the straight line that is nearest to them."""
    middle = sum(points) / len(points)
    return sum((x - middle) * y for x, y in points.items()) / sum((x - middle) ** 2 for x in points)

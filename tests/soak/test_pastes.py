"""Two hundred texts into windows that read their clipboard up to five seconds after the key."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import mean

import pytest

from tests.rig.display import x_server
from tests.rig.pastes import Pastes, paste_late

PASTES = 200
LANES = 8
"""X servers side by side: almost all of the time is spent waiting."""


@pytest.mark.parametrize("manager", [False, True], ids=["alone", "beside a clipboard manager"])
def test_two_hundred_texts_arrive_once_and_every_clipboard_comes_back(tmp_path: Path, manager: bool) -> None:  # noqa: FBT001
    def lane(number: int) -> Pastes:
        folder = tmp_path / str(number)
        folder.mkdir()
        with x_server() as display:
            return paste_late(display, folder, count=PASTES // LANES, seed=number, manager=manager)

    started = time.monotonic()
    with ThreadPoolExecutor(LANES) as pool:
        lanes = list(pool.map(lane, range(LANES)))
    wished = [text for each in lanes for text in each.wished]
    arrived = [text for each in lanes for text in each.arrived]
    late_s = [late for each in lanes for late in each.late_s]
    took_s = [took for each in lanes for took in each.took_s]
    print(
        f"\n{len(wished)} pastes {'beside a clipboard manager' if manager else 'alone'}:"
        f" {len(set(arrived) & set(wished))} right, {len(arrived) - len(set(arrived))} twice,"
        f" {sum(each.restored for each in lanes)} clipboards restored;"
        f" read {mean(late_s):.2f} s late on average, {max(late_s):.2f} s at most;"
        f" from order to restored clipboard {mean(took_s):.2f} s, {max(took_s):.2f} s at most;"
        f" {time.monotonic() - started:.0f} s in all"
    )
    assert len(wished) == PASTES
    for each in lanes:
        each.check()

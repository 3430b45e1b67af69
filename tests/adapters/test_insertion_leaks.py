"""Nothing piles up: threads, open files, and things in the X server are as many as before."""

from pathlib import Path

from rapidwhisper.core.events import Inserted
from tests.rig.display import Display
from tests.rig.leaks import footprints
from tests.rig.process import wait_until
from tests.rig.x11_bench import X11Bench, x11_bench
from tests.rig.x11_clients import footprint, kill, ours


def test_many_insertions_leave_nothing_behind(x11: X11Bench) -> None:
    before, after = footprints(x11, 30)
    assert before["WINDOW"] >= 3
    assert after == before


def test_connections_that_were_lost_leave_nothing_open(x11: X11Bench) -> None:
    x11.open_qt()
    held = []
    for number in range(5):
        x11.insert("text", dictation=number)
        assert x11.next_event() == Inserted(number)
        held.append(footprint(x11.display))
        kill(x11.display, *ours(x11.display))
        wait_until(lambda: x11.inserter.target() is not None, "the focus is watched again")
    assert held[-1] == held[1]


def test_an_inserter_that_is_closed_leaves_nothing_open(display: Display, tmp_path: Path) -> None:
    before = footprint(display)
    for number in range(3):
        with x11_bench(display, tmp_path) as bench:
            bench.open_qt()
            bench.insert("text", dictation=number)
            assert bench.next_event() == Inserted(number)
    wait_until(lambda: footprint(display) == before, "everything is closed")

"""Three hundred texts by one program, which holds no more afterwards than before."""

from pathlib import Path

from tests.rig.display import x_server
from tests.rig.leaks import footprints
from tests.rig.x11_bench import x11_bench

ROUNDS = 300


def test_three_hundred_insertions_leave_nothing_behind(tmp_path: Path) -> None:
    with x_server() as display, x11_bench(display, tmp_path) as bench:
        before, after = footprints(bench, ROUNDS)
    print(f"\nheld before: {before}\nafter {ROUNDS} insertions: {after}")
    assert after == before

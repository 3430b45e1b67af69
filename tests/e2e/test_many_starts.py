"""Ten starts at once, as when somebody clicks an icon that seems to do nothing: one program."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.rig.app import App
from tests.rig.desktop import Desktop
from tests.rig.process import end, wait_until

STARTS = 10
_PROGRAM = [sys.executable, "-m", "rapidwhisper"]


@pytest.fixture
def absent(desktop: Desktop, tmp_path: Path) -> App:
    app = App(desktop, tmp_path)
    app.configure(AI_PROVIDER="custom", CUSTOM_BASE_URL="http://127.0.0.1:9/v1")
    return app


@pytest.mark.parametrize("again", range(3))
def test_of_ten_starts_one_stays_and_the_others_tell_it_and_end_well(absent: App, again: int) -> None:
    starts = [
        subprocess.Popen(
            _PROGRAM,
            env=absent.env,
            cwd=absent.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(STARTS)
    ]
    try:
        wait_until(lambda: sum(each.poll() is None for each in starts) == 1, "nine have ended", seconds=120)
        (survivor,) = (each for each in starts if each.poll() is None)
        ended = [each for each in starts if each is not survivor]
        assert [each.returncode for each in ended] == [0] * (STARTS - 1)
        for each in ended:
            told, complaint = each.communicate(timeout=10)
            assert "already running" in told
            assert complaint == ""
        wait_until(lambda: absent.status().get("pid") == survivor.pid, "the one answers", seconds=30)
        absent.tell("quit")
        assert survivor.wait(30) == 0
    finally:
        for each in starts:
            end(each)

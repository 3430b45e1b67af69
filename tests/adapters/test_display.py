"""The X display: found, missing, waited for and lost, with real servers."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from rapidwhisper.desktop.display import answers, answers_within, x_display
from rapidwhisper.desktop.losses import MOST, WITHIN_S, Losses
from tests.rig.display import MortalDisplay, mortal_x_server
from tests.rig.process import running

_LOSES_ITS_DISPLAY = """
import ctypes, os, sys
from PySide6.QtWidgets import QApplication
from rapidwhisper.desktop.display import instead_of_xlibs_exit, is_broken

def end():
    print("broken" if is_broken(x11.connection()) else "whole", flush=True)
    os._exit(7)

qt = QApplication([])
x11 = qt.nativeInterface()
with instead_of_xlibs_exit(x11.display(), end):
    print("ready", flush=True)
    sys.stdin.readline()
    ctypes.CDLL("libX11.so.6").XSync(ctypes.c_void_p(x11.display()), 0)
    print("came back", flush=True)
"""


@pytest.fixture
def mortal() -> Iterator[MortalDisplay]:
    with mortal_x_server(dict(os.environ)) as made:
        yield made


def test_a_display_answers_while_its_server_lives(mortal: MortalDisplay) -> None:
    assert answers(mortal.display.name)
    mortal.kill()
    assert not answers(mortal.display.name)


def test_a_display_that_comes_back_is_waited_for(mortal: MortalDisplay) -> None:
    mortal.kill()
    found: list[bool] = []
    waiting = threading.Thread(target=lambda: found.append(answers_within(mortal.display.name, 60.0)))
    waiting.start()
    assert waiting.is_alive()
    mortal.start()
    waiting.join(30)
    assert found == [True]


def test_a_display_that_stays_away_is_waited_for_no_longer_than_wished(mortal: MortalDisplay) -> None:
    mortal.kill()
    assert not answers_within(mortal.display.name, 0.3)


def test_a_server_that_goes_while_qt_is_in_xlib_does_not_end_the_process_past_us(
    mortal: MortalDisplay, tmp_path: Path
) -> None:
    env = {**mortal.display.env, "QT_QPA_PLATFORM": "xcb", "HOME": str(tmp_path)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with running([sys.executable, "-c", _LOSES_ITS_DISPLAY], env=env, **pipes) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        mortal.kill()
        told, _ = process.communicate("go on\n", timeout=30)
    assert (told, process.returncode) == ("broken\n", 7)


@pytest.mark.parametrize(
    ("environ", "platform", "name"),
    [
        ({"DISPLAY": ":1"}, "linux", ":1"),
        ({"DISPLAY": ":1", "XDG_SESSION_TYPE": "x11"}, "freebsd14", ":1"),
        ({"DISPLAY": ""}, "linux", None),
        ({}, "linux", None),
        ({"DISPLAY": ":1", "WAYLAND_DISPLAY": "wayland-0"}, "linux", None),
        ({"DISPLAY": ":1", "XDG_SESSION_TYPE": "wayland"}, "linux", None),
        ({"DISPLAY": ":1", "WAYLAND_DISPLAY": "wayland-0", "QT_QPA_PLATFORM": "xcb"}, "linux", ":1"),
        ({"DISPLAY": ":1", "QT_QPA_PLATFORM": "offscreen"}, "linux", None),
        ({"DISPLAY": ":1"}, "darwin", None),
        ({"DISPLAY": ":1"}, "win32", None),
    ],
)
def test_the_display_that_counts_is_the_one_that_qt_will_use(
    environ: dict[str, str], platform: str, name: str | None
) -> None:
    assert x_display(environ, platform) == name


def test_losses_are_handed_on_and_old_ones_forgotten() -> None:
    losses = Losses()
    for now in range(MOST):
        losses = Losses.read(str(losses.one_more(float(now))))
    assert not losses.too_many
    assert losses.one_more(float(MOST)).too_many
    assert not losses.one_more(WITHIN_S + 1.0).too_many


@pytest.mark.parametrize("text", ["", "rubbish", "1.0 rubbish"])
def test_what_does_not_stand_for_losses_is_none(text: str) -> None:
    assert Losses.read(text) == Losses()


def test_losses_from_before_a_boot_do_not_count() -> None:
    assert Losses((5000.0,) * MOST).one_more(10.0) == Losses((10.0,))

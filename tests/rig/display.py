"""An X server of a test's own: Xvfb on a free display, with a window manager if wished."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rapidwhisper.desktop.display import answers
from tests.rig.process import running, wait_until


@dataclass(frozen=True, slots=True)
class Display:
    name: str
    """As in $DISPLAY, for example ":7"."""
    base: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    """The environment that its clients get besides."""

    @property
    def env(self) -> dict[str, str]:
        return {**self.base, "DISPLAY": self.name}

    def run(self, *command: str, timeout: float = 10.0) -> str:
        """Run a client to its end and return what it printed."""
        done = subprocess.run(
            command, env=self.env, capture_output=True, text=True, timeout=timeout, check=True
        )
        return done.stdout


_XVFB_OPTIONS = ("-nolisten", "tcp", "-noreset")


@contextmanager
def x_server(
    *,
    window_manager: bool = True,
    layout: str = "us",
    size: str = "1280x800x24",
    base: Mapping[str, str] | None = None,
) -> Iterator[Display]:
    """Xvfb that picks its own free display, so that tests can run side by side."""
    base = dict(os.environ if base is None else base)
    with ExitStack() as stack:
        reader, writer = os.pipe()
        command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", size, *_XVFB_OPTIONS]
        stack.enter_context(running(command, env=base, pass_fds=(writer,), stderr=subprocess.DEVNULL))
        os.close(writer)
        with os.fdopen(reader) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise AssertionError("Xvfb did not start")
        display = Display(f":{number}", base)
        display.run("setxkbmap", layout)
        if window_manager:
            stack.enter_context(managed(display))
        yield display


@contextmanager
def managed(display: Display) -> Iterator[None]:
    """A window manager, while the block runs."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with running(["openbox"], env=display.env, **quiet):
        wait_until(lambda: "window id" in _supporting_wm(display), "openbox manages the display")
        yield


class MortalDisplay:
    """An X server that can be killed and comes back under the same name."""

    def __init__(self, base: Mapping[str, str]) -> None:
        self.display = Display(f":{_FIRST_MORTAL + os.getpid() % 10_000}", base)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = ["Xvfb", self.display.name, *_XVFB_OPTIONS]
        self._process = subprocess.Popen(command, env=dict(self.display.base), stderr=subprocess.DEVNULL)
        wait_until(lambda: answers(self.display.name), "the X server answers")
        self.display.run("setxkbmap", "us")

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait(5)
            self._process = None


_FIRST_MORTAL = 20_000
"""Where no server looks for a free number of its own: the name must stay free while its server is dead."""


@contextmanager
def mortal_x_server(base: Mapping[str, str]) -> Iterator[MortalDisplay]:
    mortal = MortalDisplay(base)
    mortal.start()
    try:
        yield mortal
    finally:
        mortal.kill()
        number = mortal.display.name.removeprefix(":")
        for left in (f"/tmp/.X{number}-lock", f"/tmp/.X11-unix/X{number}"):
            Path(left).unlink(missing_ok=True)


def _supporting_wm(display: Display) -> str:
    return display.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")

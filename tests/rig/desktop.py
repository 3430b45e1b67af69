"""A whole desktop of a test's own: session bus, screen, window manager, tray and microphone.

Nothing of the desktop it is started on reaches it: the environment is written anew, HOME and the runtime
folder are temporary.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.rig.display import Display, x_server
from tests.rig.process import running
from tests.rig.sound import Microphone, virtual_microphone

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""  # no service folders: the bus starts nothing that would outlive the test

_TRAYER = ["trayer", "--edge", "bottom", "--align", "right", "--width", "20", "--height", "32"]
_TRAYER += ["--SetDockType", "true"]


@dataclass(frozen=True, slots=True)
class Desktop:
    display: Display
    microphone: Microphone
    home: Path
    runtime: Path

    @property
    def env(self) -> dict[str, str]:
        """The environment of every program on this desktop."""
        return {**self.microphone.env, **self.display.env}

    def set_layout(self, layout: str) -> None:
        self.display.run("setxkbmap", layout)

    @contextmanager
    def tray(self) -> Iterator[None]:
        """A panel for tray icons, while the block runs."""
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with running(_TRAYER, env=self.env, **quiet):
            yield


@contextmanager
def virtual_desktop(*, layout: str = "us", tray: bool = True) -> Iterator[Desktop]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rw-")))
        home, runtime = folder / "home", folder / "run"
        home.mkdir()
        runtime.mkdir(mode=0o700)
        bus = stack.enter_context(session_bus(runtime))
        base = {**clean_environment(home, runtime), "DBUS_SESSION_BUS_ADDRESS": bus}
        microphone = stack.enter_context(virtual_microphone(base))
        display = stack.enter_context(x_server(layout=layout, base=microphone.env))
        desktop = Desktop(display, microphone, home, runtime)
        if tray:
            stack.enter_context(desktop.tray())
        yield desktop


def clean_environment(home: Path, runtime: Path) -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "TMPDIR": str(home),  # so that nothing escapes a search of this desktop
        "XDG_RUNTIME_DIR": str(runtime),
        "XDG_SESSION_TYPE": "x11",
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "xcb",
        "NO_AT_BRIDGE": "1",  # zenity would look for an accessibility service that is not there
    }


@contextmanager
def session_bus(runtime: Path) -> Iterator[str]:
    config = runtime / "bus.conf"
    config.write_text(_BUS.format(socket=runtime / "bus"))
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile", "--print-address"]
    env: Mapping[str, str] = clean_environment(runtime, runtime)
    with running(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        assert address, "the session bus did not start"
        yield address

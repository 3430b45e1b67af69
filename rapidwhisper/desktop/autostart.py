"""Starting with the user's login, in the way of this system."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

HOME_VARIABLE = "RAPIDWHISPER_HOME"


@dataclass(frozen=True, slots=True)
class Start:
    """What is to be run at login."""

    command: tuple[str, ...]
    home: Path | None
    """The settings folder, where it is not the one that the program would find by itself."""


class Autostart(Protocol):
    def set(self, *, enabled: bool) -> None:
        """Changes only what differs; raises ProblemError with AUTOSTART_FAILED."""


def choose(
    start: Start, *, platform: str = sys.platform, environ: Mapping[str, str] = os.environ
) -> Autostart:
    match platform:
        case "win32":
            from rapidwhisper.desktop.autostart_windows import RunKey, registry

            return RunKey(start, registry())
        case "darwin":
            from rapidwhisper.desktop.autostart_macos import LaunchAgent

            return LaunchAgent(start, Path.home() / "Library" / "LaunchAgents")
        case _:
            from rapidwhisper.desktop.autostart_xdg import DesktopEntry

            config = environ.get("XDG_CONFIG_HOME", "")
            folder = Path(config) if Path(config).is_absolute() else Path.home() / ".config"
            return DesktopEntry(start, folder / "autostart")


def this_program(home: Path | None) -> Start:
    return Start((sys.executable, "-m", "rapidwhisper"), home)

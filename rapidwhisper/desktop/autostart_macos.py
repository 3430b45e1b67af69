"""macOS starts what lies in ~/Library/LaunchAgents (man launchd.plist). Tested on stand-ins only."""

import plistlib
from pathlib import Path
from typing import Any

from rapidwhisper.desktop.autostart import HOME_VARIABLE, Start
from rapidwhisper.desktop.autostart_files import remove, write

LABEL = "io.github.rapidwhisper"


class LaunchAgent:
    def __init__(self, start: Start, folder: Path) -> None:
        self._start = start
        self.path = folder / f"{LABEL}.plist"

    def set(self, *, enabled: bool) -> None:
        if enabled:
            write(self.path, plistlib.dumps(agent(self._start)))
        else:
            remove(self.path)


def agent(start: Start) -> dict[str, Any]:
    """ProcessType Interactive: the system does not slow it down."""
    made: dict[str, Any] = {
        "Label": LABEL,
        "ProgramArguments": list(start.command),
        "RunAtLoad": True,
        "ProcessType": "Interactive",
    }
    if start.home is not None:
        made["EnvironmentVariables"] = {HOME_VARIABLE: str(start.home)}
    return made

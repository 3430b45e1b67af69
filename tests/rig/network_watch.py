"""To which hosts every Python program on a desktop turns: to this computer's own numbers, and beyond."""

import ipaddress
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tests.rig.desktop import Desktop

_INSIDE = Path(__file__).with_name("watch_inside")


class NetworkWatch:
    """Programs are known by their module and its command."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def over(self, desktop: Desktop) -> Desktop:
        """The same desktop, whose programs are watched."""
        inside = {"PYTHONPATH": str(_INSIDE), "RAPIDWHISPER_TEST_WATCH": str(self._path)}
        display = replace(desktop.display, base={**desktop.display.base, **inside})
        return replace(desktop, display=display)

    @property
    def programs(self) -> set[str]:
        """Those that were watched, whether or not they have turned to anybody."""
        return set(self._programs().values())

    @property
    def here(self) -> set[tuple[str, str]]:
        """Programs, and to which numbers of this computer they have turned."""
        return {turn for turn in self._turns() if _is_loopback(turn[1])}

    @property
    def beyond(self) -> set[tuple[str, str]]:
        """Programs and all other hosts; a name is one, even `localhost`."""
        return {turn for turn in self._turns() if not _is_loopback(turn[1])}

    def _turns(self) -> Iterator[tuple[str, str]]:
        programs = self._programs()
        yield from ((programs[pid], host) for pid, kind, host in self._lines() if kind != "program")

    def _programs(self) -> dict[int, str]:
        return {pid: _named(command) for pid, kind, command in self._lines() if kind == "program"}

    def _lines(self) -> Iterator[tuple[int, str, str]]:
        yield from map(json.loads, self._path.read_text().splitlines())


def _named(command: str) -> str:
    words = command.partition(" -m ")[2].split()
    return " ".join(word for word in words[:2] if "/" not in word)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

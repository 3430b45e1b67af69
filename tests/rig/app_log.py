"""What the program's log tells of a dictation: what the user was told, and when nothing was under way."""

import re
from collections.abc import Iterator
from datetime import datetime

from tests.rig.app import App

_LINE = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}) \S+ +\S+ \S+ (.*)")
_STATE = re.compile(r"state: \w+, (\d+) under way")


class AppLog:
    """Times are seconds since 1970. The states are there with LOG_LEVEL=DEBUG."""

    def __init__(self, app: App, *, since: float) -> None:
        lines = [(at, line) for at, line in _lines(app.log) if at >= since]
        self.lines = [f"{at - since:7.3f} {line}" for at, line in lines]
        self.told: dict[str, float] = {}
        """Codes of Problems and when each was told first."""
        self._busy: list[tuple[float, bool]] = []
        for at, line in lines:
            if line.startswith("told: "):
                self.told.setdefault(line.removeprefix("told: "), at)
            elif state := _STATE.match(line):
                self._busy.append((at, state[1] != "0"))

    def idle_from(self, at: float, *, otherwise: float) -> float:
        """The first time from then on at which nothing was under way."""
        before = [busy for time, busy in self._busy if time <= at]
        if before and not before[-1]:
            return at
        return next((time for time, busy in self._busy if time >= at and not busy), otherwise)


def _lines(log: str) -> Iterator[tuple[float, str]]:
    for match in _LINE.finditer(log):
        yield datetime.strptime(match[1], "%Y-%m-%d %H:%M:%S,%f").astimezone().timestamp(), match[2]

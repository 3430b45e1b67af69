"""How far a command is, on standard error: a bar on a terminal, elsewhere a line for every tenth."""

import shutil
from typing import TextIO

from rapidwhisper.core.pace import Pace
from rapidwhisper.core.times import clock
from rapidwhisper.ui.words import translate

WIDTH = 24
EVERY_PERCENT = 10

_ERASE = "\r\x1b[K"


class ProgressBar:
    """For one file."""

    def __init__(self, out: TextIO, name: str) -> None:
        self._out = out
        self._name = name
        self._is_terminal = out.isatty()
        self._told = 0

    def show(self, pace: Pace) -> None:
        if self._is_terminal:
            columns = shutil.get_terminal_size().columns
            self._write(_ERASE + f"{bar(pace)} {told(pace)}"[: columns - 1])
        elif self._told + EVERY_PERCENT <= pace.percent < 100:  # noqa: PLR2004 - then the text itself is there
            self._told = pace.percent
            self._write(f"{self._name}: {told(pace)}\n")

    def clear(self) -> None:
        """Before anything else is written."""
        if self._is_terminal:
            self._write(_ERASE)

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()


class NoProgress:
    def show(self, pace: Pace) -> None: ...

    def clear(self) -> None: ...


def bar(pace: Pace) -> str:
    full = round(WIDTH * pace.share)
    return f"[{'#' * full}{'.' * (WIDTH - full)}]"


def told(pace: Pace) -> str:
    place = f"{pace.percent:3} %  {clock(pace.done_s)} / {clock(pace.total_s)}"
    if pace.left_s is None:
        return place
    how = translate("CommandLine", "{speed}x real time, {left} left")
    return f"{place}  {how.format(speed=round(pace.speed, 1), left=clock(pace.left_s))}"

"""How a download goes, on a terminal as one line that changes, elsewhere as a line every few seconds."""

import shutil
import time
from types import TracebackType
from typing import Self, TextIO

from rapidwhisper.core.local_model import Phase, Standing
from rapidwhisper.ui.length import length
from rapidwhisper.ui.size import rate, size
from rapidwhisper.ui.words import translate

EVERY_S = 5.0
_BAR = 24


class DownloadLine:
    def __init__(self, name: str, stream: TextIO) -> None:
        self._name = name
        self._stream = stream
        self._changes = stream.isatty()
        self._said: tuple[Phase, float] | None = None
        self._width = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.end()

    def tell(self, standing: Standing) -> None:
        if standing.phase is Phase.READY:
            return
        text = f"{self._name}: {progress(standing)}"
        if self._changes:
            self._change(_fitting(f"{_bar(standing)} {text}", text))
        elif self._due(standing.phase):
            self._stream.write(f"{text}\n")

    def end(self) -> None:
        """What is written next stands on a line of its own."""
        if self._width:
            self._stream.write("\n")
            self._width = 0

    def _change(self, line: str) -> None:
        self._stream.write("\r" + line.ljust(self._width))
        self._stream.flush()
        self._width = len(line)

    def _due(self, phase: Phase) -> bool:
        now = time.monotonic()
        if self._said is not None and self._said[0] is phase and now - self._said[1] < EVERY_S:
            return False
        self._said = phase, now
        return True


def _fitting(*lines: str) -> str:
    """The first that fits into the terminal; one that goes on below could not be written over."""
    columns = shutil.get_terminal_size().columns - 1
    return next((line for line in lines if len(line) <= columns), lines[-1][:columns])


def progress(standing: Standing) -> str:
    """As much of it as is known."""
    if standing.all_bytes is None:
        return translate("Models", "asking which files there are")
    here = translate("Models", "{done} of {all}").format(
        done=size(standing.done_bytes), all=size(standing.all_bytes)
    )
    if standing.phase is Phase.CHECKING:
        return translate("Models", "{here}, checking").format(here=here)
    if standing.bytes_per_s is None or standing.left_s is None:
        return here
    going = translate("Models", "{here}, {rate}, {left} left")
    return going.format(here=here, rate=rate(standing.bytes_per_s), left=length(standing.left_s))


def _bar(standing: Standing) -> str:
    share = standing.done_bytes / standing.all_bytes if standing.all_bytes else 0.0
    return f"[{'#' * int(share * _BAR):<{_BAR}}]"

"""Where the sound of an open microphone comes from, watched while it is open.

When a device goes, the sound server moves the stream to another without a word, even to a monitor: what the
computer itself plays (measured). It tells of that only to those who have subscribed to its events.
"""

import logging
import os
import select
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from rapidwhisper.audio import pulse
from rapidwhisper.audio.pulse import Source

log = logging.getLogger(__name__)

_SUBSCRIBE = "pactl subscribe & exec >&-; read -r _; kill $!"
"""pactl does not notice that nobody reads any more; the shell does, also when this process was killed."""

_ROUNDS = 20
_ROUND_S = 0.1


@dataclass(frozen=True, slots=True)
class Route:
    source: Source
    at: float
    """When the sound server told of it."""


class Move(Enum):
    NONE = auto()
    ELSEWHERE = auto()
    TO_MONITOR = auto()


def judge(before: Source | None, now: Source, chosen: Source | None) -> Move:
    """`chosen` is the source that the settings name: only so may it be a monitor."""
    if now.monitor and (chosen is None or now.name != chosen.name):
        return Move.TO_MONITOR
    if before is not None and now.name != before.name:
        return Move.ELSEWHERE
    return Move.NONE


OnRoute: TypeAlias = Callable[[Route], None]


class RouteWatch:
    """Tells the source of this process's newest stream, and whenever it or its mute switch changes."""

    def __init__(self, tell: OnRoute) -> None:
        self._tell = tell
        self._told: Source | None = None
        self._stream: int | None = None
        self._lock = threading.Lock()
        self._closed = False
        self._process: subprocess.Popen[bytes] | None = None
        threading.Thread(target=self._work, name="route", daemon=True).start()

    def close(self) -> None:
        """Returns at once."""
        with self._lock:
            self._closed = True
            self._let_go()

    def _work(self) -> None:
        process = self._subscribe()
        if process is None or process.stdout is None:
            return
        with process.stdout as events:
            self._follow(events.fileno())
        self.close()
        process.wait()

    def _subscribe(self) -> "subprocess.Popen[bytes] | None":
        with self._lock:
            if self._closed:
                return None
            try:
                self._process = subprocess.Popen(
                    ["sh", "-c", _SUBSCRIBE],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=pulse.environment(),
                )
            except OSError as error:
                log.warning("nobody watches where the sound comes from: %s", error)
            return self._process

    def _follow(self, events: int) -> None:
        """Every look is an event there too: once one is seen nothing is missed any more."""
        for _ in range(_ROUNDS):
            self._look(time.monotonic())
            if select.select([events], [], [], _ROUND_S)[0]:
                break
        first = True
        while chunk := os.read(events, 65536):
            at = time.monotonic()
            if first or b"source" in chunk:
                self._look(at)
            first = False

    def _look(self, at: float) -> None:
        streams = pulse.streams_of(os.getpid())
        if self._stream is None:
            self._stream = max(streams, default=None)
        source = streams.get(self._stream) if self._stream is not None else None
        if source is None or source == self._told:
            return
        self._told = source
        self._tell(Route(source, at))

    def _let_go(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()

"""The connections that lie idle between requests, and what is known of how long servers leave them open."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rapidwhisper.providers.address import Address
from rapidwhisper.providers.line import KEEP_S, Line, made
from rapidwhisper.providers.local_only import beyond, numbers

MAX_IDLE = 6
"""To each server: as many as are used at a time, and those that lie ready beside them."""
RELIED_ON = 0.8
"""Of the time that a server leaves an idle line open: near its end a request could meet the closing."""


class Lines:
    """Broken lines are not returned to it, and those that a server has closed are not handed out."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._idle: list[Line] = []
        self._used: list[Line] = []
        self._local_only = False
        self._lasts_s: dict[str, float] = {}
        self._taken: list[Callable[[], None]] = []
        self._closed = False

    @contextmanager
    def use(self, address: Address, *, fresh: bool = False) -> Iterator[Line]:
        """A line to the server for one request; `fresh`: surely a new connection. Raises ProblemError."""
        line = (None if fresh else self._take(address)) or made(address)
        with self._lock:
            self._used.append(line)
        try:
            self._refuse_beyond(address)
            yield line
        except BaseException:
            line.close()
            self._refuse_beyond(address)  # this is why it was cut
            raise
        finally:
            with self._lock:
                self._used.remove(line)
        self._keep(line)

    def keep_local(self, *, wanted: bool) -> None:
        """Whether there are no lines to other computers from now on, whatever is under way on them."""
        with self._lock:
            self._local_only = wanted
            idle = [line for line in self._idle if self._is_refused(line.address)]
            used = [line for line in self._used if self._is_refused(line.address)]
            self._idle = [line for line in self._idle if line not in idle]
        for line in idle:
            line.close()
        for line in used:
            line.cut()

    def ready(self, address: Address) -> int:
        """Requests that could go out at once without opening a connection."""
        return len(self.idle(address))

    def idle(self, address: Address) -> list[Line]:
        with self._lock:
            return [line for line in self._idle if line.address == address and self._usable(line)]

    def relied_on_s(self, address: Address) -> list[float]:
        """How long each of the idle lines may yet be expected to stay, the longest first."""
        idle_s = sorted(self._idle_s(line) for line in self.idle(address))
        lasts_s = self._lasts_s.get(address.url, KEEP_S)
        if idle_s and idle_s[-1] > lasts_s:  # the closing that was seen had another reason
            lasts_s = KEEP_S
        return [left_s for idle in idle_s if (left_s := RELIED_ON * lasts_s - idle) > 0]

    def hung_up(self, address: Address) -> list[float]:
        """Lets go of the lines that the server has closed, and tells for how long each was idle."""
        with self._lock:
            gone = [line for line in self._idle if line.address == address and not line.open]
            self._idle = [line for line in self._idle if line not in gone]
        for line in gone:
            line.close()
        return [self._idle_s(line) for line in gone]

    def expect(self, address: Address, lasts_s: float) -> None:
        """The server leaves an idle line open for so long, unless one is seen to be open for longer."""
        self._lasts_s[address.url] = lasts_s

    @contextmanager
    def watched(self, taken: Callable[[], None]) -> Iterator[None]:
        """While the block runs, `taken` is called for each line that a request takes, on its thread."""
        with self._lock:
            self._taken.append(taken)
        try:
            yield
        finally:
            with self._lock:
                self._taken.remove(taken)

    def close(self) -> None:
        with self._lock:
            idle, self._idle = self._idle, []
            self._closed = True
        for line in idle:
            line.close()

    def _take(self, address: Address) -> Line | None:
        with self._lock:
            for line in reversed(self._idle):
                if line.address == address and self._usable(line):
                    self._idle.remove(line)
                    for taken in self._taken:
                        taken()
                    return line
        return None

    def _keep(self, line: Line) -> None:
        line.idle_since = self._clock()
        with self._lock:
            lines = [*self._idle, line]
            usable = [one for one in lines if self._usable(one) and not self._closed]
            same = [one for one in usable if one.address == line.address]
            # Another server's stay: it may be the chosen one, and this one only stood in for it.
            self._idle = [one for one in usable if one not in same] + same[-MAX_IDLE:]
            # Settled before the lock is released: then any of the kept ones may be taken by another thread.
            superfluous = [one for one in lines if one not in self._idle]
        for one in superfluous:
            one.close()

    def _usable(self, line: Line) -> bool:
        return self._idle_s(line) <= KEEP_S and line.open and not self._is_refused(line.address)

    def _is_refused(self, address: Address) -> bool:
        return self._local_only and not numbers(address.name)

    def _refuse_beyond(self, address: Address) -> None:
        if self._is_refused(address):
            raise beyond(address.host) from None

    def _idle_s(self, line: Line) -> float:
        return self._clock() - line.idle_since

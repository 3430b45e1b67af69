"""Connections to one server kept ready while somebody speaks, so that none has to be opened afterwards."""

import selectors
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Self

from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.address import Address
from rapidwhisper.providers.capabilities import READY
from rapidwhisper.providers.lines import Lines

SHORT_S = 1.0
"""A server that closes an idle connection sooner does not want it."""
LONGEST_PAUSE_S = 60.0


class Standby:
    """Opens a line when one was taken, was closed or soon will be; in between it sleeps."""

    def __init__(self, lines: Lines, address: Address, dial: Callable[[Abort], bool]) -> None:
        """`dial` opens one more, and tells whether it stays open."""
        self._lines = lines
        self._address = address
        self._dial = dial
        self._failed = 0
        """Attempts, since the last that went well."""
        self._unwanted = 0
        """Lines that were closed too soon, since the last that was not."""

    def run(self, over: Abort) -> None:
        """Raises AbortedError once `over` is asked, or what `dial` raises."""
        self._lines.hung_up(self._address)  # before anybody looked: nobody knows when
        with _Bell() as bell, self._lines.watched(bell.ring):
            while True:
                self._learn()
                left_s = self._lines.relied_on_s(self._address)
                if len(left_s) < READY:
                    self._pause(over)
                    self._failed = 0 if self._dial(over) else self._failed + 1
                else:
                    with over.stops(bell.ring):
                        self._sleep(bell, left_s[READY - 1])

    def _learn(self) -> None:
        for lasted_s in self._lines.hung_up(self._address):
            if lasted_s < SHORT_S:
                self._unwanted += 1
            else:
                self._unwanted = 0
                self._lines.expect(self._address, lasted_s)

    def _pause(self, over: Abort) -> None:
        """A server that refuses is not besieged."""
        in_vain = self._failed + self._unwanted
        if in_vain:
            over.wait(min(2.0 ** (in_vain - 1), LONGEST_PAUSE_S))

    def _sleep(self, bell: "_Bell", seconds: float) -> None:
        """Until the bell rings or the server hangs up, but no longer than that."""
        with selectors.DefaultSelector() as events:
            events.register(bell, selectors.EVENT_READ)
            for line in self._lines.idle(self._address):
                with suppress(ValueError, KeyError, OSError):  # somebody has taken and closed it meanwhile
                    events.register(line, selectors.EVENT_READ)
            events.select(seconds)
        bell.hush()


class _Bell:
    """Wakes a thread that waits for sockets."""

    def __init__(self) -> None:
        self._here, self._there = socket.socketpair()
        self._here.setblocking(False)
        self._there.setblocking(False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._here.close()
        self._there.close()

    def fileno(self) -> int:
        return self._here.fileno()

    def ring(self) -> None:
        with suppress(OSError):  # it has rung so often that there is no room, or nobody listens any more
            self._there.send(b"!")

    def hush(self) -> None:
        with suppress(BlockingIOError):
            self._here.recv(4096)

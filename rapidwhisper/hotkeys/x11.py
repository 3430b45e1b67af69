"""Global keys on X11: grabs on a connection and a thread of their own."""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from queue import SimpleQueue

from rapidwhisper.core.hotkey import Hotkey
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Problem
from rapidwhisper.hotkeys.wanted import Wanted
from rapidwhisper.hotkeys.x11_keyboard import X11Keyboard
from rapidwhisper.hotkeys.x11_listener import Listener, connect

_CLOSING_S = 1.0


class X11Hotkeys:
    """Connects when it is built, some milliseconds with a local server; raises Unavailable if it cannot."""

    name = "x11"

    def __init__(self, emit: Emit, display_name: str | None = None) -> None:
        display = connect(display_name)
        self._wanted = Wanted()
        self._requests: SimpleQueue[Callable[[X11Keyboard], None]] = SimpleQueue()
        self._closing = threading.Event()
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._writer, False)  # one byte wakes the listener as well as a full pipe does
        self._listener = Listener(
            emit,
            connect=lambda: connect(display_name),
            wanted=lambda: self._wanted,
            requests=self._requests,
            wake=self._reader,
            closing=self._closing,
        )
        self._thread = threading.Thread(
            target=self._listener.run, args=(display,), name="hotkeys", daemon=True
        )
        self._thread.start()

    @property
    def trouble(self) -> Problem | None:
        return self._listener.trouble

    def bind(self, hotkey: Hotkey) -> None:
        self._want(replace(self._wanted, hotkey=hotkey))

    def arm_cancel(self, hotkey: Hotkey | None) -> None:
        self._want(replace(self._wanted, cancel=hotkey))

    def bind_paste_last(self, hotkey: Hotkey | None) -> None:
        self._want(replace(self._wanted, paste_last=hotkey))

    def probe(self, hotkey: Hotkey, answer: Callable[[Problem | None], None]) -> None:
        self._post(lambda keyboard: answer(keyboard.probe(hotkey)))

    def close(self) -> None:
        """Waits until the keys are given back, which takes a moment, but at most a second."""
        if self._closing.is_set():
            return
        self._closing.set()
        self._wake()
        self._thread.join(_CLOSING_S)
        if not self._thread.is_alive():
            os.close(self._writer)
            os.close(self._reader)

    def _want(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._post(lambda keyboard: keyboard.want(wanted))

    def _post(self, request: Callable[[X11Keyboard], None]) -> None:
        if not self._closing.is_set():
            self._requests.put(request)
            self._wake()

    def _wake(self) -> None:
        with suppress(BlockingIOError):
            os.write(self._writer, b"\0")

"""Global keys on X11: grabs on a connection and a thread of their own."""

import logging
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from queue import SimpleQueue
from select import select

from Xlib import error
from Xlib.display import Display

from rapidwhisper.core.events import Faulted
from rapidwhisper.core.hotkey import Hotkey
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Code, Problem, Unavailable, problem
from rapidwhisper.hotkeys.wanted import Wanted
from rapidwhisper.hotkeys.x11_keyboard import X11Keyboard

logger = logging.getLogger(__name__)

_CLOSING_S = 1.0


class X11Hotkeys:
    """Connects when it is built, some milliseconds with a local server; raises Unavailable if it cannot."""

    name = "x11"

    def __init__(self, emit: Emit, display_name: str | None = None) -> None:
        try:
            display = Display(display_name)
        except (error.DisplayError, OSError) as cause:
            raise Unavailable(problem(Code.HOTKEY_FAILED, detail=cause)) from cause
        display.set_error_handler(_log_error)
        self._emit = emit
        self._display = display
        self._wanted = Wanted()
        self._requests: SimpleQueue[Callable[[X11Keyboard], None]] = SimpleQueue()
        self._closing = threading.Event()
        self._reader, self._writer = os.pipe()
        self._thread = threading.Thread(target=self._run, name="hotkeys", daemon=True)
        self._thread.start()

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
        os.write(self._writer, b"\0")
        self._thread.join(_CLOSING_S)
        if not self._thread.is_alive():
            os.close(self._writer)
            os.close(self._reader)

    def _want(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._post(lambda keyboard: keyboard.want(wanted))

    def _post(self, request: Callable[[X11Keyboard], None]) -> None:
        if self._thread.is_alive() and not self._closing.is_set():
            self._requests.put(request)
            os.write(self._writer, b"\0")

    def _run(self) -> None:
        try:
            keyboard = X11Keyboard(self._display, self._emit)
            while not self._closing.is_set():
                self._turn(keyboard)
            keyboard.give_back()
        except (error.ConnectionClosedError, OSError) as cause:
            logger.warning("the connection to the X server is gone: %s", cause)
            self._emit(Faulted(problem(Code.HOTKEY_FAILED, detail=cause)))
        except Exception as cause:
            logger.exception("the hotkey thread has stopped")
            self._emit(Faulted(problem(Code.HOTKEY_FAILED, detail=cause)))
        finally:
            with suppress(error.ConnectionClosedError):
                self._display.close()

    def _turn(self, keyboard: X11Keyboard) -> None:
        while not self._requests.empty():
            self._requests.get()(keyboard)
        keyboard.tend()
        keyboard.take_events()
        ready, _, _ = select([self._display, self._reader], [], [], keyboard.patience_s())
        if self._reader in ready:
            os.read(self._reader, 4096)


def _log_error(cause: error.XError, _request: object) -> None:
    logger.info("an X request was refused: %s", cause)

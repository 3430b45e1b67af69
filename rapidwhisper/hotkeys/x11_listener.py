"""The hotkeys' thread: listens, and begins anew after a pause when that fails, for whatever reason."""

import logging
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from select import select

from Xlib import error
from Xlib.display import Display

from rapidwhisper.core.events import Faulted, HotkeyWorks
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Code, Problem, Unavailable, problem
from rapidwhisper.hotkeys.clock_watch import clock_watch, forget_waking
from rapidwhisper.hotkeys.troubles import Troubles
from rapidwhisper.hotkeys.wanted import Wanted
from rapidwhisper.hotkeys.watch import KeyWatch
from rapidwhisper.hotkeys.x11_keyboard import X11Keyboard

logger = logging.getLogger(__name__)

_FIRST_PAUSE_S = 0.1
_LONGEST_PAUSE_S = 2.0
_HEALTHY_S = 10.0
"""Who has listened for so long has recovered: the next failure is a first one again."""

_TELL_AT = 2
"""Failures in a row. The first is mended before anybody notices."""


def connect(display_name: str | None) -> Display:
    """Raises Unavailable."""
    try:
        display = Display(display_name)
    except (error.DisplayError, error.ConnectionClosedError, OSError) as cause:
        raise Unavailable(_failed(cause)) from cause
    display.set_error_handler(_log_error)
    return display


class Listener:
    def __init__(
        self,
        emit: Emit,
        *,
        connect: Callable[[], Display],
        wanted: Callable[[], Wanted],
        requests: SimpleQueue[Callable[[X11Keyboard], None]],
        wake: int,
        closing: threading.Event,
    ) -> None:
        """`wake` is readable when there are requests or `closing` is set."""
        self._emit = emit
        self._connect = connect
        self._wanted = wanted
        self._requests = requests
        self._wake = wake
        self._closing = closing
        self._watch = KeyWatch()
        self._troubles = Troubles(emit)
        self._failures = 0
        self._failure: Problem | None = None

    @property
    def trouble(self) -> Problem | None:
        return self._failure or self._troubles.of(self._wanted().hotkey)

    def run(self, display: Display) -> None:
        """Until `closing` is set; `display` is the first connection."""
        waking = clock_watch()
        try:
            self._listen_until_closed(display, waking)
        finally:
            if waking is not None:
                os.close(waking)

    def _listen_until_closed(self, first: Display, waking: int | None) -> None:
        display: Display | None = first
        while True:
            began = time.monotonic()
            try:
                display = display or self._connect()
                self._listen(display, waking)
            except (error.ConnectionClosedError, OSError, Unavailable) as cause:
                failure = _failed(cause)
                logger.warning("the connection to the X server is gone: %s", failure.facts["detail"])
            except Exception as cause:
                logger.exception("listening for the hotkey has failed")
                failure = _failed(cause)
            else:
                return
            finally:
                if display is not None:
                    with suppress(error.ConnectionClosedError, OSError):
                        display.close()
            display = None
            self._note(failure, after_s=time.monotonic() - began)
            if self._closing.wait(min(_FIRST_PAUSE_S * 2 ** (self._failures - 1), _LONGEST_PAUSE_S)):
                return

    def _listen(self, display: Display, waking: int | None) -> None:
        keyboard = X11Keyboard(display, self._emit, self._watch, self._troubles)
        keyboard.want(self._wanted())
        self._armed()
        files = [display, self._wake, *([] if waking is None else [waking])]
        while not self._closing.is_set():
            while not self._requests.empty():
                self._requests.get()(keyboard)
            keyboard.take_events()
            keyboard.tend()
            ready, _, _ = select(files, [], [], keyboard.patience_s())
            if self._wake in ready:
                os.read(self._wake, 4096)
            if waking is not None and waking in ready:
                forget_waking(waking)
                logger.info("the machine has slept, or its clock was set: taking the hotkey anew")
                keyboard.take_anew()
        keyboard.give_back()

    def _note(self, failure: Problem, *, after_s: float) -> None:
        self._failures = 1 if after_s > _HEALTHY_S else self._failures + 1
        self._failure = failure
        if self._failures == _TELL_AT:
            self._emit(Faulted(failure))

    def _armed(self) -> None:
        told = self._failure is not None and self._failures >= _TELL_AT
        self._failure = None
        hotkey = self._wanted().hotkey
        if told and hotkey is not None and self.trouble is None:
            self._emit(HotkeyWorks(hotkey))


def _failed(cause: BaseException) -> Problem:
    return cause.problem if isinstance(cause, Unavailable) else problem(Code.HOTKEY_FAILED, detail=cause)


def _log_error(cause: error.XError, _request: object) -> None:
    logger.info("an X request was refused: %s", cause)

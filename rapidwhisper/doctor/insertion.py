"""Text into windows: one is put into a window of our own, by the same way as every dictation."""

import time
from dataclasses import replace
from typing import Any, Protocol

from rapidwhisper.core.check import Check, Verdict
from rapidwhisper.core.dictation import Target
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.settings import PasteMethod, WrongWindow
from rapidwhisper.core.words import phrase
from rapidwhisper.doctor.doors import Doors
from rapidwhisper.ui.messages import message

NAME = "insertion"
TEXT = "RapidWhisper"

_FOCUS_S = 5.0
_SETTLES_S = 2.0
_PAUSE_S = 0.05
_ARRIVES_S = 2.0

_ARRIVED = phrase("Check", "A text arrived in a window within {ms} ms.")
_NOT_ARRIVED = phrase("Check", "A text did not arrive in a window.")
_NOT_TRIED = phrase("Check", "It was not tried out.")
_COPIED = phrase("Check", "Texts are only copied, as the settings say.")
_ONLY_COPIED = phrase("Check", "Texts are only copied on this desktop.")
_NOTHING_CAME = phrase("Problem", "nothing came")


class Window(Protocol):
    def wait_for(self, fact: str, seconds: float, wanted: object = None) -> Any:
        """As `desktop.Field` has it."""


def check_insertion(window: Window, doors: Doors) -> Check:
    if doors.settings.paste_method is PasteMethod.COPY:
        return Check(NAME, Verdict.OK, _COPIED)
    if not doors.can_paste:
        return Check(NAME, Verdict.WARNING, _ONLY_COPIED, problem(Code.ONLY_COPIED))
    target = None if doors.busy() else _in_front(window, doors)
    busy = doors.busy()  # perhaps since a moment ago: what is said must find no window of the doctor's
    if busy or target is None:
        why = Code.DICTATION_UNDER_WAY if busy else Code.INSERTION_UNTRIED
        return Check(NAME, Verdict.WARNING, _NOT_TRIED, problem(why))
    settings = replace(doors.settings, wrong_window=WrongWindow.HOLD)
    began = time.monotonic()
    obstacle = doors.delivery.insert(doors.inserter, TEXT, target, settings)
    took_ms = round(1000 * (time.monotonic() - began))
    if obstacle is not None:
        return _not_arrived(message(obstacle).what)
    if window.wait_for("text", _ARRIVES_S, TEXT) != TEXT:  # proof and window must agree
        return _not_arrived(_NOTHING_CAME)
    return Check(NAME, Verdict.OK, _ARRIVED.filled(ms=took_ms))


def _in_front(window: Window, doors: Doors) -> Target | None:
    """The window itself: nothing of ours goes into anybody else's.

    A window manager may tell of it a moment later than the window has the focus.
    """
    number = window.wait_for("window", _FOCUS_S)
    until = time.monotonic() + _SETTLES_S
    while number is not None and not doors.busy() and time.monotonic() < until:
        target = doors.delivery.target(doors.inserter)
        if target is not None and target.window == number:
            return target
        time.sleep(_PAUSE_S)
    return None


def _not_arrived(why: str) -> Check:
    return Check(NAME, Verdict.FAILED, _NOT_ARRIVED, problem(Code.INSERTION_FAILED, detail=why))

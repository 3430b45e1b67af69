"""Types a text key by key into a window of an X server (PASTE_METHOD=type).

Each character gets a keycode that is otherwise unused. A window looks a key's meaning up when it handles the
press, so keycodes change their meaning only after the window has answered a ping.
"""

import threading
import time
from collections.abc import Iterator

from Xlib import XK

from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.insertion.x11_keys import Keyboard, NoKeyError
from rapidwhisper.insertion.x11_paste import Gate
from rapidwhisper.insertion.x11_target import WindowReader

_KEYS_S = 5.0
_ANSWER_S = 8.0
_BATCH = 100
_LATIN_1 = 0xFF
_UNICODE = 0x0100_0000
_WITHOUT_PING_S = 0.3
"""For windows that answer no ping (xterm): a guess. One that is slower mixes up longer texts."""


def keysym(char: str) -> int:
    if char == "\n":
        return int(XK.XK_Return)
    if char == "\t":
        return int(XK.XK_Tab)
    point = ord(char)
    return point if point <= _LATIN_1 else _UNICODE | point


def batches(text: str, room: int) -> Iterator[str]:
    """The text in pieces that have at most `room` different characters each."""
    start = 0
    distinct: set[str] = set()
    for index, char in enumerate(text):
        if index - start == _BATCH or (char not in distinct and len(distinct) == room):
            yield text[start:index]
            start = index
            distinct = set()
        distinct.add(char)
    if start < len(text):
        yield text[start:]


class Typist:
    def __init__(self, windows: WindowReader, keyboard: Keyboard, stopping: threading.Event) -> None:
        self._windows = windows
        self._keyboard = keyboard
        self._stopping = stopping
        self._gate = Gate(windows, keyboard, stopping)

    def type(self, text: str, window: int) -> Problem | None:
        """None if the window has handled every key, else why it stopped; a part may have been typed."""
        obstacle = self._gate.wait(window, time.monotonic() + _KEYS_S)
        if obstacle is not None:
            return obstacle
        spare = self._keyboard.spare_codes()
        if not spare:
            return problem(Code.KEPT_NO_WAY, reason="this keyboard layout has no unused key")
        shifting = self._keyboard.caps_lock()
        try:
            if shifting:
                self._toggle_caps_lock()
            return self._type(text, window, spare)
        except NoKeyError as error:
            return problem(Code.KEPT_NO_WAY, reason=error)
        finally:
            if shifting:
                self._toggle_caps_lock()
            self._keyboard.give_back()

    def _type(self, text: str, window: int, spare: list[int]) -> Problem | None:
        answers = self._windows.can_answer(window)
        codes: dict[str, int] = {}
        for batch in batches(text, len(spare)):
            obstacle = self._gate.wait(window, time.monotonic() + _KEYS_S)
            if obstacle is not None:
                return obstacle
            self._assign(batch, codes, spare)
            for char in batch:
                self._keyboard.strike([codes[char]])
            if answers and not self._windows.answers(window, _ANSWER_S):
                return problem(Code.KEPT_NOT_TAKEN)
            if not answers:
                self._stopping.wait(_WITHOUT_PING_S)
        return None

    def _assign(self, batch: str, codes: dict[str, int], spare: list[int]) -> None:
        """Characters keep their keycode as long as it is not needed for others."""
        wanted = dict.fromkeys(batch)
        unused = [code for code in spare if code not in codes.values()]
        idle = [char for char in codes if char not in wanted]
        for char in wanted:
            if char not in codes:
                codes[char] = unused.pop() if unused else codes.pop(idle.pop())
                self._keyboard.assign(codes[char], keysym(char))

    def _toggle_caps_lock(self) -> None:
        """It would capitalise what we type."""
        code = self._keyboard.code(XK.XK_Caps_Lock)
        if code:
            self._keyboard.strike([code])

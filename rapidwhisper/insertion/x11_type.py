"""Types a text key by key into a window of an X server (PASTE_METHOD=type).

Characters that the active layout lacks get keycodes that are otherwise unused. A window looks a key's meaning
up when it handles the press, so keycodes change their meaning only after the window has answered a ping.
"""

import threading
import time

from Xlib import XK

from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.insertion.text import typed_in_terminal
from rapidwhisper.insertion.x11_gate import Gate
from rapidwhisper.insertion.x11_keys import Key, Keyboard, NoKeyError
from rapidwhisper.insertion.x11_keysyms import keysym
from rapidwhisper.insertion.x11_target import WindowReader
from rapidwhisper.insertion.x11_type_plan import Changes, plan

LIMIT_S = 25.0
_KEYS_S = 5.0
_ANSWER_S = 8.0
_WITHOUT_PING_S = 0.3
"""For windows that answer no ping (xterm): a guess. One that is slower may mix up such characters."""


class Typist:
    def __init__(self, windows: WindowReader, keyboard: Keyboard, stopping: threading.Event) -> None:
        self._windows = windows
        self._keyboard = keyboard
        self._stopping = stopping
        self._gate = Gate(windows, keyboard, stopping)

    def type(self, text: str, window: int, over_at: float) -> Problem | None:
        """None if the window has handled every key, else why it stopped: a part may stand in the window then.

        So it is with a text too long for the time limit (KEPT_NOT_TAKEN). HELD_FOR_ITS_WINDOW: another window
        came to the front before the first key.
        """
        until = min(time.monotonic() + LIMIT_S, over_at)
        obstacle = self._may_go_on(window, until)
        if obstacle is not None:
            return obstacle
        shifting = self._keyboard.caps_lock()
        try:
            if shifting:
                self._toggle_caps_lock()
            text = typed_in_terminal(text) if self._windows.is_terminal(window) else text
            return self._type(text, window, until)
        except NoKeyError as error:
            return problem(Code.KEPT_NO_WAY, reason=error)
        finally:
            if shifting:
                self._toggle_caps_lock()
            self._keyboard.give_back()

    def _type(self, text: str, window: int, until: float) -> Problem | None:
        pinging = self._windows.can_answer(window)
        keys = self._keyboard.typable()
        spare = self._keyboard.spare_codes()
        held: dict[int, str] = {}
        typed = 0
        for changes, piece in plan(text, frozenset(keys), 2 * len(spare)):
            if typed and (pinging or changes) and not self._settled(window, until, pinging=pinging):
                return problem(Code.KEPT_NOT_TAKEN)
            self._change(changes, held, spare)
            obstacle = self._may_go_on(window, until)
            if obstacle is not None:
                begun = typed and obstacle.code is Code.HELD_FOR_ITS_WINDOW
                return problem(Code.KEPT_WRONG_WINDOW) if begun else obstacle
            lent = {char: Key(spare[place // 2], shift=bool(place % 2)) for place, char in held.items()}
            for char in piece:
                self._keyboard.strike_key(keys.get(char) or lent[char])
            typed += len(piece)
        if not self._settled(window, until, pinging=pinging):
            return problem(Code.KEPT_NOT_TAKEN)
        lacking = problem(Code.KEPT_NO_WAY, reason="this keyboard layout has no unused key")
        return None if typed == len(text) else lacking

    def _may_go_on(self, window: int, until: float) -> Problem | None:
        obstacle = self._gate.wait(window, min(until, time.monotonic() + _KEYS_S))
        late = problem(Code.KEPT_NOT_TAKEN) if time.monotonic() >= until else None
        return obstacle or late

    def _settled(self, window: int, until: float, *, pinging: bool) -> bool:
        """The window has looked up what was pressed so far."""
        if pinging:
            return self._windows.answers(window, min(_ANSWER_S, until - time.monotonic()))
        self._stopping.wait(_WITHOUT_PING_S)
        return True

    def _change(self, changes: Changes, held: dict[int, str], spare: list[int]) -> None:
        """Two places share a keycode: without and with Shift."""
        held |= changes
        for code in {place // 2 for place in changes}:
            both = [keysym(held[place]) for place in (2 * code, 2 * code + 1) if place in held]
            self._keyboard.assign(spare[code], both[0], both[-1])

    def _toggle_caps_lock(self) -> None:
        """It would capitalise what we type."""
        code = self._keyboard.code(XK.XK_Caps_Lock)
        if code:
            self._keyboard.strike([code])

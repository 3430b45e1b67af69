"""Windows under pynput: the low-level keyboard hook, where a filter may swallow a key.

A swallowed key never reaches pynput's own callbacks, so the filter itself tells of it.
Not run on Windows yet.
"""

import ctypes
import importlib
import logging
from collections.abc import Callable
from typing import Any, Protocol, cast

from rapidwhisper.core.hotkey import Hotkey, Modifier
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Code, Unavailable, problem
from rapidwhisper.hotkeys.pynput_guard import Listener
from rapidwhisper.hotkeys.pynput_keys import Stroke

logger = logging.getLogger(__name__)

_KEY_DOWN = {0x0100, 0x0104}  # WM_KEYDOWN, WM_SYSKEYDOWN
_KEY_UP = {0x0101, 0x0105}  # WM_KEYUP, WM_SYSKEYUP

_KEYS_OF = {
    Modifier.CTRL: (0x11,),
    Modifier.ALT: (0x12,),
    Modifier.SHIFT: (0x10,),
    Modifier.SUPER: (0x5B, 0x5C),
}
"""Virtual keys: VK_CONTROL, VK_MENU, VK_SHIFT, VK_LWIN and VK_RWIN."""

_BITS = {modifier: 1 << bit for bit, modifier in enumerate(Modifier)}

_IS_DOWN = 0x8000
_NO_KEY = 0xFF


class User32(Protocol):
    """The part of user32.dll that is used, named as Windows names it."""

    def GetAsyncKeyState(self, key: int) -> int: ...  # noqa: N802

    def VkKeyScanW(self, character: int) -> int: ...  # noqa: N802


class WindowsKeys:
    def __init__(self) -> None:
        try:
            self.keyboard = importlib.import_module("pynput.keyboard")
            self._user32 = cast("User32", ctypes.CDLL("user32"))
        except (ImportError, OSError) as cause:
            raise Unavailable(problem(Code.HOTKEY_FAILED, detail=cause)) from cause

    def modifiers(self, hotkey: Hotkey) -> int:
        return sum(_BITS[modifier] for modifier in hotkey.modifiers)

    def character_code(self, character: str) -> int | None:
        """Letters and digits have the same code in every layout; the place of other signs is asked for."""
        if character.isascii() and character.isalnum():
            return ord(character.upper())
        code = self._user32.VkKeyScanW(ord(character)) & 0xFF
        return None if code == _NO_KEY else code

    def listen(self, stroke: Stroke, emit: Emit) -> Listener:  # noqa: ARG002 - Windows asks for no permission
        listener: Any = None

        def event_filter(message: int, data: Any) -> None:
            if _told(stroke, message, data.vkCode, self._down_now):
                listener.suppress_event()

        listener = self.keyboard.Listener(win32_event_filter=event_filter)
        return cast("Listener", listener)

    def _down_now(self) -> int:
        return sum(
            _BITS[modifier]
            for modifier, keys in _KEYS_OF.items()
            if any(self._user32.GetAsyncKeyState(key) & _IS_DOWN for key in keys)
        )


def _told(stroke: Stroke, message: int, code: int, down_now: Callable[[], int]) -> bool:
    """Windows drops exceptions of a hook without a word."""
    try:
        if message in _KEY_DOWN:
            return stroke(code, down_now(), True)
        if message in _KEY_UP:
            return stroke(code, 0, False)
    except Exception:
        logger.exception("a key event could not be handled")
    return False

"""Qt's key events as `.env` names keys."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_Key = Qt.Key
_NAMES = {
    _Key.Key_Space: "space",
    _Key.Key_Tab: "tab",
    _Key.Key_Backtab: "tab",
    _Key.Key_Insert: "insert",
    _Key.Key_Delete: "delete",
    _Key.Key_Home: "home",
    _Key.Key_End: "end",
    _Key.Key_Up: "up",
    _Key.Key_Down: "down",
    _Key.Key_Left: "left",
    _Key.Key_Right: "right",
    _Key.Key_Backspace: "backspace",
    _Key.Key_Pause: "pause",
    _Key.Key_Menu: "menu",
    _Key.Key_Print: "print",
    _Key.Key_ScrollLock: "scroll_lock",
    _Key.Key_CapsLock: "caps_lock",
    _Key.Key_Escape: "esc",
    _Key.Key_Return: "enter",
    _Key.Key_Enter: "enter",
    _Key.Key_PageUp: "page_up",
    _Key.Key_PageDown: "page_down",
    _Key.Key_Plus: "plus",
    **{_Key(_Key.Key_F1.value + number): f"f{number + 1}" for number in range(24)},
}

_MODIFIERS = {
    Qt.KeyboardModifier.ControlModifier: "ctrl",
    Qt.KeyboardModifier.AltModifier: "alt",
    Qt.KeyboardModifier.ShiftModifier: "shift",
    Qt.KeyboardModifier.MetaModifier: "super",
}
_ARE_MODIFIERS = {
    *(_Key.Key_Control, _Key.Key_Alt, _Key.Key_Shift, _Key.Key_Meta, _Key.Key_AltGr),
    *(_Key.Key_Super_L, _Key.Key_Super_R, _Key.Key_unknown),
}

_X11_ROWS = {10: "1234567890-=", 24: "qwertyuiop[]", 38: "asdfghjkl;'", 52: "zxcvbnm,./"}
"""X11 keycodes of the keyboard's rows, as evdev numbers them: the same under every layout."""
_X11_KEYS = {
    first + place: character for first, row in _X11_ROWS.items() for place, character in enumerate(row)
}


def key_name(event: QKeyEvent) -> str:
    """Empty for a modifier. All but Latin letters are named by their place on the keyboard."""
    key = _Key(event.key())
    if key in _ARE_MODIFIERS:
        return ""
    if key in _NAMES:
        return _NAMES[key]
    character = chr(key.value).lower() if 0 < key.value < sys.maxunicode else ""
    if sys.platform != "linux" or (character.isascii() and character.isalpha()):
        return character
    return _X11_KEYS.get(event.nativeScanCode(), character)


def held_modifiers(event: QKeyEvent) -> list[str]:
    return [name for modifier, name in _MODIFIERS.items() if event.modifiers() & modifier]

"""Where a hotkey is on this X11 keyboard: from names and characters to keycodes and modifier masks."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from Xlib import XK, X

from rapidwhisper.core.hotkey import Hotkey, Modifier
from rapidwhisper.hotkeys.watch import Chord

_NAMED = {
    "space": XK.XK_space,
    "tab": XK.XK_Tab,
    "insert": XK.XK_Insert,
    "delete": XK.XK_Delete,
    "home": XK.XK_Home,
    "end": XK.XK_End,
    "up": XK.XK_Up,
    "down": XK.XK_Down,
    "left": XK.XK_Left,
    "right": XK.XK_Right,
    "backspace": XK.XK_BackSpace,
    "pause": XK.XK_Pause,
    "menu": XK.XK_Menu,
    "print": XK.XK_Print,
    "scroll_lock": XK.XK_Scroll_Lock,
    "caps_lock": XK.XK_Caps_Lock,
    "esc": XK.XK_Escape,
    "enter": XK.XK_Return,
    "page_up": XK.XK_Page_Up,
    "page_down": XK.XK_Page_Down,
    **{f"f{number}": XK.XK_F1 + number - 1 for number in range(1, 25)},
}

_ALPHABETS = {"iso8859-1": 0x000, "iso8859-2": 0x100, "iso8859-6": 0x500, "koi8-u": 0x600}
_ALPHABETS |= {"iso8859-7": 0x700, "iso8859-8": 0xC00}
"""Keysyms older than Unicode are an 8-bit alphabet plus a page (X protocol, appendix A)."""

_UNICODE = 0x0100_0000

_ROWS = {10: "1234567890-=", 24: "qwertyuiop[]", 38: "asdfghjkl;'`", 51: "\\zxcvbnm,./"}
_PLACES = {
    **{character: first + i for first, row in _ROWS.items() for i, character in enumerate(row)},
    **{f"f{number}": 178 + number for number in range(13, 25)},
}
"""Keycodes (evdev) on a US keyboard, for layouts without Latin letters, or without F13 and up."""

_ROLES = {
    Modifier.ALT: ({XK.XK_Alt_L, XK.XK_Alt_R}, X.Mod1Mask),
    Modifier.SUPER: ({XK.XK_Super_L, XK.XK_Super_R}, X.Mod4Mask),
}

_LOCK_KEYS = {XK.XK_Num_Lock, XK.XK_Scroll_Lock}

ALL_MODIFIERS = 0xFF
"""The eight modifiers in an event's state; buttons and the layout's group stand above them."""


@dataclass(frozen=True, slots=True)
class Keymap:
    """The server's tables.

    `keysyms`: for each keycode those of group 1 plain, group 1 with Shift, group 2 plain, with Shift, …
    `modifiers`: the keycodes of Shift, Lock, Control, Mod1 … Mod5.
    """

    keysyms: Mapping[int, Sequence[int]]
    modifiers: Sequence[Collection[int]]

    @property
    def locks(self) -> int:
        """Mask of the modifiers that are switched on and off, whatever is pressed."""
        mask: int = X.LockMask | self._mask(_LOCK_KEYS)
        return mask

    def chord(self, hotkey: Hotkey) -> Chord | None:
        """None where this keyboard cannot type the key."""
        place = self._place(hotkey.key)
        if place is None:
            return None
        code, shifted = place
        mask: int = X.ShiftMask if shifted else 0
        for modifier in hotkey.modifiers:
            mask |= self._modifier(modifier)
        return Chord(code, mask)

    def _place(self, key: str) -> tuple[int, bool] | None:
        """The keycode, and whether Shift belongs to it: “+” is Shift and “=” on a US keyboard."""
        wanted = {_NAMED[key]} if key in _NAMED else set(_keysyms(key))
        found = [
            (column, code)
            for code, row in self.keysyms.items()
            for column, keysym in enumerate(row[:4])
            if keysym in wanted
        ]
        if found:
            column, code = min(found)
            # AZERTY types digits with Shift, yet everyone says Ctrl+1 for that key alone.
            return code, bool(column % 2) and key not in _NAMED and not key.isdigit()
        place = _PLACES.get(key)
        return (place, False) if place is not None and place in self.keysyms else None

    def _modifier(self, modifier: Modifier) -> int:
        if modifier is Modifier.CTRL:
            return int(X.ControlMask)
        if modifier is Modifier.SHIFT:
            return int(X.ShiftMask)
        keysyms, usual = _ROLES[modifier]
        return self._mask(keysyms) or usual

    def _mask(self, keysyms: Collection[int]) -> int:
        return sum(
            1 << bit
            for bit, codes in enumerate(self.modifiers)
            if any(keysym in keysyms for code in codes for keysym in self.keysyms.get(code, ()))
        )


def lock_states(locks: int) -> list[int]:
    """Every combination of the lock modifiers: a grab holds for exactly one of them."""
    bits = [1 << bit for bit in range(8) if locks & 1 << bit]
    return [sum(chosen) for size in range(len(bits) + 1) for chosen in combinations(bits, size)]


def _keysyms(character: str) -> list[int]:
    found = [_UNICODE | ord(character)]
    for alphabet, page in _ALPHABETS.items():
        try:
            found.append(page | character.encode(alphabet)[0])
        except UnicodeEncodeError:
            continue
    return found

"""The keyboard: what is held down, and key presses as if from it (XTEST)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from Xlib import XK, X
from Xlib.ext import xtest

from rapidwhisper.core.problem import Code, Unavailable, problem
from rapidwhisper.insertion.x11_keysyms import character
from rapidwhisper.insertion.x11_link import Link

_HELD_MASK = X.ShiftMask | X.ControlMask | X.Mod1Mask | X.Mod4Mask
"""Shift, Ctrl, Alt and Super, also when latched by accessibility settings. Lock states do no harm."""
_GROUP_SHIFT = 13
_GROUP_BITS = 3
"""Where XKB puts the number of the active layout into the state of the keyboard."""


class Row(IntEnum):
    """Rows of the server's modifier map."""

    SHIFT = X.ShiftMapIndex
    CONTROL = X.ControlMapIndex


@dataclass(frozen=True, slots=True)
class Chord:
    modifiers: tuple[Row, ...]
    keysym: int


SHIFT_INSERT = Chord((Row.SHIFT,), XK.XK_Insert)
CTRL_V = Chord((Row.CONTROL,), XK.XK_v)
CTRL_SHIFT_V = Chord((Row.CONTROL, Row.SHIFT), XK.XK_v)


@dataclass(frozen=True, slots=True)
class Key:
    code: int
    shift: bool


class NoKeyError(Exception):
    """The keyboard has no key for what is to be pressed."""


class Keyboard:
    def __init__(self, link: Link) -> None:
        self._link = link
        self._display = link.display
        self._borrowed: set[int] = set()
        if not self._display.has_extension(xtest.extname):
            raise Unavailable(problem(Code.KEPT_NO_WAY, reason="the X server has no XTEST"))

    def held(self) -> bool:
        """Whether any key is down, or a modifier in effect that would change what we press."""
        return bool(self._link.root.query_pointer().mask & _HELD_MASK) or any(self._display.query_keymap())

    def caps_lock(self) -> bool:
        return bool(self._link.root.query_pointer().mask & X.LockMask)

    def press(self, chord: Chord) -> None:
        """Raises NoKeyError before anything is pressed."""
        codes = [self._modifier(row) for row in chord.modifiers]
        self.strike([*codes, self.code(chord.keysym) or self._borrow(chord.keysym)])

    def strike(self, codes: Sequence[int]) -> None:
        """Down in this order, up in the opposite one; nothing stays down."""
        try:
            for code in codes:
                xtest.fake_input(self._display, X.KeyPress, code)
        finally:
            for code in reversed(codes):
                xtest.fake_input(self._display, X.KeyRelease, code)
            self._display.sync()

    def code(self, keysym: int) -> int:
        """The key that bears it unshifted, in the first layout that has one, else 0."""
        table = self._table()
        for column in (0, 2, 4, 6):
            for code, keysyms in table.items():
                if column < len(keysyms) and keysyms[column] == keysym:
                    return code
        return 0

    def spare_codes(self) -> list[int]:
        """Keycodes that mean nothing in this layout."""
        taken = {code for row in self._display.get_modifier_mapping() for code in row}
        return [code for code, keysyms in self._table().items() if not any(keysyms) and code not in taken]

    def typable(self) -> dict[str, Key]:
        """What the active layout writes, without and with Shift."""
        group = self._link.root.query_pointer().mask >> _GROUP_SHIFT & _GROUP_BITS
        keys: dict[str, Key] = {}
        if group > 1:  # the core protocol's table shows two layouts
            return keys
        for code, keysyms in self._table().items():
            both = keysyms[2 * group : 2 * group + 2]
            for level, number in enumerate(both if any(both) else keysyms[:2]):
                char = character(number)
                if char is not None:
                    keys.setdefault(char, Key(code, shift=bool(level)))
        return keys

    def strike_key(self, key: Key) -> None:
        self.strike([self._modifier(Row.SHIFT), key.code] if key.shift else [key.code])

    def assign(self, code: int, plain: int, shifted: int) -> None:
        """Give a spare keycode a meaning (keysyms) until `give_back`."""
        self._display.change_keyboard_mapping(code, [[plain, shifted]])
        self._borrowed.add(code)

    def give_back(self) -> None:
        """Keycodes that were spare are so again; only after the window has looked up what was pressed."""
        while self._borrowed:
            self._display.change_keyboard_mapping(self._borrowed.pop(), [[X.NoSymbol, X.NoSymbol]])
        self._display.sync()

    def _modifier(self, row: Row) -> int:
        codes = self._display.get_modifier_mapping()[row]
        code = next((code for code in codes if code), None)
        if code is None:
            raise NoKeyError(f"the keyboard has no {row.name.lower()} key")
        return int(code)

    def _borrow(self, keysym: int) -> int:
        """A layout without that key lends a spare keycode."""
        spare = self.spare_codes()
        if not spare:
            raise NoKeyError("there is no key for it on this keyboard")
        self.assign(spare[-1], keysym, keysym)
        return spare[-1]

    def _table(self) -> dict[int, list[int]]:
        info = self._display.display.info
        low, count = info.min_keycode, info.max_keycode - info.min_keycode + 1
        rows = self._display.get_keyboard_mapping(low, count)
        return {code: list(keysyms) for code, keysyms in enumerate(rows, low) if code}

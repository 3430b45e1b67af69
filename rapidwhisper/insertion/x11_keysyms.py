"""Characters and the numbers that X has for them."""

from Xlib import XK

_LATIN_1 = 0xFF
_UNICODE = 0x0100_0000
_UNICODE_END = 0x10FFFF
_TABLES = {0x0: "latin-1", 0x1: "iso8859-2", 0x2: "iso8859-3", 0x3: "iso8859-4", 0x6: "koi8-u"}
"""Older keysyms: the high byte stands for a table, the low one for a place in it."""


def keysym(char: str) -> int:
    if char == "\n":
        return int(XK.XK_Return)
    if char == "\t":
        return int(XK.XK_Tab)
    point = ord(char)
    return point if point <= _LATIN_1 else _UNICODE | point


def character(number: int) -> str | None:
    """What typing this keysym gives, None for keys that write nothing (or none that is known here)."""
    if number == XK.XK_Return:
        return "\n"
    if number == XK.XK_Tab:
        return "\t"
    if number > _UNICODE:
        return chr(number - _UNICODE) if number - _UNICODE <= _UNICODE_END else None
    table = number >> 8
    if table not in _TABLES:
        return None
    found = bytes([number & 0xFF]).decode(_TABLES[table], errors="ignore")
    # X and KOI8 agree on letters only.
    return found if found.isalpha() or (table == 0 and found.isprintable()) else None

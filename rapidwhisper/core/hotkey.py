"""Hotkeys as people write them: `ctrl+space`, `<ctrl>+<alt>+r`, `F9`."""

from dataclasses import dataclass
from enum import Enum, StrEnum

from rapidwhisper.core.words import phrase

HOLD_AFTER_S = 0.35
"""A key held longer than this is push-to-talk in `auto` mode."""


class HotkeyMode(StrEnum):
    AUTO = "auto"
    TOGGLE = "toggle"
    HOLD = "hold"


class Modifier(Enum):
    CTRL = "ctrl"
    ALT = "alt"
    SHIFT = "shift"
    SUPER = "super"


_MODIFIERS = {
    "ctrl": Modifier.CTRL,
    "control": Modifier.CTRL,
    "strg": Modifier.CTRL,
    "alt": Modifier.ALT,
    "option": Modifier.ALT,
    "shift": Modifier.SHIFT,
    "super": Modifier.SUPER,
    "win": Modifier.SUPER,
    "windows": Modifier.SUPER,
    "meta": Modifier.SUPER,
    "cmd": Modifier.SUPER,
    "command": Modifier.SUPER,
}

_KEYS = {
    **{
        name: name
        for name in ("space", "tab", "insert", "delete", "home", "end", "up", "down", "left", "right")
    },
    **{name: name for name in ("backspace", "pause", "menu", "print", "scroll_lock", "caps_lock")},
    **{f"f{number}": f"f{number}" for number in range(1, 25)},
    "esc": "esc",
    "escape": "esc",
    "enter": "enter",
    "return": "enter",
    "ins": "insert",
    "del": "delete",
    "pageup": "page_up",
    "page_up": "page_up",
    "pgup": "page_up",
    "pagedown": "page_down",
    "page_down": "page_down",
    "pgdn": "page_down",
    "printscreen": "print",
    "scrolllock": "scroll_lock",
    "capslock": "caps_lock",
    "plus": "+",
    "minus": "-",
}

_ALONE = {
    "esc",
    "pause",
    "print",
    "scroll_lock",
    "caps_lock",
    "insert",
    "menu",
    *(f"f{n}" for n in range(1, 25)),
}
"""Keys that may be a hotkey without a modifier: grabbing any other would make it unusable for typing."""


@dataclass(frozen=True, slots=True)
class Hotkey:
    """A key with its modifiers. `key` is a name from the table above or one lower-case character."""

    key: str
    modifiers: frozenset[Modifier] = frozenset()

    def __str__(self) -> str:
        order = [modifier.value for modifier in Modifier if modifier in self.modifiers]
        return "+".join([*order, "plus" if self.key == "+" else self.key])


def parse_hotkey(text: str) -> Hotkey:
    """Read a hotkey from text; raises ValueError with the reason, a Phrase short enough for a message."""
    parts = [part.strip().strip("<>").strip().lower() for part in text.split("+")]
    if not any(parts):
        raise ValueError(phrase("Reason", "it is empty"))
    if not all(parts):
        raise ValueError(phrase("Reason", "a key is missing beside a “+” (write “plus” for the plus key)"))
    modifiers = frozenset(_MODIFIERS[part] for part in parts if part in _MODIFIERS)
    keys = [part for part in parts if part not in _MODIFIERS]
    if len(keys) != 1:
        raise ValueError(phrase("Reason", "it needs exactly one key besides Ctrl, Alt, Shift and Super"))
    key = _KEYS.get(keys[0], keys[0])
    if key not in _KEYS.values() and not (len(key) == 1 and key.isprintable()):
        raise ValueError(phrase("Reason", "there is no key called “{key}”").filled(key=keys[0]))
    if key not in _ALONE and not modifiers - {Modifier.SHIFT}:
        needs = phrase("Reason", "“{key}” needs Ctrl, Alt or Super with it, or you could no longer type it")
        raise ValueError(needs.filled(key=key))
    return Hotkey(key, modifiers)

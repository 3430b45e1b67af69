"""What the hotkeys need of the Xkb extension: repeats told from releases, and word of a changed keyboard.

python-xlib lacks the extension; these are the three requests it takes ("The X Keyboard Extension: Protocol
Specification", appendix D). They hold for the connection that sends them, which gets no MappingNotify from
then on when a whole keyboard is replaced (setxkbmap): it has to ask for Xkb's own events.
"""

from typing import Any

from Xlib.display import Display
from Xlib.protocol import rq

_USE_CORE_KEYBOARD = 0x100
_DETECTABLE_AUTO_REPEAT = 1
_NEW_KEYBOARD_AND_MAP = 0b11
_ALL_PARTS = 0xFF


class _UseExtension(rq.ReplyRequest):  # type: ignore[misc] # python-xlib has no types
    _request = rq.Struct(
        rq.Card8("opcode"), rq.Opcode(0), rq.RequestLength(), rq.Card16("major"), rq.Card16("minor")
    )
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Bool("supported"),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Card16("major"),
        rq.Card16("minor"),
        rq.Pad(20),
    )


class _SelectEvents(rq.Request):  # type: ignore[misc] # python-xlib has no types
    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(1),
        rq.RequestLength(),
        rq.Card16("device"),
        rq.Card16("affect_which"),
        rq.Card16("clear"),
        rq.Card16("select_all"),
        rq.Card16("affect_map"),
        rq.Card16("map"),
    )


class _PerClientFlags(rq.ReplyRequest):  # type: ignore[misc] # python-xlib has no types
    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(21),
        rq.RequestLength(),
        rq.Card16("device"),
        rq.Pad(2),
        rq.Card32("change"),
        rq.Card32("value"),
        rq.Card32("controls_to_change"),
        rq.Card32("auto_controls"),
        rq.Card32("auto_control_values"),
    )
    _reply = rq.Struct(
        rq.ReplyCode(),
        rq.Card8("device"),
        rq.Card16("sequence_number"),
        rq.ReplyLength(),
        rq.Card32("supported"),
        rq.Card32("value"),
        rq.Card32("auto_controls"),
        rq.Card32("auto_control_values"),
        rq.Pad(8),
    )


def use_xkb(display: Display) -> int | None:
    """Switch both on; the type of the events that tell of a changed keyboard, None without the extension.

    A held key then sends presses only ("detectable auto-repeat"), and its release only when it goes up.
    """
    extension = display.query_extension("XKEYBOARD")
    if extension is None:
        return None
    to: dict[str, Any] = {"display": display.display, "opcode": extension.major_opcode}
    if not _UseExtension(**to, major=1, minor=0).supported:
        return None
    to["device"] = _USE_CORE_KEYBOARD
    _SelectEvents(
        **to,
        affect_which=_NEW_KEYBOARD_AND_MAP,
        clear=0,
        select_all=_NEW_KEYBOARD_AND_MAP,
        affect_map=_ALL_PARTS,
        map=_ALL_PARTS,
    )
    _PerClientFlags(
        **to,
        change=_DETECTABLE_AUTO_REPEAT,
        value=_DETECTABLE_AUTO_REPEAT,
        controls_to_change=0,
        auto_controls=0,
        auto_control_values=0,
    )
    return int(extension.first_event)

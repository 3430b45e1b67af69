"""A passing text on the pasteboard of macOS. Written from documentation; never run there.

Clipboard histories have agreed on the mark: http://nspasteboard.org.
"""

import importlib
from typing import Any

_TEXT = "public.utf8-plain-text"
_TRANSIENT = "org.nspasteboard.TransientType"


def lend(text: str, pasteboard: Any = None) -> None:
    """Raises OSError if the pasteboard does not take it, or without pyobjc, which pynput brings along."""
    if pasteboard is None:
        try:
            pasteboard = importlib.import_module("AppKit").NSPasteboard.generalPasteboard()
        except ImportError as error:
            raise OSError(str(error)) from error
    pasteboard.clearContents()
    taken = pasteboard.setString_forType_(text, _TEXT)
    marked = pasteboard.setString_forType_("", _TRANSIENT)
    if not (taken and marked):
        raise OSError("the pasteboard refuses the text")

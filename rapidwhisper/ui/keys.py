"""Keys as people read them."""

from rapidwhisper.core.hotkey import Hotkey


def readable(hotkey: Hotkey) -> str:
    """For example Ctrl+Space."""
    return "+".join(part.capitalize() for part in str(hotkey).split("+"))

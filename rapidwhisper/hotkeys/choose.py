"""Which way to global keys works on this desktop."""

import logging
from collections.abc import Callable, Mapping, Sequence

from rapidwhisper.core.ports import Emit, Hotkeys
from rapidwhisper.core.problem import Unavailable
from rapidwhisper.hotkeys.wayland import DesktopShortcut

logger = logging.getLogger(__name__)


def choose(emit: Emit, *, platform: str, session: Mapping[str, str]) -> Hotkeys:
    """`platform` is sys.platform; `session` has DISPLAY, WAYLAND_DISPLAY and XDG_SESSION_TYPE, as set."""
    for build in _candidates(emit, platform, session):
        try:
            return build()
        except Unavailable as cause:
            logger.info("a way to global keys cannot work here: %s", cause)
    return DesktopShortcut(emit)


def _candidates(emit: Emit, platform: str, session: Mapping[str, str]) -> Sequence[Callable[[], Hotkeys]]:
    """Each imports its libraries itself: the others' exist on other systems only."""

    def windows() -> Hotkeys:
        from rapidwhisper.hotkeys.pynput_keys import PynputHotkeys
        from rapidwhisper.hotkeys.pynput_windows import WindowsKeys

        return PynputHotkeys(emit, WindowsKeys())

    def macos() -> Hotkeys:
        from rapidwhisper.hotkeys.pynput_keys import PynputHotkeys
        from rapidwhisper.hotkeys.pynput_macos import MacKeys

        return PynputHotkeys(emit, MacKeys())

    def x11() -> Hotkeys:
        from rapidwhisper.hotkeys.x11 import X11Hotkeys

        return X11Hotkeys(emit, session["DISPLAY"])

    match platform:
        case "win32":
            return (windows,)
        case "darwin":
            return (macos,)
        case _ if session.get("WAYLAND_DISPLAY") or session.get("XDG_SESSION_TYPE") == "wayland":
            # A grab under Xwayland works in X11 windows only, which is worse than an honest word.
            return ()
        case _:
            return (x11,) if session.get("DISPLAY") else ()

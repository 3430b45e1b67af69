"""Which way into windows works on this desktop."""

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from rapidwhisper.core.ports import Emit, Inserter
from rapidwhisper.core.problem import Unavailable
from rapidwhisper.insertion.copy_only import CopyOnly

logger = logging.getLogger(__name__)


class ClosableInserter(Inserter, Protocol):
    def close(self) -> None:
        """Ends its threads within a second. What it had copied may go with it, where no manager keeps it."""


def choose(emit: Emit, *, platform: str, session: Mapping[str, str]) -> ClosableInserter:
    """`platform` is sys.platform; `session` has DISPLAY, WAYLAND_DISPLAY and XDG_SESSION_TYPE, as set."""
    reason = "there is no desktop"
    for build in _candidates(emit, platform, session):
        try:
            return build()
        except Unavailable as cause:
            logger.info("a way into windows cannot work here: %s", cause)
            reason = cause.problem.facts.get("reason", reason)
    return CopyOnly(emit, reason)


def _candidates(
    emit: Emit, platform: str, session: Mapping[str, str]
) -> Sequence[Callable[[], ClosableInserter]]:
    """Each imports its libraries itself: the others' exist on other systems only."""

    def windows() -> ClosableInserter:
        from rapidwhisper.insertion.passing_text import SystemClipboard
        from rapidwhisper.insertion.pynput_chord import ctrl_v
        from rapidwhisper.insertion.pynput_paste import PynputInserter
        from rapidwhisper.insertion.windows_clipboard import WindowsClipboard
        from rapidwhisper.insertion.windows_target import ForegroundWindow

        clipboard = SystemClipboard(WindowsClipboard().lend)
        return PynputInserter(emit, press_paste=ctrl_v(), foreground=ForegroundWindow(), clipboard=clipboard)

    def macos() -> ClosableInserter:
        from rapidwhisper.insertion.macos_clipboard import lend
        from rapidwhisper.insertion.passing_text import SystemClipboard
        from rapidwhisper.insertion.pynput_chord import cmd_v
        from rapidwhisper.insertion.pynput_paste import PynputInserter

        return PynputInserter(emit, press_paste=cmd_v(), foreground=None, clipboard=SystemClipboard(lend))

    def wayland() -> ClosableInserter:
        from rapidwhisper.insertion.wayland import WaylandInserter

        return WaylandInserter(emit)

    def x11() -> ClosableInserter:
        from rapidwhisper.insertion.x11_inserter import X11Inserter

        return X11Inserter(emit, session["DISPLAY"])

    match platform:
        case "win32":
            return (windows,)
        case "darwin":
            return (macos,)
        case _ if session.get("WAYLAND_DISPLAY") or session.get("XDG_SESSION_TYPE") == "wayland":
            # XTEST under Xwayland reaches X11 windows only, and there is no telling which has the focus.
            return (wayland,)
        case _:
            return (x11,) if session.get("DISPLAY") else ()

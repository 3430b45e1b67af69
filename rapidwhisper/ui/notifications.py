"""Who tells a Problem: the overlay, a notification of the desktop, or a small notice of our own."""

from collections.abc import Callable
from enum import Enum, auto

from rapidwhisper.core.problem import Code, Problem
from rapidwhisper.core.state import State
from rapidwhisper.ui.messages import message
from rapidwhisper.ui.overlay.window import Overlay
from rapidwhisper.ui.toast import Toast
from rapidwhisper.ui.tray import Tray

_CALM = {Code.COPIED, Code.NEARLY_FULL, Code.NO_SPEECH, Code.TOO_SHORT, Code.RUNNING, Code.CHAT_MODEL}


class Teller(Enum):
    OVERLAY_SHOWS_IT = auto()
    """It belongs to the dictation that has just ended."""
    NOTIFICATION = auto()
    OVERLAY = auto()
    NOBODY = auto()
    """The tray's icon and `rapidwhisper status` still know."""


def teller(problem: Problem, state: State) -> Teller:
    """The same words twice on the screen would be noise."""
    settings = state.settings
    if (
        settings.overlay
        and state.ended is not None
        and state.ended.problem is problem
        and not state.dictations
    ):
        return Teller.OVERLAY_SHOWS_IT
    if settings.notifications:
        return Teller.NOTIFICATION
    return Teller.OVERLAY if settings.overlay else Teller.NOBODY


class Notifications:
    """The Notifier port."""

    def __init__(self, tray: Tray, overlay: Overlay, state: Callable[[], State]) -> None:
        self._tray = tray
        self._overlay = overlay
        self._state = state
        self._toast: Toast | None = None

    def tell(self, problem: Problem) -> None:
        match teller(problem, self._state()):
            case Teller.NOTIFICATION:
                self._notify(problem)
            case Teller.OVERLAY:
                self._overlay.tell(problem)

    def _notify(self, problem: Problem) -> None:
        said = message(problem)
        if self._tray.tell(said, serious=problem.code not in _CALM):
            return
        self._toast = self._toast or Toast()
        self._toast.show_message(said)

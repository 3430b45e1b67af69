"""Who tells a Problem: the overlay, a notification of the desktop, or a small notice of our own."""

import logging
from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from rapidwhisper.core.problem import Problem
from rapidwhisper.core.state import State
from rapidwhisper.ui.messages import CALM, message
from rapidwhisper.ui.overlay.window import Overlay
from rapidwhisper.ui.toast import Toast
from rapidwhisper.ui.tray import Tray
from rapidwhisper.ui.wishes import Wish, wish_of

log = logging.getLogger(__name__)


OFFERED_MS = 60_000


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


class Notifications(QObject):
    """The Notifier port."""

    wished = Signal(object)
    """A click on what offers something: a `Wish`."""

    def __init__(self, tray: Tray, overlay: Overlay, state: Callable[[], State]) -> None:
        super().__init__()
        self._tray = tray
        self._overlay = overlay
        self._state = state
        self._toast: Toast | None = None
        self._offered: Wish | None = None
        self._offered_since = QElapsedTimer()
        tray.message_clicked.connect(self._clicked)
        overlay.wished.connect(self.wished)

    def tell(self, problem: Problem) -> None:
        log.info("told: %s", problem.code)
        match teller(problem, self._state()):
            case Teller.NOTIFICATION:
                self._notify(problem)
            case Teller.OVERLAY:
                self._overlay.tell(problem)

    def _notify(self, problem: Problem) -> None:
        said = message(problem)
        self._overlay.note_told(problem)
        wish = wish_of(problem)
        if wish is not None:  # a notice that offers nothing takes no offer back
            self._offered = wish
            self._offered_since.start()
        if self._tray.tell(said, serious=problem.code not in CALM):
            return
        self._toast = self._toast or self._made_toast()
        self._toast.show_message(said)

    def _made_toast(self) -> Toast:
        toast = Toast()
        toast.clicked.connect(self._clicked)
        return toast

    def _clicked(self) -> None:
        """Once, and soon: the desktop may keep the notice in a list, where a click would come much later."""
        wish, self._offered = self._offered, None
        if wish is not None and not self._offered_since.hasExpired(OFFERED_MS):
            self.wished.emit(wish)

"""Who tells a Problem: the overlay, a notification of the desktop, or a small notice of our own."""

import logging
from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from rapidwhisper.core.problem import Problem
from rapidwhisper.core.state import State
from rapidwhisper.ui.messages import CALM, Message, message
from rapidwhisper.ui.overlay.window import Overlay
from rapidwhisper.ui.remedies import Help, Providers, by_click, helps
from rapidwhisper.ui.toast import Toast
from rapidwhisper.ui.tray import Tray
from rapidwhisper.ui.wishes import Offer, wish_of

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
    """A click on what offers something: an `Offer`."""

    def __init__(
        self,
        tray: Tray,
        overlay: Overlay,
        state: Callable[[], State],
        providers: Providers | None = None,
    ) -> None:
        super().__init__()
        self._providers = providers or Providers()
        self._tray = tray
        self._overlay = overlay
        self._state = state
        self._toast: Toast | None = None
        self._offered: Offer | None = None
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
        offer: Offer | None = wish_of(problem)
        if offer is None and not self._is_on_offer:  # which notice is clicked nobody tells us
            offer = self._first_help(problem)
            if offer is not None:
                said = Message(said.what, f"{said.remedy} {by_click(offer.remedy)}".strip())
        if offer is not None:  # a notice that offers nothing takes no offer back
            self._offered = offer
            self._offered_since.start()
        if self._tray.tell(said, serious=problem.code not in CALM):
            return
        self._toast = self._toast or self._made_toast()
        self._toast.show_message(said)

    def _made_toast(self) -> Toast:
        toast = Toast()
        toast.clicked.connect(self._clicked)
        return toast

    def _first_help(self, problem: Problem) -> Help | None:
        """The best that can be had by a mere click."""
        possible = (each for each in helps(problem, self._state()) if self._providers.can(each))
        return next((each for each in possible if by_click(each.remedy)), None)

    @property
    def _is_on_offer(self) -> bool:
        return self._offered is not None and not self._offered_since.hasExpired(OFFERED_MS)

    def _clicked(self) -> None:
        """Once, and soon: the desktop may keep the notice in a list, where a click would come much later."""
        offer, taken = self._offered, self._is_on_offer
        self._offered = None
        if taken:
            self.wished.emit(offer)

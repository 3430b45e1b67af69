"""Problems as notifications: in the tray, or in a small notice of our own where there is no tray."""

from rapidwhisper.core.problem import Code, Problem
from rapidwhisper.ui.messages import message
from rapidwhisper.ui.toast import Toast
from rapidwhisper.ui.tray import Tray

_CALM = {Code.COPIED, Code.NEARLY_FULL, Code.NO_SPEECH, Code.TOO_SHORT, Code.RUNNING, Code.CHAT_MODEL}


class Notifications:
    """The Notifier port."""

    def __init__(self, tray: Tray) -> None:
        self._tray = tray
        self._toast: Toast | None = None

    def tell(self, problem: Problem) -> None:
        said = message(problem)
        if self._tray.tell(said, serious=problem.code not in _CALM):
            return
        self._toast = self._toast or Toast()
        self._toast.show_message(said)

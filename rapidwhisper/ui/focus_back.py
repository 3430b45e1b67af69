"""Where the focus goes when a window of ours has let go of it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from rapidwhisper.core.dictation import Target

LOOK_EVERY_MS = 50
LOOKS = 40
"""Two seconds: then no window has it, and none will."""


class FocusBack(QObject):
    """The window manager takes its time, and may pass the focus on: only what stays is believed."""

    def __init__(self, target: Callable[[], Target | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._target = target

    def then(self, use: Callable[[Target | None], None]) -> None:
        self._look(use, None, LOOKS)

    def _look(self, use: Callable[[Target | None], None], before: Target | None, looks: int) -> None:
        now = self._target()
        if (now is not None and now == before) or not looks:
            use(now)
        else:
            QTimer.singleShot(LOOK_EVERY_MS, self, partial(self._look, use, now, looks - 1))

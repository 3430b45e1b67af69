"""The one door back to the main thread, and the timers there."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from rapidwhisper.core.events import Timer, TimerFired
from rapidwhisper.core.ports import Emit


class MainThread(QObject):
    """Runs calls on the thread that built it, one after the other. `call` may be used from any thread."""

    _called = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._called.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def call(self, action: Callable[[], None]) -> None:
        self._called.emit(action)

    def _run(self, action: Callable[[], None]) -> None:
        action()


class QtTimers:
    """The Timers port."""

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self._running: dict[Timer, QTimer] = {}

    def set(self, timer: Timer, seconds: float) -> None:
        self.clear(timer)
        running = QTimer()
        running.setSingleShot(True)
        running.timeout.connect(lambda: self._fire(timer))
        running.start(round(seconds * 1000))
        self._running[timer] = running

    def clear(self, timer: Timer) -> None:
        running = self._running.pop(timer, None)
        if running is not None:
            running.stop()

    def _fire(self, timer: Timer) -> None:
        self._running.pop(timer, None)
        self._emit(TimerFired(timer))

"""SIGTERM, Ctrl+C and the end of its terminal end the program in an orderly way."""

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QSocketNotifier

_ENDING = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)  # Windows has no SIGHUP


@contextmanager
def quit_on_signals() -> Iterator[Callable[[], bool]]:
    """Yields a function that tells whether a signal has come.

    Python's handlers run only when the interpreter does, so the signal wakes Qt through a socket. `exit`, for
    `quit` asks the windows first, and one with unsaved edits would keep the program.
    """
    reader, writer = socket.socketpair()
    with reader, writer:
        writer.setblocking(False)
        previous = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
        came: list[int] = []
        for number in _ENDING:
            if signal.getsignal(number) is not signal.SIG_IGN:  # nohup wishes it to live on
                signal.signal(number, lambda number, _: came.append(number))
        notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read)
        notifier.activated.connect(lambda: QCoreApplication.exit(0))
        try:
            yield lambda: bool(came)
        finally:
            notifier.setEnabled(False)
            signal.set_wakeup_fd(previous)

"""SIGTERM and Ctrl+C end the program in an orderly way."""

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QSocketNotifier


@contextmanager
def quit_on_signals() -> Iterator[Callable[[], bool]]:
    """Yields a function that tells whether a signal has come.

    Python's handlers run only when the interpreter does, so the signal wakes Qt through a socket.
    """
    reader, writer = socket.socketpair()
    with reader, writer:
        writer.setblocking(False)
        previous = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
        came: list[int] = []
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda number, _: came.append(number))
        notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read)
        notifier.activated.connect(QCoreApplication.quit)
        try:
            yield lambda: bool(came)
        finally:
            notifier.setEnabled(False)
            signal.set_wakeup_fd(previous)

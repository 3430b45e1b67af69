"""SIGTERM and Ctrl+C end the program in an orderly way."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QSocketNotifier


@contextmanager
def quit_on_signals() -> Iterator[None]:
    """Python's handlers run only when the interpreter does, so the signal wakes Qt through a socket."""
    reader, writer = socket.socketpair()
    with reader, writer:
        writer.setblocking(False)
        previous = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)
        notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read)
        notifier.activated.connect(QCoreApplication.quit)
        try:
            yield
        finally:
            notifier.setEnabled(False)
            signal.set_wakeup_fd(previous)

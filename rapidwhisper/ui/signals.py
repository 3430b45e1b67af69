"""SIGTERM, Ctrl+C and the end of its terminal end the program in an orderly way."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QSocketNotifier

_ENDING = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)  # Windows has no SIGHUP


@contextmanager
def quit_on_signals() -> Iterator[None]:
    """Python's handlers run only when the interpreter does, so the signal wakes Qt through a socket."""
    reader, writer = socket.socketpair()
    with reader, writer:
        writer.setblocking(False)
        previous = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
        for number in _ENDING:
            if signal.getsignal(number) is not signal.SIG_IGN:  # nohup wishes it to live on
                signal.signal(number, lambda *_: None)
        notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read)
        notifier.activated.connect(QCoreApplication.quit)
        try:
            yield
        finally:
            notifier.setEnabled(False)
            signal.set_wakeup_fd(previous)

"""The bare minimum of an insertion: for each line of the input a text on the clipboard, and Shift+Insert.

It answers each with the time before it did anything: `python -m bench.bare_paste`.
"""

import sys
import threading
import time

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QClipboard, QGuiApplication
from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest


class Paster(QObject):
    wished = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._display = Display()
        self._keys = [self._display.keysym_to_keycode(key) for key in (XK.XK_Shift_L, XK.XK_Insert)]
        self.wished.connect(self._paste, Qt.ConnectionType.QueuedConnection)

    def _paste(self, text: str) -> None:
        at = time.monotonic()
        clipboard = QGuiApplication.clipboard()
        clipboard.setText(text, QClipboard.Mode.Clipboard)
        clipboard.setText(text, QClipboard.Mode.Selection)
        QGuiApplication.sync()
        for key in self._keys:
            xtest.fake_input(self._display, X.KeyPress, key)
        for key in reversed(self._keys):
            xtest.fake_input(self._display, X.KeyRelease, key)
        self._display.sync()
        print(at, flush=True)


def main() -> None:
    application = QGuiApplication(["bare"])
    paster = Paster()

    def read() -> None:
        for line in sys.stdin:
            paster.wished.emit(line.rstrip("\n"))
        application.quit()

    threading.Thread(target=read, daemon=True).start()
    application.exec()


if __name__ == "__main__":
    main()

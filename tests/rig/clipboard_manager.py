"""A clipboard manager: `python -m tests.rig.clipboard_manager FILE` writes each text there as it is copied.

It reads at once what anybody copies, and keeps for good what a program leaves behind when it ends.
"""

import sys
from pathlib import Path
from typing import Any

from Xlib import X
from Xlib.display import Display
from Xlib.ext import xfixes
from Xlib.protocol.event import SelectionNotify


class Manager:
    def __init__(self, file: Path) -> None:
        self._file = file
        self._display = Display()
        self._display.xfixes_query_version()
        self._window = self._display.screen().root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
        self._clipboard = self._display.get_atom("CLIPBOARD")
        self._utf8 = self._display.get_atom("UTF8_STRING")
        self._request: Any = None

    def run(self) -> None:
        mask = xfixes.XFixesSetSelectionOwnerNotifyMask
        self._display.xfixes_select_selection_input(self._window, self._clipboard, mask)
        self._window.set_selection_owner(self._display.get_atom("CLIPBOARD_MANAGER"), X.CurrentTime)
        self._file.write_text("ready\n", encoding="utf-8")
        while True:
            event = self._display.next_event()
            if event.type == X.SelectionRequest:
                self._request = event
                self._ask()
            elif event.type == X.SelectionNotify:
                self._note(event)
            elif event.type == self._display.extension_event.SetSelectionOwnerNotify[0]:
                self._ask()
            self._display.flush()

    def _ask(self) -> None:
        self._window.convert_selection(self._clipboard, self._utf8, self._utf8, X.CurrentTime)

    def _note(self, event: Any) -> None:
        found = event.property and self._window.get_full_property(event.property, X.AnyPropertyType)
        prefix = "read"
        if self._request is not None:
            prefix = "saved"
            self._answer(self._request)
            self._request = None
        if found:
            with self._file.open("a", encoding="utf-8") as file:
                file.write(f"{prefix} {found.value.decode()}\n")

    def _answer(self, request: Any) -> None:
        names = ("time", "requestor", "selection", "target", "property")
        request.requestor.send_event(SelectionNotify(**{name: getattr(request, name) for name in names}))


if __name__ == "__main__":
    Manager(Path(sys.argv[1])).run()

"""A clipboard manager: `python -m tests.rig.clipboard_manager FILE [takes]` writes each text there as it is
copied.

It reads at once what anybody copies, and keeps for good what a program leaves behind when it ends. One that
takes owns the clipboard itself from then on, with the same text.
"""

import sys
from pathlib import Path
from typing import Any

from Xlib import X
from Xlib.display import Display
from Xlib.ext import xfixes
from Xlib.protocol.event import SelectionNotify


class Manager:
    def __init__(self, file: Path, *, takes: bool) -> None:
        self._file = file
        self._takes = takes
        self._taken = b""
        self._display = Display()
        self._display.xfixes_query_version()
        self._window = self._display.screen().root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
        self._clipboard = self._display.get_atom("CLIPBOARD")
        self._utf8 = self._display.get_atom("UTF8_STRING")
        self._targets = self._display.get_atom("TARGETS")
        self._changed = self._display.extension_event.SetSelectionOwnerNotify[0]
        self._request: Any = None

    def run(self) -> None:
        mask = xfixes.XFixesSetSelectionOwnerNotifyMask
        self._display.xfixes_select_selection_input(self._window, self._clipboard, mask)
        self._window.set_selection_owner(self._display.get_atom("CLIPBOARD_MANAGER"), X.CurrentTime)
        self._file.write_text("ready\n", encoding="utf-8")
        while True:
            event = self._display.next_event()
            if event.type == X.SelectionRequest and event.selection == self._clipboard:
                self._serve(event)
            elif event.type == X.SelectionRequest:
                self._request = event
                self._ask()
            elif event.type == X.SelectionNotify:
                self._note(event)
            elif event.type == self._changed and event.owner != self._window:
                self._ask()
            self._display.flush()

    def _ask(self) -> None:
        """What is offered first, for it notes only texts."""
        self._convert(self._targets)

    def _convert(self, target: int) -> None:
        self._window.convert_selection(self._clipboard, target, target, X.CurrentTime)

    def _note(self, event: Any) -> None:
        found = event.property and self._window.get_full_property(event.property, X.AnyPropertyType)
        if event.target == self._targets and found and self._utf8 in found.value:
            self._convert(self._utf8)
            return
        if event.target == self._targets:
            found = None
        prefix = "read"
        if self._request is not None:
            prefix = "saved"
            self._answer(self._request)
            self._request = None
        if found:
            with self._file.open("a", encoding="utf-8") as file:
                file.write(f"{prefix} {found.value.decode()}\n")
            if self._takes:
                self._taken = found.value
                self._window.set_selection_owner(self._clipboard, X.CurrentTime)

    def _serve(self, event: Any) -> None:
        """What it has taken, as the one format that a text needs."""
        into = event.property
        if event.target == self._targets:
            event.requestor.change_property(into, self._display.get_atom("ATOM"), 32, [self._utf8])
        elif event.target == self._utf8:
            event.requestor.change_property(into, self._utf8, 8, self._taken)
        else:
            event.property = X.NONE
        self._answer(event)

    def _answer(self, request: Any) -> None:
        names = ("time", "requestor", "selection", "target", "property")
        request.requestor.send_event(SelectionNotify(**{name: getattr(request, name) for name in names}))


if __name__ == "__main__":
    Manager(Path(sys.argv[1]), takes="takes" in sys.argv).run()

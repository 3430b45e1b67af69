"""Owns the clipboard with many formats and takes its time for each:
`python -m tests.rig.slow_owner FILE FORMATS SECONDS`. FILE gets a line for each wish.
"""

import sys
import time
from pathlib import Path

from Xlib import X
from Xlib.display import Display
from Xlib.protocol.event import SelectionNotify


def main() -> None:
    log, count, seconds = Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    display = Display()
    window = display.screen().root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
    window.set_selection_owner(display.get_atom("CLIPBOARD"), X.CurrentTime)
    targets, atom = display.get_atom("TARGETS"), display.get_atom("ATOM")
    formats = [display.get_atom(f"application/x-own-{number}") for number in range(count)]
    display.sync()
    log.touch()
    while True:
        event = display.next_event()
        if event.type != X.SelectionRequest:
            continue
        with log.open("a") as file:
            file.write(f"{event.target}\n")
        if event.target == targets:
            event.requestor.change_property(event.property, atom, 32, formats)
        else:
            time.sleep(seconds)
            event.requestor.change_property(event.property, event.target, 8, b"slow")
        names = ("time", "requestor", "selection", "target", "property")
        event.requestor.send_event(SelectionNotify(**{name: getattr(event, name) for name in names}))
        display.flush()


if __name__ == "__main__":
    main()

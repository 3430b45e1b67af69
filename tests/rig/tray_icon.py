"""Where the program's icon is in the panel."""

from collections.abc import Iterator

from Xlib import X
from Xlib.display import Display as Connection
from Xlib.xobject.drawable import Window

from tests.rig.desktop import Desktop
from tests.rig.process import wait_until

Place = tuple[int, int]


def tray_icon(desktop: Desktop) -> Place:
    """The middle of the icon, once it is in the panel."""
    place: Place = wait_until(lambda: _look(desktop), "the icon")
    return place


def _look(desktop: Desktop) -> Place | None:
    connection = Connection(desktop.display.name)
    try:
        root = connection.screen().root
        for window in _below(root):
            size = window.get_geometry()
            ours = 8 < size.width < 64 and "rapidwhisper" in (window.get_wm_class() or ())
            # Before the panel takes it in, it is an unmapped window somewhere.
            if ours and window.get_attributes().map_state == X.IsViewable:
                corner = root.translate_coords(window, 0, 0)
                return corner.x + size.width // 2, corner.y + size.height // 2
        return None
    finally:
        connection.close()


def _below(window: Window) -> Iterator[Window]:
    for child in window.query_tree().children:
        yield child
        yield from _below(child)

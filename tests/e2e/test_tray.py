"""The icon in the tray: it is there, also when the tray comes late, and a click is as good as the hotkey."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from Xlib.display import Display as Connection
from Xlib.xobject.drawable import Window

from tests.rig.app import running_app
from tests.rig.desktop import Desktop, virtual_desktop
from tests.rig.process import wait_until

Place = tuple[int, int]


@pytest.fixture(scope="module")
def desktop() -> Iterator[Desktop]:
    with virtual_desktop(tray=False) as made:
        yield made


def _icon(desktop: Desktop) -> Place | None:
    """The middle of the program's icon, once it is in the panel."""
    connection = Connection(desktop.display.name)
    try:
        root = connection.screen().root
        for window in _below(root):
            size = window.get_geometry()
            if size.width > 8 and "rapidwhisper" in (window.get_wm_class() or ()):
                corner = root.translate_coords(window, 0, 0)
                return corner.x + size.width // 2, corner.y + size.height // 2
        return None
    finally:
        connection.close()


def _below(window: Window) -> Iterator[Window]:
    for child in window.query_tree().children:
        yield child
        yield from _below(child)


def _click(desktop: Desktop, place: Place) -> None:
    x, y = place
    desktop.display.run("xdotool", "mousemove", str(x), str(y), "sleep", "0.1", "click", "1")


def test_a_tray_that_comes_late_gets_the_icon_and_a_click_toggles(
    desktop: Desktop, short: Path, tmp_path: Path
) -> None:
    with running_app(desktop, tmp_path) as app, desktop.tray():
        place: Place = wait_until(lambda: _icon(desktop), "the icon")
        _click(desktop, place)
        app.wait_for("recording")
        desktop.microphone.play(short)  # two clicks at once would be a double click, which means nothing
        _click(desktop, place)
        app.wait_for("idle", "error")

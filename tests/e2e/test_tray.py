"""The icon in the tray: it is there, also when the tray comes late, and a click is as good as the hotkey."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rig.app import running_app
from tests.rig.desktop import Desktop, virtual_desktop
from tests.rig.tray_icon import Place, tray_icon


@pytest.fixture(scope="module")
def desktop() -> Iterator[Desktop]:
    with virtual_desktop(tray=False) as made:
        yield made


def _click(desktop: Desktop, place: Place) -> None:
    x, y = place
    desktop.display.run("xdotool", "mousemove", str(x), str(y), "sleep", "0.1", "click", "1")


def test_a_tray_that_comes_late_gets_the_icon_and_a_click_toggles(
    desktop: Desktop, short: Path, tmp_path: Path
) -> None:
    with running_app(desktop, tmp_path) as app, desktop.tray():
        place = tray_icon(desktop)
        _click(desktop, place)
        app.wait_for("recording")
        desktop.microphone.play(short)  # two clicks at once would be a double click, which means nothing
        _click(desktop, place)
        app.wait_for("idle", "error")

"""A program of its own desktop and server for one file of the fault matrix."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from tests.rig.app import running_app
from tests.rig.desktop import virtual_desktop
from tests.rig.display import mortal_x_server
from tests.rig.furniture import furnished
from tests.rig.invariants import KEY
from tests.rig.scene import Scene
from tests.rig.speech import brief
from tests.rig.speech_server import SpeechServer


@contextmanager
def fault_scene(folder: Path, **settings: str) -> Iterator[Scene]:
    """One program for many faults: each also shows that it has recovered from those before."""
    windows = folder / "windows"
    windows.mkdir()
    settings = {"AI_PROVIDER": "custom", "CUSTOM_API_KEY": KEY, "LOG_LEVEL": "DEBUG", **settings}
    with ExitStack() as stack:
        desktop = stack.enter_context(virtual_desktop(tray=False))
        mortal = stack.enter_context(mortal_x_server(desktop.microphone.env))
        desktop = replace(desktop, display=mortal.display)
        server = stack.enter_context(SpeechServer())
        settings["CUSTOM_BASE_URL"] = server.url
        furniture = stack.enter_context(furnished(desktop))
        app = stack.enter_context(running_app(desktop, folder / "app", **settings))
        scene = Scene(app, server, brief(folder), windows, mortal=mortal, furniture=furniture)
        stack.callback(scene.close)
        yield scene

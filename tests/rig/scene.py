"""One dictation under the eyes of a test: where it is, what the server says to it, whose window is in front.

`editor` is the window that is dictated into; `stranger` is in front at times and must stay as it is.
"""

import threading
import time
from contextlib import ExitStack
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from tests.rig import clipboard
from tests.rig.app import App
from tests.rig.display import MortalDisplay
from tests.rig.furniture import Furniture
from tests.rig.process import wait_until
from tests.rig.speech_server import Answer, Request, Says, SpeechServer
from tests.rig.targets import Window, qt_editor

AT_REST = ("idle", "error")
"""Nothing is under way; "error" only shows for a moment what went wrong."""

PATIENCE_S = 60.0


class Gate:
    """What the server says to one dictation, once it may. Other sound than that of the first request is
    another dictation, and has words of its own.
    """

    def __init__(self, words: str) -> None:
        self.says: Says = words
        self.asked = threading.Event()
        self._open = threading.Event()
        self._sound: bytes | None = None

    def __call__(self, request: Request) -> Answer | str:
        sound = request.file.data if request.file else b""
        if self._sound is None:
            self._sound = sound
        self.asked.set()
        self._open.wait(PATIENCE_S)
        if sound != self._sound:
            return "something else"
        return self.says(request) if callable(self.says) else self.says

    def open(self) -> None:
        self._open.set()


class Scene:
    def __init__(
        self,
        app: App,
        server: SpeechServer,
        clip: Path,
        folder: Path,
        *,
        mortal: MortalDisplay,
        furniture: Furniture,
    ) -> None:
        """`clip` is what is spoken each time."""
        self.app = app
        self.server = server
        self.folder = folder
        self.stack = ExitStack()
        self.mortal = mortal
        self._furniture = furniture
        self._clip = clip
        self._windows = count(1)
        self.gate = Gate("")
        self.last_act = 0.0
        """When the test last did what the program had to wait for (seconds since 1970, as the log has it)."""
        self.stranger = self.open_window()
        self.editor = self.open_window()
        self.destination: Window | None = self.editor
        """The window that has the focus at the stop key, unless it is one of the program's own."""

    def open_window(self) -> Window:
        name = f"window-{next(self._windows)}"
        return self.stack.enter_context(qt_editor(self.app.desktop.display, self.folder, name=name))

    def move_in_again(self) -> None:
        """On a display that was lost and is there again: all windows are new."""
        self._furniture.put_up()
        self.stranger = self.open_window()
        self.editor = self.open_window()

    def close(self) -> None:
        self.gate.open()
        self.stack.close()

    # what a person does

    def calm_down(self) -> None:
        """Nothing of a dictation that went wrong before is left over."""
        self.gate.open()
        self.app.keyboard.release_all()
        if self.editor.frozen:
            self.editor.thaw()
        while self.state not in AT_REST:
            self.app.tell("cancel")

    def set_out(self, words: str) -> None:
        """The next dictation's text is this, when its gate opens; it is meant for the editor."""
        self.gate = Gate(words)
        self.server.answers(self.gate)
        self.destination = self.editor
        self.editor.focus()

    def speak(self) -> None:
        self.app.desktop.microphone.play(self._clip)

    def go_to_stranger(self) -> None:
        """A text that is still being spoken is then meant for that window."""
        self.stranger.focus()
        if not self.is_spoken:
            self.destination = self.stranger

    def begin(self) -> None:
        self.app.press()
        self.app.wait_for("recording")
        self.speak()

    def end(self) -> None:
        self.app.press()
        self.acted()

    def acted(self) -> None:
        self.last_act = time.time()

    # what is seen

    @property
    def windows(self) -> tuple[Window, Window]:
        return self.editor, self.stranger

    @property
    def is_spoken(self) -> bool:
        return self.gate.asked.is_set()

    @property
    def state(self) -> str:
        return str(self.app.status().get("state", ""))

    def wait_until_asked(self) -> None:
        wait_until(self.gate.asked.is_set, "the server is asked", seconds=20)

    def wait_until_offered(self) -> None:
        """The text is on the clipboard for the window, which has been told to read it."""
        display, pid = self.app.desktop.display, self.app.status()["pid"]
        wait_until(lambda: clipboard.owner(display) == pid, "the text is offered")

    def wait_until_at_rest(self) -> None:
        self.app.wait_for(*AT_REST, seconds=PATIENCE_S)

    def rows_since(self, began_at: float) -> list[dict[str, Any]]:
        """Of the history, which knows whole seconds; oldest first."""
        rows = reversed(self.app.history())
        return [row for row in rows if datetime.fromisoformat(row["started_at"]).timestamp() >= int(began_at)]

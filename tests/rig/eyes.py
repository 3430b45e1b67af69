"""Seeing and clicking what the running program shows, as a person does: by what stands on the screen."""

import json
import socket
from dataclasses import dataclass
from pathlib import Path

from tests.rig.display import Display
from tests.rig.process import wait_until


@dataclass(frozen=True, slots=True)
class Seen:
    name: str
    """Its objectName; an entry of a list is called "list/0"."""
    kind: str
    box: tuple[int, int, int, int]
    text: str
    enabled: bool
    focus: bool
    window: str

    @property
    def middle(self) -> tuple[int, int]:
        x, y, width, height = self.box
        if self.kind in {"QRadioButton", "QCheckBox"}:  # only the mark and the words can be clicked
            return x + height // 2, y + height // 2
        return x + width // 2, y + height // 2


class Eyes:
    def __init__(self, display: Display, path: Path) -> None:
        self._display = display
        self.path = path

    def look(self) -> list[Seen]:
        """Everything that is visible now."""
        with socket.socket(socket.AF_UNIX) as caller:
            caller.settimeout(10)
            try:
                caller.connect(str(self.path))
            except OSError:
                return []
            answer = b"".join(iter(lambda: caller.recv(65536), b""))
        return [Seen(**{**each, "box": tuple(each["box"])}) for each in json.loads(answer)]

    def see(self, name: str, text: str = "") -> Seen | None:
        """The thing of this name that shows this text, if it is there to be clicked."""
        return next(
            (each for each in self.look() if name == each.name and text in each.text and each.box[2] > 0),
            None,
        )

    def wait_for(self, name: str, text: str = "") -> Seen:
        found: Seen = wait_until(lambda: self.see(name, text), f"“{name}” shows “{text}”")
        return found

    def wait_until_gone(self, name: str) -> None:
        wait_until(lambda: self.see(name) is None, f"“{name}” is gone")

    def entry(self, text: str) -> Seen:
        """An entry of an open list or menu."""
        found: Seen = wait_until(
            lambda: next((each for each in self.look() if each.text == text and each.box[3] > 0), None),
            f"the entry “{text}”",
        )
        return found

    def entry_that_ends(self, text: str) -> Seen:
        found: Seen = wait_until(
            lambda: next((each for each in self.look() if each.text.endswith(text)), None),
            f"an entry “…{text}”",
        )
        return found

    def click(self, name: str, text: str = "") -> None:
        wait_until(lambda: (seen := self.see(name, text)) and seen.enabled, f"“{name}” can be clicked")
        self.click_at(self.wait_for(name, text).middle)

    def click_at(self, place: tuple[int, int], button: int = 1) -> None:
        x, y = place
        self._display.run("xdotool", "mousemove", str(x), str(y), "sleep", "0.1", "click", str(button))

    def type(self, name: str, text: str) -> None:
        """Click into a field, select what stands there and type over it."""
        self.click(name)
        wait_until(
            lambda: (seen := self.see(name)) and (seen.focus or seen.kind == "QComboBox"),
            f"“{name}” has the focus",
        )
        self._display.run("xdotool", "key", "ctrl+a")
        self._display.run("xdotool", "type", "--delay", "15", text)
        wait_until(lambda: self.see(name, text), f"“{name}” shows what was typed")

    def choose(self, name: str, text: str) -> None:
        """Open a drop-down and click the entry."""
        self.click(name)
        self.click_at(self.entry(text).middle)
        self.wait_for(name, text)

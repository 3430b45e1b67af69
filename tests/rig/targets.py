"""Windows of other programs that a text may be inserted into: Qt, GTK and a terminal."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from Xlib import X
from Xlib.display import Display as Connection
from Xlib.error import XError
from Xlib.ext import res

from tests.rig.display import Display
from tests.rig.process import end, running, wait_until


@dataclass(slots=True)
class Window:
    """A program's window, which had the focus when it was made."""

    display: Display
    process: "subprocess.Popen[str]"
    id: int
    text: Callable[[], str]
    """What has arrived in it so far."""
    keys: Callable[[], list[str]] = list
    """The keys it was pressed, where it can tell (Qt)."""
    frozen: bool = False

    def wait_for_text(self, expected: str, *, seconds: float = 20.0) -> None:
        try:
            wait_until(lambda: self.text() == expected, "the text arrives", seconds=seconds)
        except AssertionError:
            got = self.text()
            pairs = enumerate(zip(got, expected, strict=False))
            where = next((place for place, (one, other) in pairs if one != other), 0)
            around = slice(max(0, where - 20), where + 40)
            told = f"{len(got)} characters, …{got[around]!r} instead of …{expected[around]!r}"
            raise AssertionError(told) from None

    def focus(self) -> None:
        self.display.run("xdotool", "windowactivate", "--sync", str(self.id))
        wait_until(lambda: active_window(self.display) == self.id, "the window has the focus")

    def freeze(self) -> None:
        self.process.send_signal(signal.SIGSTOP)
        self.frozen = True

    def thaw(self) -> None:
        self.process.send_signal(signal.SIGCONT)
        self.frozen = False


def active_window(display: Display) -> int:
    """The visible window that the window manager calls active and whose program has the focus, else 0."""
    connection = Connection(display.name)
    connection.set_error_handler(lambda *_: None)
    try:
        atom = connection.get_atom("_NET_ACTIVE_WINDOW")
        told = connection.screen().root.get_property(atom, X.AnyPropertyType, 0, 1)
        focus = connection.get_input_focus().focus
        if told is None or isinstance(focus, int):
            return 0
        window = int(told.value[0])
        attributes = connection.create_resource_object("window", window).get_attributes()
        visible = attributes.map_state == X.IsViewable
        return (
            window
            if visible and process_behind(connection, focus.id) == process_behind(connection, window)
            else 0
        )
    except XError:
        return 0
    finally:
        connection.close()


def process_of(display: Display, window: int) -> int:
    connection = Connection(display.name)
    try:
        return process_behind(connection, window)
    finally:
        connection.close()


def process_behind(connection: Any, window: int) -> int:
    """Of a window, or of whatever else a client has in the X server, which knows it: windows' numbers are
    used again, and not every window tells.
    """
    ids = connection.res_query_client_ids([{"client": window, "mask": res.LocalClientPIDMask}]).ids
    return int(ids[0].value[0]) if ids and ids[0].value else 0


@contextmanager
def qt_editor(display: Display, folder: Path, *options: str, name: str = "qt") -> Iterator[Window]:
    text_file, keys_file = folder / f"{name}.txt", folder / f"{name}.keys"
    keys_file.touch()
    command = [sys.executable, "-m", "tests.rig.target_qt", str(text_file), str(keys_file), *options]
    with _window(display, command, lambda: text_file.read_text(encoding="utf-8")) as window:
        window.keys = lambda: keys_file.read_text(encoding="utf-8").split()
        yield window


@dataclass(slots=True)
class LateReader:
    window: Window
    file: Path

    def pastes(self) -> list[dict[str, Any]]:
        """Each with its `text` and how late it was read (`late_s`)."""
        return [told for told in self._told() if "text" in told]

    def texts(self) -> list[str]:
        return [paste["text"] for paste in self.pastes()]

    def keys(self) -> list[str]:
        """Those that paste, as they were pressed."""
        return [told["key"] for told in self._told() if "key" in told]

    def _told(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.file.read_text(encoding="utf-8").splitlines()]


@contextmanager
def late_reader(
    display: Display, folder: Path, seconds: float, seed: int | None = None
) -> Iterator[LateReader]:
    """A window that handles events and reads its clipboard so late, or by the seed up to so late."""
    file = folder / "late.txt"
    file.touch()
    options = [str(file), str(seconds), *([] if seed is None else [str(seed)])]
    command = [sys.executable, "-m", "tests.rig.target_slow", *options]
    with _window(display, command, lambda: file.read_text(encoding="utf-8")) as window:
        yield LateReader(window, file)


@contextmanager
def terminal(display: Display, folder: Path, *, name: str = "xterm") -> Iterator[Window]:
    """An xterm whose program stores the bytes that it gets."""
    file = folder / f"{name}.txt"
    file.touch()
    program = f"stty raw -echo; echo ready > '{file}.ready'; exec cat > '{file}'"
    command = ["xterm", "-u8", "-e", "sh", "-c", program]
    with _window(display, command, lambda: file.read_text("utf-8", "replace")) as window:
        wait_until(Path(f"{file}.ready").exists, "the terminal's program listens")
        yield window


@contextmanager
def gtk_entry(display: Display, folder: Path, *, name: str = "entry") -> Iterator[Window]:
    """One line of zenity. Asking for its text ends it with Return."""
    with _zenity(display, folder / f"{name}.out", ["--entry"], "Return") as window:
        yield window


@contextmanager
def gtk_editor(display: Display, folder: Path, *, name: str = "editor") -> Iterator[Window]:
    """Many lines of zenity. Asking for its text leaves the field and presses its OK button."""
    command = ["--text-info", "--editable", "--width=500", "--height=300"]
    with _zenity(display, folder / f"{name}.out", command, "ctrl+Tab", "Tab", "Return") as window:
        yield window


@contextmanager
def _zenity(display: Display, out: Path, options: Sequence[str], *accept: str) -> Iterator[Window]:
    with out.open("w") as file:

        def text() -> str:
            if window.process.poll() is None:
                window.focus()
                display.run("xdotool", "key", *accept)
                window.process.wait(10)
            return out.read_text(encoding="utf-8").removesuffix("\n")

        with _window(display, ["zenity", *options], text, stdout=file) as window:
            yield window


@contextmanager
def _window(
    display: Display, command: Sequence[str], text: Callable[[], str], stdout: object = subprocess.DEVNULL
) -> Iterator[Window]:
    with running(command, env=display.env, stdout=stdout, stderr=subprocess.DEVNULL) as process:

        def focused() -> int:
            assert process.poll() is None, f"{command[0]} ended with {process.returncode}"
            active = active_window(display)
            return active if active and process_of(display, active) == process.pid else 0

        window = Window(display, process, 0, text)
        try:
            window.id = wait_until(focused, f"{command[0]} has the focus", seconds=20)
            yield window
        finally:
            if window.frozen:
                window.thaw()
            end(process)
            # The server gives its number to the next program, and that one must not seem to be active.
            wait_until(lambda: active_window(display) != window.id or not window.id, "the window is gone")

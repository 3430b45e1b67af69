"""An inserter on a display of its own, beside the windows that a test opens."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, TypeAlias

import pytest

from rapidwhisper.core.dictation import Target
from rapidwhisper.core.events import Event
from rapidwhisper.core.settings import PasteMethod
from rapidwhisper.insertion.x11_inserter import X11Inserter
from tests.contracts.inserter import wish
from tests.rig import clipboard
from tests.rig.display import Display
from tests.rig.keyboard import Keyboard
from tests.rig.process import running, wait_until
from tests.rig.targets import Window, qt_editor

if TYPE_CHECKING:
    import subprocess

Open: TypeAlias = Callable[[Display, Path], AbstractContextManager[Window]]


class X11Bench:
    def __init__(self, display: Display, folder: Path, stack: ExitStack) -> None:
        self.display = display
        self.folder = folder
        self.stack = stack
        self.keyboard = Keyboard(display)
        self.events: SimpleQueue[Event] = SimpleQueue()
        self.inserter = X11Inserter(self.events.put, display.name)
        stack.callback(self.inserter.close)
        self.window: Window
        self.elsewhere: Window

    def open(self, open_window: Open) -> Window:
        self.window = self.stack.enter_context(open_window(self.display, self.folder))
        return self.window

    def open_qt(self, *options: str) -> Window:
        self.window = self.stack.enter_context(qt_editor(self.display, self.folder, *options))
        return self.window

    def target(self) -> Target:
        """On a busy computer an answer may come too late for the inserter."""
        found: Target = wait_until(self.inserter.target, "a window has the focus")
        return found

    def insert(self, text: str, method: PasteMethod = PasteMethod.AUTO, *, dictation: int = 1) -> None:
        target = self.target()
        assert target == Target(self.window.id)
        self.inserter.insert(dictation, text, target, wish(method))

    def next_event(self) -> Event:
        return self.events.get(timeout=40)

    def nothing_for(self, seconds: float) -> None:
        with pytest.raises(Empty):
            self.events.get(timeout=seconds)

    def wait_for_text(self, expected: str) -> None:
        self.window.wait_for_text(expected)

    def focus_elsewhere(self) -> None:
        self.elsewhere = self.stack.enter_context(qt_editor(self.display, self.folder, name="elsewhere"))

    def focus_back(self) -> None:
        self.window.focus()

    def closed_window(self) -> Target:
        return Target(0x7FFFFF)

    def wait_for_text_elsewhere(self, expected: str) -> None:
        self.elsewhere.wait_for_text(expected)

    def user_copies(self, text: str) -> "subprocess.Popen[str]":
        return self.stack.enter_context(clipboard.other_owner(self.display, text.encode(), self.folder))

    def wait_for_clipboard(self, expected: str) -> None:
        wait_until(lambda: clipboard.read(self.display) == expected.encode(), "the clipboard has the text")

    @contextmanager
    def held(self, key: str) -> Iterator[None]:
        self.keyboard.down(key)
        try:
            yield
        finally:
            self.keyboard.up(key)

    def manager(self, *options: str) -> Callable[[], list[str]]:
        """Starts a clipboard manager and returns what it has done so far."""
        file = self.folder / "manager.txt"
        command = [sys.executable, "-m", "tests.rig.clipboard_manager", str(file), *options]
        self.stack.enter_context(running(command, env=self.display.env))
        wait_until(lambda: file.exists() and file.read_text(encoding="utf-8"), "the manager watches")
        return lambda: file.read_text(encoding="utf-8").splitlines()


@contextmanager
def x11_bench(display: Display, folder: Path) -> Iterator[X11Bench]:
    with ExitStack() as stack:
        stack.callback(Keyboard(display).release_all)
        yield X11Bench(display, folder, stack)

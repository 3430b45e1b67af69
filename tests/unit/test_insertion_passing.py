"""Texts that are there for a moment only, on the clipboards of Windows and macOS: on stand-ins."""

import ctypes
import logging
from collections.abc import Callable
from typing import Any

import pyperclip
import pytest

from rapidwhisper.insertion import macos_clipboard, windows_clipboard
from rapidwhisper.insertion.passing_text import SystemClipboard
from rapidwhisper.insertion.windows_clipboard import WindowsClipboard

TEXT = "Привет 你好 😀"


class Function:
    """One of a library: ctypes sets its types."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call
        self.restype: Any = None
        self.argtypes: Any = None

    def __call__(self, *arguments: Any) -> Any:
        return self._call(*arguments)


class Windows:
    """What user32 and kernel32 do for a clipboard, memory included."""

    def __init__(self) -> None:
        self.memory: dict[int, ctypes.Array[ctypes.c_char]] = {}
        self.clipboard: dict[str, bytes] = {"old": b"old"}
        self.names = {13: "text"}
        self.windows: set[int] = set()
        self.refusals = 0
        self.is_open = False
        self.takes = True
        for name in (
            *("CreateWindowExW", "DestroyWindow", "OpenClipboard", "CloseClipboard", "EmptyClipboard"),
            *("SetClipboardData", "RegisterClipboardFormatW"),
            *("GlobalAlloc", "GlobalLock", "GlobalUnlock", "GlobalFree"),
        ):
            setattr(self, name, Function(getattr(self, "_" + name)))

    def _CreateWindowExW(self, *_: Any) -> int:  # noqa: N802 - the system's names, here and below
        self.windows.add(7)
        return 7

    def _DestroyWindow(self, window: int) -> int:  # noqa: N802
        self.windows.remove(window)
        return 1

    def _OpenClipboard(self, window: int) -> int:  # noqa: N802
        assert window in self.windows
        self.refusals -= 1
        self.is_open = self.refusals < 0
        return int(self.is_open)

    def _CloseClipboard(self) -> int:  # noqa: N802
        self.is_open = False
        return 1

    def _EmptyClipboard(self) -> int:  # noqa: N802
        assert self.is_open
        self.clipboard.clear()
        return 1

    def _RegisterClipboardFormatW(self, name: str) -> int:  # noqa: N802
        number = 0xC000 + len(self.names)
        self.names[number] = name
        return number

    def _SetClipboardData(self, number: int, memory: int) -> int:  # noqa: N802
        assert self.is_open
        if not self.takes:
            return 0
        self.clipboard[self.names[number]] = bytes(self.memory.pop(memory))
        return memory

    def _GlobalAlloc(self, _flags: int, size: int) -> int:  # noqa: N802
        memory = ctypes.create_string_buffer(size)
        self.memory[ctypes.addressof(memory)] = memory
        return ctypes.addressof(memory)

    def _GlobalLock(self, memory: int) -> int:  # noqa: N802
        return memory

    def _GlobalUnlock(self, _memory: int) -> int:  # noqa: N802
        return 0

    def _GlobalFree(self, memory: int) -> int:  # noqa: N802
        del self.memory[memory]
        return 0


def test_windows_keeps_a_passing_text_out_of_its_history_and_the_cloud() -> None:
    system = Windows()
    system.refusals = 2
    WindowsClipboard(system, system).lend(TEXT)
    assert system.clipboard == {
        "text": (TEXT + "\0").encode("utf-16-le"),
        "ExcludeClipboardContentFromMonitorProcessing": bytes(4),
        "CanIncludeInClipboardHistory": bytes(4),
        "CanUploadToCloudClipboard": bytes(4),
    }
    assert (system.windows, system.memory, system.is_open) == (set(), {}, False)


def test_a_clipboard_that_stays_open_elsewhere_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows_clipboard, "_PAUSE_S", 0.0)
    system = Windows()
    system.refusals = 1000
    with pytest.raises(OSError, match="keeps the clipboard open"):
        WindowsClipboard(system, system).lend(TEXT)
    assert (system.windows, system.clipboard) == (set(), {"old": b"old"})


def test_what_windows_refuses_is_given_back() -> None:
    system = Windows()
    system.takes = False
    with pytest.raises(OSError, match="refuses"):
        WindowsClipboard(system, system).lend(TEXT)
    assert (system.windows, system.memory, system.is_open) == (set(), {}, False)


class Pasteboard:
    """As pyobjc shows it."""

    def __init__(self) -> None:
        self.content = {"old": "old"}
        self.takes = True

    def clearContents(self) -> int:  # noqa: N802 - the system's name
        self.content.clear()
        return 1

    def setString_forType_(self, text: str, kind: str) -> bool:  # noqa: N802
        if self.takes:
            self.content[kind] = text
        return self.takes


def test_macos_tells_clipboard_histories_to_leave_a_passing_text_out() -> None:
    board = Pasteboard()
    macos_clipboard.lend(TEXT, board)
    assert board.content == {"public.utf8-plain-text": TEXT, "org.nspasteboard.TransientType": ""}


def test_a_pasteboard_that_refuses_is_told() -> None:
    board = Pasteboard()
    board.takes = False
    with pytest.raises(OSError, match="refuses"):
        macos_clipboard.lend(TEXT, board)


def test_without_its_own_way_the_text_is_copied_all_the_same(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    copied: list[str] = []
    monkeypatch.setattr(pyperclip, "copy", copied.append)
    with caplog.at_level(logging.WARNING):
        SystemClipboard(macos_clipboard.lend).lend(TEXT)  # there is no AppKit here
    assert copied == [TEXT]
    assert "clipboard histories may keep a text" in caplog.text
    assert TEXT not in caplog.text

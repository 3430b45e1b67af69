"""A passing text on the clipboard of Windows, which its history and the cloud leave out. Written from
documentation ("Clipboard Formats"); never run there.
"""

import ctypes
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

_TEXT = 13
"""CF_UNICODETEXT."""
_MOVABLE = 2
_MESSAGES_ONLY = -3
_NO = bytes(4)
_MARKS = {
    "ExcludeClipboardContentFromMonitorProcessing": _NO,
    "CanIncludeInClipboardHistory": _NO,
    "CanUploadToCloudClipboard": _NO,
}
"""Of the first the mere presence counts."""
_ATTEMPTS = 20
_PAUSE_S = 0.02
"""Another program may have the clipboard open, for moments."""


class WindowsClipboard:
    def __init__(self, user32: Any = None, kernel32: Any = None) -> None:
        self._user32 = user32 or _library("user32")
        self._kernel32 = kernel32 or _library("kernel32")
        pointer = ctypes.c_void_p
        for function, returned, taken in (
            (self._user32.CreateWindowExW, pointer, None),
            (self._user32.DestroyWindow, ctypes.c_int, [pointer]),
            (self._user32.OpenClipboard, ctypes.c_int, [pointer]),
            (self._user32.SetClipboardData, pointer, [ctypes.c_uint, pointer]),
            (self._user32.RegisterClipboardFormatW, ctypes.c_uint, [ctypes.c_wchar_p]),
            (self._kernel32.GlobalAlloc, pointer, [ctypes.c_uint, ctypes.c_size_t]),
            (self._kernel32.GlobalLock, pointer, [pointer]),
            (self._kernel32.GlobalUnlock, ctypes.c_int, [pointer]),
            (self._kernel32.GlobalFree, pointer, [pointer]),
        ):
            function.restype = returned
            function.argtypes = taken

    def lend(self, text: str) -> None:
        """Raises OSError if the clipboard cannot be had."""
        marks = {self._user32.RegisterClipboardFormatW(name): mark for name, mark in _MARKS.items()}
        with self._opened():
            self._put({_TEXT: f"{text}\0".encode("utf-16-le"), **marks})

    @contextmanager
    def _opened(self) -> Iterator[None]:
        """By a window of ours: what is set without an owner is refused."""
        nothing = ctypes.c_void_p()
        parent = ctypes.c_void_p(_MESSAGES_ONLY)
        window = self._user32.CreateWindowExW(
            0, "STATIC", None, 0, 0, 0, 0, 0, parent, nothing, nothing, nothing
        )
        try:
            for _ in range(_ATTEMPTS):
                if self._user32.OpenClipboard(window):
                    break
                time.sleep(_PAUSE_S)
            else:
                raise OSError("another program keeps the clipboard open")
            try:
                yield
            finally:
                self._user32.CloseClipboard()
        finally:
            self._user32.DestroyWindow(window)

    def _put(self, formats: Mapping[int, bytes]) -> None:
        self._user32.EmptyClipboard()
        for number, content in formats.items():
            memory = self._kernel32.GlobalAlloc(_MOVABLE, len(content))
            place = memory and self._kernel32.GlobalLock(memory)
            if not place:
                raise OSError("there is no memory for the clipboard")
            ctypes.memmove(place, content, len(content))
            self._kernel32.GlobalUnlock(memory)
            if not self._user32.SetClipboardData(number, memory):
                self._kernel32.GlobalFree(memory)  # else it is the system's
                raise OSError("the clipboard refuses the text")


def _library(name: str) -> Any:
    return ctypes.WinDLL(name)  # type: ignore[attr-defined,unused-ignore]

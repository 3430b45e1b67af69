"""The X display that the windows stand on: whether it answers, waiting for it, and whether it is lost.

By the library that Qt uses for it: what it can reach, Qt can, and no socket is left open.
"""

import ctypes
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

_LOOK_EVERY_S = 0.25


def x_display(environ: Mapping[str, str], platform: str) -> str | None:
    """Its name where Qt will use X11, as far as that can be told beforehand; `platform` is sys.platform."""
    if platform in {"win32", "darwin"}:
        return None
    chosen = environ.get("QT_QPA_PLATFORM", "")
    wayland = environ.get("WAYLAND_DISPLAY") or environ.get("XDG_SESSION_TYPE") == "wayland"
    if not chosen.startswith("xcb") and (chosen or wayland):
        return None
    return environ.get("DISPLAY") or None


def answers(name: str) -> bool:
    """Where this is not so, Qt aborts the process."""
    xcb = _xcb()
    connection = xcb.xcb_connect(name.encode(), None)
    broken = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not broken


def answers_within(name: str, patience_s: float, *, wanted: Callable[[], bool] = lambda: True) -> bool:
    limit = time.monotonic() + patience_s
    while not answers(name):
        if time.monotonic() > limit or not wanted():
            return False
        time.sleep(_LOOK_EVERY_S)
    return True


def is_broken(connection: int) -> bool:
    """`connection`: the address of an xcb_connection_t."""
    return bool(_xcb().xcb_connection_has_error(connection))


@contextmanager
def instead_of_xlibs_exit(display: int, end: Callable[[], None]) -> Iterator[None]:
    """Calls `end`, which must not return, when the server goes while Qt is in Xlib.

    Otherwise both of Xlib's handlers end the process in C, past everything of ours; and where they return,
    Xlib goes on with null pointers. `display`: the address of a Display. libX11 before 1.7 always exits.
    """
    xlib = ctypes.CDLL("libX11.so.6")
    if not hasattr(xlib, "XSetIOErrorExitHandler"):
        yield
        return

    def ending(_display: int, _data: int) -> None:
        try:
            end()
        finally:
            os._exit(1)

    handler = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)(ending)
    xlib.XSetIOErrorHandler(ctypes.CDLL(None).getpid)  # any function that does nothing
    xlib.XSetIOErrorExitHandler(ctypes.c_void_p(display), handler, None)
    try:
        yield
    finally:
        xlib.XSetIOErrorExitHandler(ctypes.c_void_p(display), xlib["_XDefaultIOErrorExit"], None)


def _xcb() -> Any:
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    return xcb

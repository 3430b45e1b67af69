"""The X display that the windows stand on: whether it answers, waiting for it, and whether it is lost.

By the library that Qt uses for it: what it can reach, Qt can, and no socket is left open.
"""

import ctypes
import time
from collections.abc import Callable, Mapping
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


def keep_xlib_from_exiting(display: int) -> None:
    """When the server goes while Qt is in Xlib, both its handlers end the process in C, past all of ours.

    `display`: the address of a Display. libX11 before 1.7 cannot be kept from it.
    """
    xlib = ctypes.CDLL("libX11.so.6")
    if hasattr(xlib, "XSetIOErrorExitHandler"):
        harmless = ctypes.cast(ctypes.CDLL(None).getpid, ctypes.c_void_p)  # unlike ours, it needs no Python
        xlib.XSetIOErrorHandler(harmless)
        xlib.XSetIOErrorExitHandler(ctypes.c_void_p(display), harmless, None)


def _xcb() -> Any:
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    return xcb

"""What the X server knows of our connections, and their sudden end."""

import gc
import os
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from Xlib import X
from Xlib.display import Display as Connection

from tests.rig.display import Display


@contextmanager
def connected(display: Display) -> Iterator[Any]:
    connection = Connection(display.name)
    connection.set_error_handler(lambda *_: None)
    try:
        yield connection
    finally:
        connection.close()


def kill(display: Display, *windows: int) -> None:
    """Ends the connections that own these windows, as xkill does."""
    with connected(display) as connection:
        for window in windows:
            connection.create_resource_object("window", window).kill_client()
        connection.sync()


def owner(display: Display) -> int:
    """The window that owns the clipboard, else 0."""
    with connected(display) as connection:
        window = connection.get_selection_owner(connection.get_atom("CLIPBOARD"))
        return int(window.id) if window else 0


def ours(display: Display) -> set[int]:
    """One window for each connection of the program in this process, by what it says of itself."""
    with connected(display) as connection:
        return set(_ours(connection))


def _ours(connection: Any) -> Iterator[int]:
    said = connection.get_atom("_NET_WM_PID")
    for window in connection.screen().root.query_tree().children:
        process = window.get_full_property(said, X.AnyPropertyType)
        if process is not None and process.value[0] == os.getpid():
            yield window.id


def footprint(display: Display) -> dict[str, int]:
    """What this process holds: threads, open files, and things in the X server by their kind."""
    gc.collect()
    held: Counter[str] = Counter(
        threads=threading.active_count(), files=len(list(Path("/proc/self/fd").iterdir()))
    )
    with connected(display) as connection:
        for window in _ours(connection):
            for each in connection.res_query_client_resources(window).types:
                held[connection.get_atom_name(each.resource_type)] += each.count
    return dict(held)

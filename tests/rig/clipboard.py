"""The clipboard as other programs see and own it."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from Xlib.display import Display as Connection

from tests.rig.display import Display
from tests.rig.process import running, wait_until
from tests.rig.targets import process_of


def read(display: Display, target: str = "UTF8_STRING", *, selection: str = "clipboard") -> bytes | None:
    """What is offered in that format, None if nothing is."""
    command = ["xclip", "-o", "-selection", selection, "-t", target]
    done = subprocess.run(command, env=display.env, capture_output=True, timeout=10, check=False)
    return None if done.returncode else done.stdout


def formats(display: Display) -> set[str]:
    return set((read(display, "TARGETS") or b"").decode().split())


def owned(display: Display) -> bool:
    return read(display, "TARGETS") is not None


def owner(display: Display) -> int:
    """The process that offers it, as the X server knows it; 0 if there is none."""
    connection = Connection(display.name)
    try:
        window = connection.get_selection_owner(connection.get_atom("CLIPBOARD"))
    finally:
        connection.close()
    return process_of(display, window.id) if window else 0


@contextmanager
def other_owner(
    display: Display, data: bytes, folder: Path, *, target: str = "UTF8_STRING", selection: str = "clipboard"
) -> Iterator["subprocess.Popen[str]"]:
    """A program that has copied this; it lives until the block ends."""
    file = folder / f"{selection}.copied"
    file.write_bytes(data)
    command = ["xclip", "-i", "-quiet", "-selection", selection, "-t", target, str(file)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with running(command, env=display.env, **quiet) as process:
        wait_until(lambda: read(display, target, selection=selection) == data, "the text is copied")
        yield process

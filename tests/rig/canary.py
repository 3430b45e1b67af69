"""Searches everything that the program may have written for words that it must keep to itself.

The key may stand in `.env`, what was dictated in the history; nowhere else, in no usual encoding, and in no
process's command line or environment.
"""

import base64
import json
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from tests.rig.app import App

SETTINGS = (".env",)
"""Where a key may stand, by the beginning of the file's name."""

ALLOWED = (*SETTINGS, "history.sqlite3")
"""For dictated words too: SQLite keeps files beside its own, and a damaged one is set aside."""

_PROC = Path("/proc")


def leaks(app: App, words: Iterable[str], *, allowed: tuple[str, ...] = ALLOWED) -> list[str]:
    """Where any of these words stands: "path: word"."""
    wanted = list(words)
    processes = list(processes_of(app.desktop.runtime))
    found = in_files([app.folder, app.desktop.home, app.desktop.runtime], wanted, allowed=allowed)
    found += in_open_files(processes, wanted, allowed=allowed)
    return sorted({*found, *in_processes(processes, wanted)})


def in_files(
    folders: Iterable[Path],
    words: Iterable[str],
    *,
    besides: Iterable[Path] = (),
    allowed: tuple[str, ...] = ALLOWED,
) -> list[str]:
    """`besides` are files that the test itself wrote."""
    wanted, passed_over = list(words), set(besides)
    return [
        f"{file}: {word}"
        for folder in folders
        for file in folder.rglob("*")
        if file not in passed_over and not file.name.startswith(allowed)
        for word in _inside(file, wanted)
    ]


def in_open_files(
    processes: Iterable[int], words: Iterable[str], *, allowed: tuple[str, ...] = ALLOWED
) -> list[str]:
    """Of files that a process has open, wherever they stand, also when they have been deleted already."""
    wanted = list(words)
    found = []
    for pid in processes:
        for handle in _listed(_PROC / str(pid) / "fd"):
            name = _link(handle)
            if Path(name).name.startswith(allowed):
                continue
            found += [f"{name}, open in {pid}: {word}" for word in _inside(handle, wanted)]
    return found


def in_processes(processes: Iterable[int], words: Iterable[str]) -> list[str]:
    wanted = list(words)
    return [
        f"{part} of {pid}: {word}"
        for pid in processes
        for part in ("cmdline", "environ")
        for word in _inside(_PROC / str(pid) / part, wanted)
    ]


def processes_of(runtime: Path) -> Iterator[int]:
    """All that were started on the desktop with this runtime folder, by whomever; not the test itself."""
    mark = f"XDG_RUNTIME_DIR={runtime}".encode()
    for entry in _PROC.iterdir():
        if entry.name.isdecimal() and int(entry.name) != os.getpid():
            environment = _read(entry / "environ")
            if mark in environment.split(b"\0"):
                yield int(entry.name)


def _inside(file: Path, words: Iterable[str]) -> list[str]:
    content = _read(file)
    return [word for word in words if content and any(form in content for form in _forms(word))]


def _forms(word: str) -> set[bytes]:
    """As text files, JSON, addresses and headers write it."""
    utf8 = word.encode()
    return {
        utf8,
        word.encode("utf-16-le"),
        json.dumps(word)[1:-1].encode(),
        quote(word).encode(),
        *(_middle_of_base64(utf8, shift) for shift in range(3)),
    }


def _middle_of_base64(data: bytes, shift: int) -> bytes:
    """What does not depend on what stands before and behind, if `shift` bytes of a group stand before."""
    coded = base64.b64encode(b"\0" * shift + data)
    return coded[4 if shift else 0 : len(coded) // 4 * 4 - 4]


def _read(file: Path) -> bytes:
    """Nothing for what has just gone, is no file, or is closed even to root."""
    try:
        found = file.stat()
        return file.read_bytes() if stat.S_ISREG(found.st_mode) else b""
    except OSError:
        return b""


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _link(handle: Path) -> str:
    try:
        return str(handle.readlink()).removesuffix(" (deleted)")
    except OSError:
        return ""

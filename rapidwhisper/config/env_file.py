"""The user's `.env`, which he also edits by hand: read at once, written one value at a time."""

import errno
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from rapidwhisper.config.encoding import UTF8, decode, encode
from rapidwhisper.config.env_lines import entries, merged, odd_lines
from rapidwhisper.config.small_file import read_small_file
from rapidwhisper.config.turn import turn
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.settings import Line
from rapidwhisper.core.words import phrase

Fingerprint: TypeAlias = tuple[int, int, int, int]

_ATTEMPTS = 5
_SHOWN = 5
_KEEPS_CHANGING = phrase("Settings", "it keeps changing")


class EnvFile:
    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, *, must_exist: bool = False) -> Mapping[str, Line]:
        """The last value of each key; nothing for a missing file; ProblemError for an unreadable one."""
        text, _ = decode(self._bytes(must_exist=must_exist))
        return {entry.key: Line(entry.value, entry.number) for entry in entries(text)}

    def complaints(self) -> tuple[Problem, ...]:
        """About lines that mean nothing; raises as `read` does."""
        text, _ = decode(self._bytes())
        numbers = [str(number) for number in odd_lines(text)]
        shown = numbers[:_SHOWN] + ["…"] * (len(numbers) > _SHOWN)
        return (problem(Code.SETTINGS_ODD_LINES, path=self.path, lines=", ".join(shown)),) if numbers else ()

    def write(self, changes: Mapping[str, str]) -> None:
        """Sets these values and touches no other character, also not one edited by hand meanwhile."""
        with self._writing() as target:
            for _ in range(_ATTEMPTS):
                seen = self.fingerprint()
                text, encoding = decode(self._bytes())
                changed = merged(text, changes)
                if changed == text or self._replaced(target, encode(changed, encoding), seen):
                    return
        raise self._unwritable(_KEEPS_CHANGING)

    def create(self, text: str) -> None:
        """A first file for the user to edit; one that is already there stays as it is."""
        with self._writing() as target:
            if self.fingerprint() is None:
                self._replaced(target, text.encode(UTF8), None)

    def fingerprint(self) -> Fingerprint | None:
        """Changes whenever the file or its mode does; None while there is none. Cheap: ask every second."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino

    def _bytes(self, *, must_exist: bool = False) -> bytes:
        try:
            return read_small_file(self.path)
        except OSError as error:
            if isinstance(error, FileNotFoundError) and not must_exist:
                return b""
            raise ProblemError(
                problem(Code.SETTINGS_UNREADABLE, path=self.path, detail=error.strerror)
            ) from error

    @contextmanager
    def _writing(self) -> Iterator[Path]:
        """Gives the file itself, so that a link stays a link; one writer at a time."""
        target = Path(os.path.realpath(self.path))
        try:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with turn(target.parent):
                yield target
        except OSError as error:
            raise self._unwritable(error.strerror or str(error)) from error

    def _replaced(self, target: Path, data: bytes, seen: Fingerprint | None) -> bool:
        """Swaps the whole file at once; False if it is not the one that was read."""
        if target.exists() and not os.access(target, os.W_OK):  # replacing it would only need the folder
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o600
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".env-")
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            draft.chmod(mode)
            if self.fingerprint() != seen:
                return False
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
        return True

    def _unwritable(self, detail: str) -> ProblemError:
        return ProblemError(problem(Code.SETTINGS_UNWRITABLE, path=self.path, detail=detail))

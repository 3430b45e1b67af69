r"""The user's `.env`: read with the number of each line, written one value at a time.

The bindings are python-dotenv's, with three differences that hand-written files need. `${...}` stays as it
is, so that a key keeps its dollar signs. In double quotes a backslash escapes only a quote or a backslash, so
that "C:\new\temp" stays a path. A quote that is never closed spoils its own line and not the lines below.
"""

import io
import os
import re
import stat
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from rapidwhisper.config.encoding import UTF8, decode, encode
from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.core.settings import Line

Fingerprint: TypeAlias = tuple[int, int, int]

_NEWLINE = re.compile(r"\r\n|\n|\r")
_HEAD = re.compile(r"\s*(?:export[^\S\r\n]+)?(?:'([^']+)'|([^=#\s]+))[^\S\r\n]*=")
_BLANK = re.compile(r"[^\S\r\n]*")
_QUOTED = re.compile(r"\"((?:\\.|[^\"\\])*)\"|'(?:\\.|[^'\\])*'", re.DOTALL)
_PLAIN = re.compile(r"[^\s'\"#](?:[^\r\n#]*[^\s#])?")
_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class _Entry:
    """A value, where it stands in the file (offsets of its characters, quotes included) and on which line."""

    key: str
    value: str
    number: int
    start: int
    end: int


class EnvFile:
    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Mapping[str, Line]:
        """The last value of each key; nothing for a missing file; ProblemError for an unreadable one."""
        text, _ = decode(self._bytes())
        return {entry.key: Line(entry.value, entry.number) for entry in _entries(text)}

    def write(self, changes: Mapping[str, str]) -> None:
        """Sets these values and touches no other character, also not one edited by hand meanwhile."""
        for _ in range(_ATTEMPTS):
            seen = self.fingerprint()
            text, encoding = decode(self._bytes())
            changed = _merged(text, changes)
            if changed == text or self._replaced(encode(changed, encoding), seen):
                return
        raise self._unwritable("it keeps changing")

    def create(self, text: str) -> None:
        """A first file for the user to edit; one that is already there stays as it is."""
        if self.fingerprint() is None:
            self._replaced(text.encode(UTF8), None)

    def fingerprint(self) -> Fingerprint | None:
        """Changes whenever the file does; None while there is none. Cheap enough to ask every second."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _bytes(self) -> bytes:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise ProblemError(
                problem(Code.SETTINGS_UNREADABLE, path=self.path, detail=error.strerror)
            ) from error

    def _replaced(self, data: bytes, seen: Fingerprint | None) -> bool:
        """Swaps the whole file at once; False if it is not the one that was read. A link stays a link."""
        target = Path(os.path.realpath(self.path))
        draft: Path | None = None
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o600
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=".env-")
            draft = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            draft.chmod(mode)
            if self.fingerprint() != seen:
                return False
            draft.replace(target)
        except OSError as error:
            raise self._unwritable(error.strerror or str(error)) from error
        else:
            return True
        finally:
            if draft is not None:
                draft.unlink(missing_ok=True)

    def _unwritable(self, detail: str) -> ProblemError:
        return ProblemError(problem(Code.SETTINGS_UNWRITABLE, path=self.path, detail=detail))


def quoted(value: str) -> str:
    """The value as it is written after `KEY=`."""
    if not value or (_PLAIN.fullmatch(value) and value == value.strip()):
        return value
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _entries(text: str) -> Iterator[_Entry]:
    from dotenv.parser import parse_stream

    at, number = 0, 1
    while True:
        for binding in parse_stream(io.StringIO(text[at:])):
            piece = binding.original.string
            if binding.error:
                piece = _first_line(piece)
            head = _HEAD.match(piece)
            if head is not None and (binding.key is not None or binding.error):
                line = number + _lines(piece[: len(piece) - len(piece.lstrip())])
                value, start, end = (
                    _raw_value(piece, head.end())
                    if binding.error
                    else _value(piece, head.end(), binding.value or "")
                )
                yield _Entry(head[1] or head[2], value, line, at + start, at + end)
            at += len(piece)
            number += _lines(piece)
            if binding.error:
                break
        else:
            return


def _value(piece: str, equals: int, parsed: str) -> tuple[str, int, int]:
    start = _BLANK.match(piece, equals).end()  # type: ignore[union-attr]  # it matches anything
    marks = _QUOTED.match(piece, start)
    if marks is not None:
        inner = marks[1]
        return (parsed if inner is None else re.sub(r"\\([\\\"])", r"\1", inner)), start, marks.end()
    if not parsed:  # right after the equals sign, or a comment behind it would become part of the value
        return "", equals, equals
    return parsed, start, start + len(parsed)


def _raw_value(piece: str, equals: int) -> tuple[str, int, int]:
    """Of a line that cannot be parsed: as it stands, so that the setting's own parser can name the line."""
    rest = piece[equals:]
    value = rest.strip()
    start = equals + rest.find(value)
    end = start + len(value)
    wrapped = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return (value[1:-1] if wrapped else value), start, end


def _first_line(piece: str) -> str:
    """Up to the end of the first line that is not blank."""
    begin = len(piece) - len(piece.lstrip())
    newline = _NEWLINE.search(piece, begin)
    return piece[: newline.end()] if newline else piece


def _lines(text: str) -> int:
    return len(_NEWLINE.findall(text))


def _merged(text: str, changes: Mapping[str, str]) -> str:
    last = {entry.key: entry for entry in _entries(text)}
    edits = [(last[key], value) for key, value in changes.items() if key in last and last[key].value != value]
    newline = _NEWLINE.search(text)
    ending = newline[0] if newline else "\n"
    added = [f"{key}={quoted(value)}{ending}" for key, value in changes.items() if key not in last]
    for entry, value in sorted(edits, key=lambda edit: edit[0].start, reverse=True):
        text = text[: entry.start] + quoted(value) + text[entry.end :]
    if added and text and not text.endswith(("\n", "\r")):
        text += ending
    return text + "".join(added)

r"""The text of a `.env`: its values with the number of each line, and the text with other values.

The bindings are python-dotenv's, with three differences that hand-written files need. `${...}` stays as it
is, so that a key keeps its dollar signs. In double quotes a backslash escapes only a quote or a backslash, so
that "C:\new\temp" stays a path. A quote that is never closed spoils its own line and not the lines below.
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_NEWLINE = re.compile(r"\r\n|\n|\r")
_HEAD = re.compile(r"\s*(?:export[^\S\r\n]+)?(?:'([^']+)'|([^=#\s]+))[^\S\r\n]*=")
_BLANK = re.compile(r"[^\S\r\n]*")
_QUOTED = re.compile(r"\"((?:\\.|[^\"\\])*)\"|'(?:\\.|[^'\\])*'", re.DOTALL)
_PLAIN = re.compile(r"[^\s'\"#](?:[^\r\n#]*[^\s#])?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A value, where it stands in the file (offsets of its characters, quotes included) and on which line."""

    key: str
    value: str
    number: int
    start: int
    end: int


def quoted(value: str) -> str:
    """The value as it is written after `KEY=`."""
    if not value or (_PLAIN.fullmatch(value) and value == value.strip()):
        return value
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def odd_lines(text: str) -> Iterator[int]:
    """The numbers of lines that are no setting although something stands in them, and no remark."""
    return (found for found in _statements(text) if isinstance(found, int))


def entries(text: str) -> Iterator[Entry]:
    return (found for found in _statements(text) if isinstance(found, Entry))


def _statements(text: str) -> Iterator[Entry | int]:
    """Settings, and in their places the numbers of odd lines."""
    from dotenv.parser import parse_stream

    at, number = 0, 1
    while True:
        if text.startswith("\ufeff", at):  # passed over without a word where the parser begins
            at += 1
        for binding in parse_stream(io.StringIO(text[at:])):
            piece = binding.original.string
            if binding.error:
                piece = _first_line(piece)
            words = piece.lstrip()
            line = number + _lines(piece[: len(piece) - len(words)])
            head = _HEAD.match(piece)
            if head is not None and (binding.key is not None or binding.error) and _is_name(head):
                value, start, end = (
                    _raw_value(piece, head.end())
                    if binding.error
                    else _value(piece, head.end(), binding.value or "")
                )
                yield Entry(head[1] or head[2], value, line, at + start, at + end)
            elif words and not words.startswith("#"):
                yield line
            at += len(piece)
            number += _lines(piece)
            if binding.error:
                break
        else:
            return


def _is_name(head: "re.Match[str]") -> bool:
    """Zeros in it come from a wrong encoding."""
    return (head[1] or head[2]).isprintable()


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


def merged(text: str, changes: Mapping[str, str]) -> str:
    last = {entry.key: entry for entry in entries(text)}
    edits = [(last[key], value) for key, value in changes.items() if key in last and last[key].value != value]
    newline = _NEWLINE.search(text)
    ending = newline[0] if newline else "\n"
    added = [f"{key}={quoted(value)}{ending}" for key, value in changes.items() if key not in last]
    for entry, value in sorted(edits, key=lambda edit: edit[0].start, reverse=True):
        text = text[: entry.start] + quoted(value) + text[entry.end :]
    if added and text and not text.endswith(("\n", "\r")):
        text += ending
    return text + "".join(added)

"""A server's own error, wherever this kind of server puts it: what it says, and its code."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Complaint:
    message: str = ""
    """In the server's words, if they are words; empty for a web page or nothing."""
    codes: frozenset[str] = frozenset()
    """Its code and its type: servers put either in the place of the other."""
    field: str = ""
    """The form field that it is about."""


def complaint(body: bytes) -> Complaint:
    text = body.decode("utf-8", "replace").strip()
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return Complaint("" if text.startswith("<") else text)
    errors = list(_errors(content))
    codes = {str(error[name]) for error in errors for name in ("code", "type") if error.get(name)}
    fields = (error["param"] for error in errors if isinstance(error.get("param"), str))
    return Complaint(message_in(content), frozenset(codes), next(fields, ""))


def message_in(content: Any) -> str:
    """The human part of an error."""
    match content:
        case str():
            return content
        case {"msg": str(words)}:
            # FastAPI about a field; beside it stands the field's content, which is nobody's business.
            return ": ".join([*map(str, content.get("loc", [])[-1:]), words])
        case [inner, *_]:
            return message_in(inner)
        case {"error": inner} | {"detail": inner} | {"message": inner}:
            return message_in(inner)
    return ""


def _errors(content: Any) -> Iterator[Mapping[str, Any]]:
    """The error object and what it is wrapped in, the innermost first."""
    if isinstance(content, dict):
        yield from _errors(content.get("error"))
        yield from _errors(content.get("detail"))
        yield content

"""What a command and the running instance say to each other: one JSON object per request and per answer."""

import json
from collections.abc import Callable
from typing import Any, TypeAlias

MAX_REQUEST_BYTES = 64 * 1024

Message: TypeAlias = dict[str, Any]
Reply: TypeAlias = Callable[[Message], None]
Handle: TypeAlias = Callable[[Message, Reply], None]
"""Called on a thread of its own per request; `Reply` may be called once, later and on any thread."""

BAD_REQUEST: Message = {"error": "bad_request"}


class NotRunning(Exception):  # noqa: N818 - it is a state of this desktop, not a mistake
    """There is no instance, or it ended before it answered."""


def to_bytes(message: Message) -> bytes:
    return json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass")


def from_bytes(data: bytes) -> Message | None:
    """None for anything that is not a JSON object of allowed length."""
    if len(data) > MAX_REQUEST_BYTES:
        return None
    return _parsed(data)


def answer_from_bytes(data: bytes) -> Message:
    """Ours are short, so no length is checked; one that is cut off counts as none."""
    answer = _parsed(data)
    if answer is None:
        raise NotRunning
    return answer


def _parsed(data: bytes) -> Message | None:
    try:
        message = json.loads(data.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return None
    return message if isinstance(message, dict) else None

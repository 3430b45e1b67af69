"""How long a server wants to be left alone, by the headers of its refusal."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_NUMBER = re.compile(r"\d{1,9}(\.\d+)?")
_LENGTH = re.compile(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?(?:(\d+(?:\.\d+)?)ms)?")
_RESET = "x-ratelimit-reset"
_REMAINING = "x-ratelimit-remaining"


def wait_seconds(headers: Mapping[str, str], now: datetime) -> int | None:
    """Names of headers in lower case; None: it does not say."""
    milliseconds = headers.get("retry-after-ms", "").strip()
    if _NUMBER.fullmatch(milliseconds):
        return _rounded_up(float(milliseconds) / 1000)
    after = _retry_after(headers.get("retry-after", "").strip(), now)
    return after if after is not None else _until_reset(headers)


def _retry_after(text: str, now: datetime) -> int | None:
    """As seconds or as a date."""
    if _NUMBER.fullmatch(text):
        return _rounded_up(float(text))
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0, _rounded_up((until - now).total_seconds()))


def _until_reset(headers: Mapping[str, str]) -> int | None:
    """The longest wait of the limits that are used up, as OpenAI and Groq tell them (`2m59.56s`)."""
    waits = [
        seconds
        for name, text in headers.items()
        if name.startswith(_RESET) and headers.get(name.replace(_RESET, _REMAINING)) == "0"
        if (seconds := _length(text.strip())) is not None
    ]
    return _rounded_up(max(waits)) if waits else None


def _length(text: str) -> float | None:
    found = _LENGTH.fullmatch(text)
    if found is None or not text:
        return None
    hours, minutes, seconds, milliseconds = (float(part or 0) for part in found.groups())
    return 3600 * hours + 60 * minutes + seconds + milliseconds / 1000


def _rounded_up(seconds: float) -> int:
    """Whoever comes back too early is sent away again."""
    return -int(-seconds // 1)

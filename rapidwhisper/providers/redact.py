"""Other people's error texts, made fit for a message and the log: one line, short, without keys."""

import re

MAX_DETAIL = 200

_KEY_LIKE = re.compile(
    r"\bBearer\s+\S+"
    r"|\b(?:sk|gsk|pk|rk)[-_][\w*.-]{3,}"
    r"|\S*\*{3,}\S*"  # a key that the server has half hidden is still half a key
)
_SHORTEST_SECRET = 4
_FRAGMENT = 6
"""So many leading or trailing characters of the key give it away."""


def redacted(text: str, *secrets: str) -> str:
    """The text without the given secrets and without anything that looks like a key."""
    for secret in (secret for secret in secrets if len(secret) >= _SHORTEST_SECRET):
        text = text.replace(secret, "***")
        if len(secret) >= 2 * _FRAGMENT and " " not in secret:
            ends = f"{re.escape(secret[:_FRAGMENT])}|{re.escape(secret[-_FRAGMENT:])}"
            text = re.sub(rf"\S*(?:{ends})\S*", "***", text)
    return _KEY_LIKE.sub("***", text)


def detail(text: str, *secrets: str) -> str:
    """As `redacted`, on one line of at most 200 characters."""
    line = " ".join("".join(c if c.isprintable() else " " for c in redacted(text, *secrets)).split())
    return line if len(line) <= MAX_DETAIL else line[: MAX_DETAIL - 1] + "…"

"""The text as a window may safely get it."""

import unicodedata

_UNSAFE = {"Cc", "Cs"}
"""Control characters (a terminal would obey them) and lone surrogates, which no encoding has."""


def clean(text: str) -> str:
    """Without control characters other than newline and tab."""
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in _UNSAFE)


def for_terminal(text: str) -> str:
    """Without newlines at the end: a shell without bracketed paste would run the line."""
    body = text.rstrip()
    return body + text[len(body) :].replace("\n", "")


def typed_in_terminal(text: str) -> str:
    """On one line: key by key, each newline would be Return and run a line, each tab complete a word."""
    return for_terminal(text).replace("\n", " ").replace("\t", " ")

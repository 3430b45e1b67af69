"""The text as a window may safely get it."""

import unicodedata

_UNSAFE = {"Cc", "Cs"}
"""Control characters (a terminal would obey them) and lone surrogates, which no encoding has."""

_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Bidi embeddings, overrides and isolates: nobody speaks them, they show a text or what follows it in another
order than it has, and one that is not closed reaches beyond the text. The marks that Arabic and Hebrew are
written with (U+200E, U+200F, U+061C) and the joiners of scripts and emoji (U+200C, U+200D) stay.
"""

_LINES = str.maketrans("\u2028\u2029", "\n\n")
"""Unicode's own line and paragraph ends: what is done for newlines must be done for these too."""


def clean(text: str) -> str:
    """Without control characters other than newline and tab, and without any that reorder."""
    return "".join(char for char in text.translate(_LINES) if char in "\n\t" or _is_safe(char))


def _is_safe(char: str) -> bool:
    return unicodedata.category(char) not in _UNSAFE and char not in _REORDERING


def for_terminal(text: str) -> str:
    """Without newlines at the end: a shell without bracketed paste would run the line."""
    body = text.rstrip()
    return body + text[len(body) :].replace("\n", "")


def typed_in_terminal(text: str) -> str:
    """On one line: key by key, each newline would be Return and run a line, each tab complete a word."""
    return for_terminal(text).replace("\n", " ").replace("\t", " ")

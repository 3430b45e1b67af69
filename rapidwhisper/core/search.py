"""What counts as the same when people look for words."""

import unicodedata


def fold(text: str) -> str:
    """Upper and lower case are the same, ё and е too: most people write е for both."""
    return unicodedata.normalize("NFC", text).casefold().replace("ё", "е").replace("\0", " ")


def search_words(text: str) -> tuple[str, ...]:
    """What was typed, as words to look for. Half a surrogate pair, which no text holds, matches nothing."""
    return tuple(fold(text.encode("utf-8", "replace").decode()).split())

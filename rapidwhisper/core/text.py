"""The text as it goes into the window, and as it compares with another."""


def to_insert(text: str, suffix: str) -> str:
    """The transcript without outer blanks, and the suffix that keeps it apart from the next one."""
    return text.strip() + suffix


def letters(text: str) -> str:
    """What is left of a text that is compared by its words alone."""
    return "".join(c for c in text.casefold() if c.isalnum())


def repeats(text: str, phrase: str) -> bool:
    """Whether the text is the phrase and nothing else, once or several times over."""
    heard, given = letters(text), letters(phrase)
    return bool(heard and given) and heard == given * (len(heard) // len(given))

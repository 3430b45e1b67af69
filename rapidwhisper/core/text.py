"""The text as it goes into the window."""


def to_insert(text: str, suffix: str) -> str:
    """The transcript without outer blanks, and the suffix that keeps it apart from the next one."""
    return text.strip() + suffix

"""Places in a recording as people and players write them."""


def clock(seconds: float) -> str:
    """0:00:07, 1:02:03."""
    minutes, whole = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{whole:02}"


def stamp(time_ms: int, mark: str) -> str:
    """With milliseconds behind the mark, and at least two digits of hours."""
    seconds, ms = divmod(time_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{mark}{ms:03}"

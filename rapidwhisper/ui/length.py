"""How long a recording is, in words that are the same everywhere."""

from rapidwhisper.ui.words import translate

MINUTE_S = 60
HOUR_S = 3600


def length(seconds: float) -> str:
    """Of hours nobody wants to know the seconds."""
    whole = round(seconds)
    if whole < MINUTE_S:
        return translate("Length", "{seconds} s").format(seconds=whole)
    if whole < HOUR_S:
        minutes, rest = divmod(whole, MINUTE_S)
        return translate("Length", "{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)
    hours, rest = divmod(round(seconds / MINUTE_S), MINUTE_S)
    return translate("Length", "{hours} h {minutes} min").format(hours=hours, minutes=rest)

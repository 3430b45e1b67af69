"""Which kind of server gave an answer."""

from rapidwhisper.providers.answers import Answer
from rapidwhisper.providers.servers import KINDS


def recognised(answer: Answer) -> str:
    """The kind's name in KINDS; empty where none or more than one can be meant."""
    found = [name for name, kind in KINDS.items() if kind.recognises(answer)]
    return found[0] if len(found) == 1 else ""

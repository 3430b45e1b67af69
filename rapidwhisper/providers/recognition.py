"""Which kind of server gave an answer."""

from collections.abc import Iterable

from rapidwhisper.providers.answers import Answer
from rapidwhisper.providers.servers import KINDS
from rapidwhisper.providers.servers.kind import ServerKind


def recognised(answer: Answer) -> str:
    """The kind's name in KINDS; empty where none or more than one can be meant."""
    return _only(kind for kind in KINDS.values() if kind.recognises(answer))


def likely(answer: Answer, port: int) -> str:
    """The same for a port of this computer, where the usual server need not be beyond doubt to be offered."""
    usual = (kind for kind in KINDS.values() if kind.usual_port == port and kind.resembles(answer))
    return recognised(answer) or _only(usual)


def _only(kinds: Iterable[ServerKind]) -> str:
    found = [kind.name for kind in kinds]
    return found[0] if len(found) == 1 else ""

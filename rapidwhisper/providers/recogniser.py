"""Who turns the pieces of one recording into text: a server, or the engine on this computer."""

from typing import Protocol

from rapidwhisper.core.audio import Clip
from rapidwhisper.core.laps import Stamps
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.capabilities import Format
from rapidwhisper.providers.piece import Piece


class Recogniser(Protocol):
    """For one recording; any number of threads may use it."""

    @property
    def format(self) -> Format:
        """How the next piece should be encoded."""

    @property
    def at_once(self) -> int:
        """Pieces that may be asked for at a time."""

    @property
    def min_billed_s(self) -> float:
        """A shorter piece costs as much."""

    @property
    def stamps(self) -> Stamps:
        """Of the piece that was answered last."""

    def pieces(self, clip: Clip) -> list[Clip]:
        """Cut at pauses, each for one request; views of the clip and no copies."""

    def text(self, piece: Piece, earlier: str, abort: Abort) -> str:
        """Perhaps empty; raises ProblemError, or AbortedError once `abort` was asked."""

    def must_end_within(self, seconds: float) -> None:
        """All pieces together, from now on."""

"""The engine on this computer as a recogniser of one recording."""

from dataclasses import dataclass

from rapidwhisper.core.audio import Clip
from rapidwhisper.core.segments import cut
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.capabilities import Capabilities, Format
from rapidwhisper.providers.local.engine import LocalEngine
from rapidwhisper.providers.piece import Piece


@dataclass(frozen=True, slots=True)
class Listening:
    """The engine has a deadline for each piece; all of them together need none."""

    engine: LocalEngine
    capabilities: Capabilities
    format: Format = Format.WAV
    at_once: int = 1
    min_billed_s: float = 0.0

    def pieces(self, clip: Clip) -> list[Clip]:
        return cut(clip, self.capabilities.piece_seconds())

    def text(self, piece: Piece, _earlier: str, abort: Abort) -> str:
        return self.engine.recognise(piece.clip, abort)

    def must_end_within(self, seconds: float) -> None: ...

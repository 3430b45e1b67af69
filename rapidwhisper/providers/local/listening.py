"""The engine on this computer as a recogniser of one recording."""

import time

from rapidwhisper.core.audio import Clip
from rapidwhisper.core.laps import Lap, Stamps
from rapidwhisper.core.segments import cut
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.capabilities import Capabilities, Format
from rapidwhisper.providers.local.engine import LocalEngine
from rapidwhisper.providers.local.spec import Spec
from rapidwhisper.providers.piece import Piece


class Listening:
    """The engine has a deadline for each piece; all of them together need none."""

    format = Format.WAV
    at_once = 1
    min_billed_s = 0.0

    def __init__(self, engine: LocalEngine, spec: Spec, capabilities: Capabilities, language: str) -> None:
        """`language`: ISO 639-1, empty: to be detected."""
        self._engine = engine
        self._spec = spec
        self._capabilities = capabilities
        self._language = language
        self.stamps: Stamps = {}

    def pieces(self, clip: Clip) -> list[Clip]:
        return cut(clip, self._capabilities.piece_seconds())

    def text(self, piece: Piece, _earlier: str, abort: Abort) -> str:
        taken_up_at = time.monotonic()
        text = self._engine.recognise(piece.clip, self._spec, self._language, abort)
        self.stamps = {Lap.PREPARE: taken_up_at, Lap.ANSWER: time.monotonic()}
        return text

    def must_end_within(self, seconds: float) -> None: ...

"""How long the pieces of a file are: as its purpose wishes and its provider takes."""

from rapidwhisper.core.cutting import Lengths
from rapidwhisper.providers.capabilities import Capabilities

FOR_TEXT = Lengths(20.0, 45.0)
"""Enough for the sense of a sentence; the text is seen to grow, and a failure costs no more than that."""

FOR_SUBTITLES = Lengths(2.5, 7.0)
"""Each piece is a cue or two, so their times are those of the pauses."""

BESIDE_DICTATIONS = Lengths(5.0, 12.0)
"""An engine that hears one piece at a time has heard it before somebody who begins to speak has ended."""

LEEWAY = 0.6
"""Of what fits into a request, a piece ends at the next pause."""


def lengths(wished: Lengths, can: Capabilities) -> Lengths:
    """Never shorter than what is billed or computed in any case, and never longer than a request may be.

    The times of subtitles are less exact then: the text is spread over a longer piece.
    """
    if can.window_s:
        longest = min(can.window_s, can.piece_seconds())
        return Lengths(longest, longest)  # to its last pause
    enough = max(wished.enough, can.min_billed_s)
    longest = min(max(wished.longest, 2 * enough), can.piece_seconds())
    return Lengths(min(enough, LEEWAY * longest), longest)

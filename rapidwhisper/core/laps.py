"""The stages that a dictation passes through, and how long each took: laps, one after the other.

Each begins where the one before it ended, so that from the key that ended the speech to the window's receipt
nothing is left out and nothing counted twice.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias


class Lap(StrEnum):
    """In order. All but the first lie behind the key that ended the speech."""

    FIRST_SAMPLE = "first_sample"
    """From the key that began it: the microphone opens, and the starting sound is over."""
    LAST_SAMPLE = "last_sample"
    """What was spoken before the key arrives from the sound system."""
    PREPARE = "prepare"
    """The recording is completed and handed over; providers that failed before another one answered."""
    ENCODE = "encode"
    """Of the request that was answered last, like the three that follow."""
    CONNECT = "connect"
    """Next to nothing where a connection was ready."""
    SEND = "send"
    ANSWER = "answer"
    """The server, the way back included; on this computer all of its engine's work."""
    TEXT = "text"
    """The texts are joined, and invented phrases left out."""
    WAIT = "wait"
    """Earlier texts come first, keys that are down must be let go of, the window is not known yet."""
    PASTE = "paste"
    """Until the paste keys are pressed, or the text lies on the clipboard where that is the way."""
    RECEIPT = "receipt"
    """Until the window has read the text; there is none where nobody can tell."""


TOTAL = "total"
"""From the key that ended the speech to the last lap, of a text that has come to its end."""

Stamps: TypeAlias = Mapping[Lap, float]
"""When each ended, in seconds of the monotonic clock; the laps that nobody stamped are left out."""


def laps_ms(began_at: float | None, stopped_at: float | None, stamps: Stamps) -> dict[str, int]:
    """Whole milliseconds that add up to the total. What was done before the key that ended the speech, as
    the first pieces of a long recording are, has cost nothing.
    """
    spans: dict[str, int] = {}
    if began_at is not None and Lap.FIRST_SAMPLE in stamps:
        spans[Lap.FIRST_SAMPLE] = max(0, _ms(stamps[Lap.FIRST_SAMPLE] - began_at))
    if stopped_at is None:
        return spans
    reached = 0
    for lap in list(Lap)[1:]:
        if lap in stamps:
            end = max(reached, _ms(stamps[lap] - stopped_at))
            spans[lap] = end - reached
            reached = end
    if Lap.PASTE in stamps or Lap.RECEIPT in stamps:
        spans[TOTAL] = reached
    return spans


def _ms(seconds: float) -> int:
    return round(1000 * seconds)

"""What an answer in `verbose_json` tells of each of its segments, and the text without what nobody said.

Servers differ in what they fill in, so nothing of it is relied on: without evidence the text stays as it is.
"""

import json
from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

from rapidwhisper.core.audio import RATE, Clip, Samples
from rapidwhisper.core.phantoms import Stretch, invented
from rapidwhisper.core.segments import joined
from rapidwhisper.core.text import letters
from rapidwhisper.providers.answers import Answer

Hears: TypeAlias = Callable[[Samples], bool]
"""Whether there is speech in a recording, as far as this computer can tell."""

AROUND_S = 1.0
"""The times of a segment are no more exact than that."""

_ABSURD = 1e6
"""Neither seconds nor a probability; not a number is not below it either."""


def hears_anything(_sound: Samples) -> bool:
    """Where nobody listens on this computer, nothing is taken for silence."""
    return True


def stretches(answer: Answer, text: str) -> tuple[Stretch, ...]:
    """The segments, if they are the whole text; else the text as one of which nothing is known."""
    try:
        found = tuple(_stretch(segment) for segment in json.loads(answer.body)["segments"])
    except (ValueError, TypeError, KeyError, RecursionError):
        found = ()
    complete = letters("".join(each.text for each in found)) == letters(text)
    return found if found and complete else (Stretch(text),)


def spoken(text: str, said: tuple[Stretch, ...], piece: Clip, hears: Hears) -> str:
    """The text without the stretches that nobody said; to the letter as it was if there are none."""
    kept = [each for each in said if not invented(each, partial(_heard, each, piece, hears))]
    if len(kept) == len(said):
        return text
    # Whisper's own segments begin with a blank where there is one; those of some servers are stripped.
    whole = "".join(each.text for each in said).strip() == text
    return "".join(each.text for each in kept).strip() if whole else joined(each.text for each in kept)


def _stretch(segment: Any) -> Stretch:
    return Stretch(
        str(segment["text"]).encode("utf-8", "replace").decode(),  # JSON may hold half a surrogate pair
        _number(segment.get("start")),
        _number(segment.get("end")),
        _number(segment.get("no_speech_prob")),
        _number(segment.get("avg_logprob")),
    )


def _number(fact: object) -> float | None:
    return float(fact) if isinstance(fact, int | float) and abs(fact) < _ABSURD else None


def _heard(stretch: Stretch, piece: Clip, hears: Hears) -> bool:
    return hears(_around(stretch, piece))


def _around(stretch: Stretch, piece: Clip) -> Samples:
    if stretch.start_s is None or stretch.stop_s is None or stretch.stop_s < stretch.start_s:
        return piece.samples
    start = max(0, int((stretch.start_s - AROUND_S) * RATE))
    there = piece.samples[start : int((stretch.stop_s + AROUND_S) * RATE)]
    return there if len(there) else piece.samples

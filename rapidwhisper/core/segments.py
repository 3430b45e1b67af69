"""Where a long recording is cut into pieces that a recogniser takes, and how their texts are joined again."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from rapidwhisper.core.audio import RATE, Clip, Samples

FRAME = RATE // 50
"""20 ms: fine enough to find the middle of a pause."""

SMOOTHING_FRAMES = 15
"""A pause is judged over 300 ms, so that the closed lips of a “p” are not taken for one."""

CLINGING = frozenset(",;:!?)]}%")
"""No space before them. A full stop is not among them: pieces may begin with three. Nor are » and ”, which
open a quotation in German and Danish, in Finnish and Swedish."""

SEARCH_S = 10.0
SHORTEST_S = 1.0
"""No piece is shorter, if the limit allows: servers answer a splinter with an error or an invented phrase."""


@dataclass(frozen=True, slots=True)
class Span:
    """Samples from `start` up to, not including, `stop`."""

    start: int
    stop: int


def plan(samples: Samples, limit_s: float) -> tuple[Span, ...]:
    """Spans of at most `limit_s` that add up to the recording, cut at the quietest places."""
    limit = max(FRAME, int(min(limit_s * RATE, len(samples))))
    search = min(int(SEARCH_S * RATE), limit // 3)
    shortest = min(int(SHORTEST_S * RATE), search)
    spans: list[Span] = []
    start = 0
    while len(samples) - start > limit:
        latest = min(start + limit, len(samples) - shortest)
        cut = _quietest(samples, start + limit - search, latest)
        spans.append(Span(start, cut))
        start = cut
    if start < len(samples):
        spans.append(Span(start, len(samples)))
    return tuple(spans)


def cut(clip: Clip, limit_s: float) -> list[Clip]:
    """The clip in the pieces of its plan; views and no copies."""
    return [Clip(clip.samples[span.start : span.stop]) for span in plan(clip.samples, limit_s)]


def shares(start: int, stop: int, pauses: Iterable[int], *, shortest: int, most: int) -> tuple[Span, ...]:
    """The span in at most so many parts of about the same length, cut at known pauses only."""
    count = max(1, min(most, (stop - start) // max(1, shortest)))
    known = sorted(pauses)
    spans: list[Span] = []
    begin = start
    for part in range(1, count):
        wished = start + part * (stop - start) // count
        possible = [at for at in known if begin + shortest <= at <= stop - shortest]
        if not possible:
            break
        at = min(possible, key=lambda at: abs(at - wished))
        spans.append(Span(begin, at))
        begin = at
    return (*spans, Span(begin, stop))


def _quietest(samples: Samples, low: int, high: int) -> int:
    """The middle of the quietest 300 ms between the two; of equals the latest, for the fewest pieces."""
    frames = (high - low) // FRAME
    if frames < 1:
        return high
    window = samples[high - frames * FRAME : high].astype(np.float64).reshape(frames, FRAME)
    energy = np.mean(window * window, axis=1)
    width = min(SMOOTHING_FRAMES, frames)
    smooth = np.convolve(energy, np.full(width, 1.0 / width), mode="valid")
    best = len(smooth) - 1 - int(np.argmin(smooth[::-1]))
    return high - frames * FRAME + best * FRAME + width * FRAME // 2


def joined(texts: Iterable[str]) -> str:
    """The texts of the pieces as one, with a space between them where their script uses spaces."""
    whole = ""
    for text in filter(None, (text.strip() for text in texts)):
        whole += text if not whole or _meet(whole[-1], text[0]) else " " + text
    return whole


def _meet(before: str, after: str) -> bool:
    """Whether two characters stand side by side: in a script without spaces, or at a mark that clings."""
    if _full_width_mark(before) or _full_width_mark(after):
        return True
    return after in CLINGING or (_unspaced(before) and _unspaced(after))


def _full_width_mark(character: str) -> bool:
    """`，` and its like have their space within."""
    return _wide(character) and unicodedata.category(character).startswith("P")


def _unspaced(character: str) -> bool:
    """Chinese and Japanese; Korean is as wide but has spaces."""
    return _wide(character) and not unicodedata.name(character, "").startswith("HANGUL")


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"

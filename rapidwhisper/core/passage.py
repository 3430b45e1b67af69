"""A part of a sound file with its text, or with the reason why it has none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rapidwhisper.core.problem import Problem
from rapidwhisper.core.segments import joined

GAP = "[…]"
"""Stands in the text for what could not be transcribed."""


@dataclass(frozen=True, slots=True)
class Passage:
    start_s: float
    stop_s: float
    text: str = ""
    """Empty where nothing was said."""
    provider: str = ""
    """Who has understood it, as AI_PROVIDER names it."""
    model: str = ""
    problem: Problem | None = None

    @property
    def shown(self) -> str:
        return GAP if self.problem is not None else self.text


def worth_showing(passages: Iterable[Passage]) -> Iterator[Passage]:
    """As they come, without silence; of failures in a row one gap, and none where no text is at all."""
    gap: Passage | None = None
    said = False
    for each in passages:
        if each.problem is not None:
            gap = replace(gap or each, stop_s=each.stop_s)
        elif each.text:
            if gap is not None:
                yield gap
            gap, said = None, True
            yield each
    if gap is not None and said:
        yield gap


def text_of(passages: Iterable[Passage]) -> str:
    return joined(each.shown for each in worth_showing(passages))

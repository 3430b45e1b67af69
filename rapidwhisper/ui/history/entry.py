"""What the window shows of the history, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rapidwhisper.core.dictation import DictationId, Outcome
from rapidwhisper.core.problem import Problem


@dataclass(frozen=True, slots=True)
class Entry:
    """One dictation, or one sound file."""

    id: DictationId
    started_at: str
    """ISO 8601 with the offset of the place where it was spoken."""
    seconds: float
    provider: str
    """As people know it; may be a Phrase."""
    model: str
    text: str
    """Empty where there is none."""
    outcome: Outcome
    problem: Problem | None
    has_sound: bool
    timings_ms: Mapping[str, int] = field(default_factory=dict)
    file: str = ""
    """The name of the sound file that it is of; empty: a dictation."""
    done: float | None = None
    """How much of a sound file is transcribed, 0 to 1; None: it is not under way."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search, newest first."""

    entries: tuple[Entry, ...] = ()
    more: bool = False
    """Whether there are others, which were not asked for."""
    problem: Problem | None = None
    """Why the history could not be asked."""


@dataclass(frozen=True, slots=True)
class Amount:
    """What would be gone if all were cleared."""

    texts: int
    recordings: int

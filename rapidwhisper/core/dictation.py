"""A dictation: one press-to-text unit, from the key press to the words in the window."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from rapidwhisper.core.problem import Problem
from rapidwhisper.core.settings import DEFAULTS, Settings

DictationId: TypeAlias = int


class Stage(StrEnum):
    """Where a dictation is. These are under way; `Outcome` says how one ended."""

    OPENING = "opening"  # the microphone was asked for and has not given a sample yet
    RECORDING = "recording"
    STOPPING = "stopping"  # the last blocks are still on their way
    TRANSCRIBING = "transcribing"
    WAITING = "waiting"  # has its text; an earlier dictation comes first, or the hotkey is still down
    INSERTING = "inserting"


class Outcome(StrEnum):
    """What became of a dictation, as the history keeps it."""

    UNFINISHED = "unfinished"  # under way, or cut off by a crash
    DONE = "done"  # the window has taken the text
    HELD = "held"  # the text is safe, on the clipboard, and was not inserted
    FAILED = "failed"  # no text; the audio is kept
    CANCELLED = "cancelled"
    EMPTY = "empty"  # no speech was heard, so nothing was sent


class Delivery(StrEnum):
    WINDOW = "window"
    CLIPBOARD = "clipboard"  # a retry: its window is long gone
    AGAIN = "again"  # a kept text once more, into a window


@dataclass(frozen=True, slots=True)
class Target:
    """The window a text is meant for. `window` is the platform's own number for it."""

    window: int
    box: tuple[int, int, int, int] | None = field(default=None, compare=False)
    """Where it stood when it was noted: x, y, width, height in the screen's own pixels; None: not known."""
    process: int | None = field(default=None, compare=False)
    """Whose it was then: a system gives the number of a closed window to the next program."""


@dataclass(frozen=True, slots=True)
class Take:
    """What the recorder captured."""

    seconds: float
    speech: bool
    """Whether any speech was heard; without, nothing is sent."""


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a dictation, for whoever shows it."""

    id: int
    outcome: Outcome
    text: str | None = None
    problem: Problem | None = None
    provider: str = ""
    """Who was asked for the text, or would have been."""
    by: str = ""
    """Who understood it; empty if nobody has."""
    seconds: float = 0.0
    """Of speech."""
    settings: Settings = DEFAULTS
    """With which it was spoken."""

    @property
    def stood_in(self) -> bool:
        """Whether another provider than the chosen one understood it."""
        return self.by not in ("", self.provider)


@dataclass(frozen=True, slots=True)
class Kept:
    """A text that can be inserted once more."""

    id: DictationId
    text: str


@dataclass(frozen=True, slots=True)
class Held:
    """A text that waits for its window to come to the front again."""

    id: DictationId
    text: str
    target: Target | None
    settings: Settings
    seen: bool = False
    """Whether its window had the focus at the last look."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """A recording that has no text yet."""

    id: DictationId
    seconds: float


@dataclass(frozen=True, slots=True)
class Dictation:
    id: DictationId
    settings: Settings
    stage: Stage = Stage.OPENING
    delivery: Delivery = Delivery.WINDOW
    target: Target | None = None
    target_noted: bool = False
    """Until then it is not known which window the text is for, or that there is none."""
    seconds: float = 0.0
    job: int = 0
    """Number of the transcription that may answer; an answer to any other is late."""
    text: str | None = None
    by: str = ""
    """Who understood it, as AI_PROVIDER names it; empty until then."""

"""What people are told of a model for this computer, and how it stands with it."""

from dataclasses import dataclass
from enum import StrEnum

from rapidwhisper.core.problem import Problem
from rapidwhisper.core.words import Phrase


class Speed(StrEnum):
    """Of a processor without a graphics card."""

    FAST = "fast"
    MEDIUM = "medium"
    SLOW = "slow"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCard:
    name: str
    """As LOCAL_MODEL names it."""
    label: str
    good_for: Phrase
    languages: tuple[str, ...]
    """ISO 639-1, in alphabetical order; empty: too many to list, nearly all."""
    speed: Speed
    accuracy: Phrase
    """Measured by whom on what, with the figure."""
    accuracy_source: str
    """Where that is published."""
    licence: str
    licence_page: str
    size_bytes: int | None = None
    """Of all files together, as the hub told when the catalogue was pinned; None: it is not pinned."""
    about_bytes: int = 0
    """The same as other programs tell that fetch these files: to be shown until the hub is asked."""
    built_in: bool = False
    """It comes with its engine, and there is nothing to download."""


class Phase(StrEnum):
    ABSENT = "absent"
    DOWNLOADING = "downloading"
    PAUSED = "paused"
    """A part of it is here, and a download goes on from there."""
    CHECKING = "checking"
    """Everything is here, and the checksums are compared."""
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with one model."""

    phase: Phase
    done_bytes: int = 0
    """On the disk."""
    all_bytes: int | None = None
    """None: nobody has asked the hub yet."""
    bytes_per_s: float | None = None
    """While it is downloaded, over the last seconds."""
    problem: Problem | None = None
    """Why the last attempt has ended."""

    @property
    def left_s(self) -> float | None:
        if not self.bytes_per_s or self.all_bytes is None:
            return None
        return (self.all_bytes - self.done_bytes) / self.bytes_per_s

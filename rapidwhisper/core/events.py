"""What can happen, as plain values.

Times are seconds of a monotonic clock, stamped where the event arose: the core has no clock. `stamps`
are those of the laps that led to it; they make no other event of it.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from rapidwhisper.core.dictation import DictationId, Take, Target, Unsent
from rapidwhisper.core.hotkey import Hotkey
from rapidwhisper.core.laps import Stamps
from rapidwhisper.core.problem import Problem
from rapidwhisper.core.settings import Settings


class TimerKind(StrEnum):
    OPENING = "opening"
    NEARLY_FULL = "nearly_full"
    FULL = "full"
    STOPPING = "stopping"
    TRANSCRIBING = "transcribing"
    INSERTING = "inserting"
    HELD = "held"
    LOOK = "look"
    PROBE = "probe"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Timer:
    kind: TimerKind
    id: DictationId = 0


@dataclass(frozen=True, slots=True)
class Ready:
    """Everything is connected; now the hotkey may be bound."""


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    settings: Settings


@dataclass(frozen=True, slots=True)
class Pressed:
    at: float


@dataclass(frozen=True, slots=True)
class Released:
    at: float


@dataclass(frozen=True, slots=True)
class StartWished:
    pass


@dataclass(frozen=True, slots=True)
class StopWished:
    pass


@dataclass(frozen=True, slots=True)
class ToggleWished:
    pass


@dataclass(frozen=True, slots=True)
class CancelWished:
    pass


@dataclass(frozen=True, slots=True)
class RetryWished:
    """Transcribe kept audio again, with these settings; the text goes to history and the clipboard."""

    id: DictationId
    seconds: float
    settings: Settings


@dataclass(frozen=True, slots=True)
class PasteWished:
    """Insert a kept text once more, into this window."""

    id: DictationId
    text: str
    target: Target | None


@dataclass(frozen=True, slots=True)
class RecordingsFound:
    """At the start: what a crash or a power cut left without its text, oldest first."""

    found: tuple[Unsent, ...]
    texts: int = 0
    """How many texts may not have reached their window."""
    unreached: tuple[Unsent, ...] = ()
    """Those of earlier runs whose server could not be reached."""


@dataclass(frozen=True, slots=True)
class OfferTaken:
    """Transcribe what the last notice offered to."""


@dataclass(frozen=True, slots=True)
class DiscardWished:
    """The user does without the text of this recording; it can be brought back like a cancelled one."""

    id: DictationId


@dataclass(frozen=True, slots=True)
class Forgotten:
    """The user has deleted these from the history; None: all that is not under way."""

    ids: tuple[DictationId, ...] | None


@dataclass(frozen=True, slots=True)
class NumberTaken:
    """The next number is that of a sound file, which stands among the dictations in the history."""


@dataclass(frozen=True, slots=True)
class FocusSeen:
    target: Target | None


@dataclass(frozen=True, slots=True)
class Probed:
    reachable: bool


@dataclass(frozen=True, slots=True)
class ModelReady:
    """A model was downloaded to this computer. `unasked`: somebody tries it out and waits for the text."""

    name: str
    label: str
    unasked: bool = False


@dataclass(frozen=True, slots=True)
class PasteLastWished:
    """Insert the text that is being held, else the last one, where the cursor is."""


@dataclass(frozen=True, slots=True)
class Listening:
    """The first real sample is there."""

    id: DictationId
    stamps: Stamps = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class SilenceReached:
    id: DictationId


@dataclass(frozen=True, slots=True)
class Recorded:
    """The recording is complete. `problem` tells why it ended earlier than wished, if it did."""

    id: DictationId
    take: Take
    problem: Problem | None = None
    stamps: Stamps = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class NotRecorded:
    """The microphone never gave anything."""

    id: DictationId
    problem: Problem


@dataclass(frozen=True, slots=True)
class TargetNoted:
    id: DictationId
    target: Target | None


@dataclass(frozen=True, slots=True)
class Transcribed:
    id: DictationId
    job: int
    text: str
    by: str
    """The provider that understood it; not the chosen one if that has failed."""
    stamps: Stamps = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class NotTranscribed:
    id: DictationId
    job: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class Inserted:
    id: DictationId
    stamps: Stamps = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class NotInserted:
    """The text was not proven to arrive; it is on the clipboard unless the problem says otherwise."""

    id: DictationId
    problem: Problem
    stamps: Stamps = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Saved:
    """The text is in the history, on disk."""

    id: DictationId


@dataclass(frozen=True, slots=True)
class Faulted:
    """Something outside a dictation went wrong; the user should know."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class HotkeyWorks:
    """A key of ours that did not work works now: what was told of it no longer holds."""

    hotkey: Hotkey


@dataclass(frozen=True, slots=True)
class ModelAwaited:
    """Speech waits, or waits no longer, for the model on this computer to be loaded."""

    waits: bool


@dataclass(frozen=True, slots=True)
class CommandFailed:
    """A port raised; the dictation it worked for must still find its way out."""

    id: DictationId
    problem: Problem


@dataclass(frozen=True, slots=True)
class TimerFired:
    timer: Timer


Event: TypeAlias = (
    Ready
    | SettingsChanged
    | Pressed
    | Released
    | StartWished
    | StopWished
    | ToggleWished
    | CancelWished
    | RetryWished
    | PasteWished
    | RecordingsFound
    | OfferTaken
    | DiscardWished
    | Forgotten
    | NumberTaken
    | FocusSeen
    | Probed
    | ModelReady
    | PasteLastWished
    | Listening
    | SilenceReached
    | Recorded
    | NotRecorded
    | TargetNoted
    | Transcribed
    | NotTranscribed
    | Inserted
    | NotInserted
    | Saved
    | Faulted
    | HotkeyWorks
    | ModelAwaited
    | CommandFailed
    | TimerFired
)

"""What is to be done, as plain values; the driver carries it out through the ports."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from rapidwhisper.core.cue import Cue
from rapidwhisper.core.dictation import DictationId, Outcome, Target
from rapidwhisper.core.events import Timer
from rapidwhisper.core.hotkey import Hotkey
from rapidwhisper.core.problem import Problem
from rapidwhisper.core.settings import Settings


@dataclass(frozen=True, slots=True)
class StartRecording:
    id: DictationId
    settings: Settings


@dataclass(frozen=True, slots=True)
class StopRecording:
    """Finish with everything spoken until now; the recorder answers with Recorded."""

    id: DictationId


@dataclass(frozen=True, slots=True)
class AbortRecording:
    """Let go of the microphone; what was captured stays in the journal."""

    id: DictationId


@dataclass(frozen=True, slots=True)
class Follow:
    """The user begins to speak: get the provider ready meanwhile, and send what can be sent already."""

    id: DictationId
    settings: Settings


@dataclass(frozen=True, slots=True)
class StopFollowing:
    """It ended before anybody wanted its text."""

    id: DictationId


@dataclass(frozen=True, slots=True)
class NoteTarget:
    id: DictationId


@dataclass(frozen=True, slots=True)
class LookAtFocus:
    """A text is held for its window: FocusSeen tells which one has the focus now."""


@dataclass(frozen=True, slots=True)
class Probe:
    """Whether the server can be reached again; the transcriber answers with Probed."""

    settings: Settings


@dataclass(frozen=True, slots=True)
class Transcribe:
    id: DictationId
    job: int
    settings: Settings


@dataclass(frozen=True, slots=True)
class DropTranscription:
    id: DictationId
    job: int


@dataclass(frozen=True, slots=True)
class Insert:
    id: DictationId
    text: str
    target: Target | None
    settings: Settings


@dataclass(frozen=True, slots=True)
class BeginRow:
    """History: a dictation has begun."""

    id: DictationId
    settings: Settings


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """History: what is now known of a dictation; None leaves a column as it is."""

    id: DictationId
    outcome: Outcome | None = None
    seconds: float | None = None
    text: str | None = None
    settings: Settings | None = None
    problem: Problem | None = None
    timings_ms: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class DiscardAudio:
    id: DictationId


@dataclass(frozen=True, slots=True)
class KeepAudio:
    """The text is safe, and the recording stays beside it for as long as the settings say."""

    id: DictationId


@dataclass(frozen=True, slots=True)
class Forget:
    """It has arrived, and nothing of it may be kept."""

    id: DictationId


@dataclass(frozen=True, slots=True)
class BindHotkey:
    hotkey: Hotkey


@dataclass(frozen=True, slots=True)
class ArmCancelKey:
    hotkey: Hotkey | None


@dataclass(frozen=True, slots=True)
class BindPasteLast:
    hotkey: Hotkey | None


@dataclass(frozen=True, slots=True)
class PlayCue:
    cue: Cue


@dataclass(frozen=True, slots=True)
class Tell:
    """Tell the user."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class SetTimer:
    timer: Timer
    seconds: float


@dataclass(frozen=True, slots=True)
class ClearTimer:
    timer: Timer


Command: TypeAlias = (
    StartRecording
    | StopRecording
    | AbortRecording
    | Follow
    | StopFollowing
    | NoteTarget
    | LookAtFocus
    | Probe
    | Transcribe
    | DropTranscription
    | Insert
    | BeginRow
    | UpdateRow
    | DiscardAudio
    | KeepAudio
    | Forget
    | BindHotkey
    | ArmCancelKey
    | BindPasteLast
    | PlayCue
    | Tell
    | SetTimer
    | ClearTimer
)

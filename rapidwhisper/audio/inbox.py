"""What reaches the recorder's worker, from the main thread and from the threads around a microphone."""

from dataclasses import dataclass
from typing import TypeAlias

from rapidwhisper.audio.route import Route
from rapidwhisper.core.audio import Samples
from rapidwhisper.core.dictation import DictationId
from rapidwhisper.core.settings import Settings


@dataclass(frozen=True, slots=True)
class Start:
    id: DictationId
    settings: Settings


@dataclass(frozen=True, slots=True)
class Stop:
    id: DictationId
    at: float


@dataclass(frozen=True, slots=True)
class Abort:
    id: DictationId


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    id: DictationId
    samples: Samples
    at: float
    age_s: float
    """How long before that its last sample sounded, as far as the driver knows."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Sound was lost before this block: the computer was too busy to take it."""

    id: DictationId


@dataclass(frozen=True, slots=True)
class Gone:
    id: DictationId


@dataclass(frozen=True, slots=True)
class Routed:
    id: DictationId
    route: Route


@dataclass(frozen=True, slots=True)
class CueOver:
    id: DictationId
    at: float


@dataclass(frozen=True, slots=True)
class Stalled:
    """Nothing came for longer than there is patience."""

    id: DictationId


Message: TypeAlias = Start | Stop | Abort | Block | Gap | Gone | Routed | CueOver | Stalled

"""The state of the whole program, and what it looks like from outside."""

from dataclasses import dataclass, field
from enum import StrEnum

from rapidwhisper.core.dictation import Dictation, DictationId, Ended, Held, Kept, Stage, Unsent
from rapidwhisper.core.hotkey import Hotkey
from rapidwhisper.core.problem import Problem
from rapidwhisper.core.settings import Settings

LONG_AGO = float("-inf")


@dataclass(frozen=True, slots=True)
class Key:
    """What is known of the physical hotkey. Times are seconds of the events' monotonic clock."""

    down: bool = False
    pressed_at: float = LONG_AGO
    last_press_at: float = LONG_AGO
    released_at: float = LONG_AGO
    started: DictationId | None = None
    """The dictation that this press began: letting go of a long press ends it."""


@dataclass(frozen=True, slots=True)
class State:
    settings: Settings = field(default_factory=Settings)
    next_id: DictationId = 1
    next_job: int = 1
    ready: bool = False
    key: Key = field(default_factory=Key)
    dictations: tuple[Dictation, ...] = ()
    """Those under way, in the order in which they were spoken."""
    given_up: tuple[Dictation, ...] = ()
    """The last of those whose text may still come although nobody waits for it."""
    held: tuple[Held, ...] = ()
    """Texts that wait for their window, oldest first; each is safe already."""
    last_text: Kept | None = None
    unreached: tuple[Unsent, ...] = ()
    """Those whose server could not be reached, oldest first."""
    probe_s: float = 0.0
    """How long to wait before the server is looked for again; 0: it is not being looked for."""
    offered: tuple[Unsent, ...] = ()
    """What the notices offered to transcribe."""
    queue: tuple[Unsent, ...] = ()
    """To be transcribed one after the other, oldest first."""
    failures: int = 0
    """How often in a row a recording of the queue met a server that could not be reached."""
    recovered: str = ""
    """The texts of the queue so far: the next one joins them on the clipboard."""
    model_awaited: bool = False
    """Speech waits for the model on this computer to be loaded."""
    cancel_key: Hotkey | None = None
    """The cancel key that is armed now."""
    showing_error: bool = False
    last_error: Problem | None = None
    """Until the next success."""
    ended: Ended | None = None
    """The dictation that came to its end last."""

    def find(self, dictation: DictationId) -> Dictation | None:
        return next((each for each in self.dictations if each.id == dictation), None)

    @property
    def to_paste(self) -> Kept | None:
        """What “paste the last text” means: one that is held, else the newest."""
        return Kept(self.held[0].id, self.held[0].text) if self.held else self.last_text

    @property
    def recording(self) -> Dictation | None:
        stages = (Stage.OPENING, Stage.RECORDING)
        return next((each for each in self.dictations if each.stage in stages), None)


class Phase(StrEnum):
    """The program in one word, for the tray icon and `rapidwhisper status`."""

    STARTING = "starting"
    IDLE = "idle"
    RECORDING = "recording"
    TRANSCRIBING = "transcribing"
    INSERTING = "inserting"
    ERROR = "error"


_PHASES = {
    Stage.OPENING: Phase.STARTING,
    Stage.RECORDING: Phase.RECORDING,
    Stage.STOPPING: Phase.TRANSCRIBING,
    Stage.TRANSCRIBING: Phase.TRANSCRIBING,
    Stage.WAITING: Phase.TRANSCRIBING,
    Stage.INSERTING: Phase.INSERTING,
}


def phase(state: State) -> Phase:
    """Of several dictations the one that records wins, else the oldest."""
    shown = state.recording or next(iter(state.dictations), None)
    if shown is not None:
        return _PHASES[shown.stage]
    if not state.ready:
        return Phase.STARTING
    return Phase.ERROR if state.showing_error else Phase.IDLE

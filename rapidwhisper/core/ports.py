"""The doors to the outside world. Each has one real part per platform and one fake, under one contract test.

Ports are called on the main thread and return at once; whatever takes time comes back later as an event,
through the `emit` that the part was given when it was built. `emit` may be called from any thread.
"""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Protocol, TypeAlias

from rapidwhisper.core.cue import Cue
from rapidwhisper.core.dictation import DictationId, Target
from rapidwhisper.core.events import Event, Timer
from rapidwhisper.core.hotkey import Hotkey
from rapidwhisper.core.problem import Problem
from rapidwhisper.core.settings import Settings

if TYPE_CHECKING:  # neither numpy nor the commands have a part in taking the hotkey
    from rapidwhisper.core.audio import Samples
    from rapidwhisper.core.commands import BeginRow, UpdateRow

Emit: TypeAlias = Callable[[Event], None]


class Recorder(Protocol):
    """The microphone. Emits Listening, SilenceReached, then one of Recorded or NotRecorded per start."""

    def start(self, dictation: DictationId, settings: Settings) -> None: ...

    def stop(self, dictation: DictationId) -> None:
        """Ends with Recorded, everything spoken until this call included."""

    def abort(self, dictation: DictationId) -> None:
        """Lets go of the microphone; emits nothing more for this dictation. The journal keeps what came."""


class Listener(Protocol):
    """Who follows a recording while it is spoken. Called on the recorder's thread: take it and return."""

    def heard(self, dictation: DictationId, samples: "Samples", *, speech: bool) -> None:
        """The next samples at 16 kHz; those of a recording add up to all of it.

        `speech`: whether anybody may have spoken in what was judged by now; some milliseconds are not yet.
        """

    def paused(self, dictation: DictationId, at: int) -> None:
        """The recording may be cut before its sample number `at`: nobody speaks there, nor around it."""


class Transcriber(Protocol):
    """Speech to text. Emits exactly one of Transcribed or NotTranscribed per start, unless dropped."""

    def follow(self, dictation: DictationId, settings: Settings) -> None:
        """A recording begins: imports, starts, connects and asks already for what its start will need."""

    def stop_following(self, dictation: DictationId) -> None:
        """There will be no start."""

    def start(self, dictation: DictationId, job: int, settings: Settings) -> None: ...

    def probe(self, settings: Settings) -> None:
        """Emits Probed: whether the server can be reached. Nothing that was said goes there."""

    def drop(self, dictation: DictationId, job: int) -> None:
        """The answer is no longer wanted; one that is already on its way may still be emitted."""


class Inserter(Protocol):
    """Text into windows. Emits exactly one of Inserted or NotInserted per insert."""

    def target(self) -> Target | None:
        """The window with the focus; None if there is none, it is our own, or nobody can say at once."""

    def note_target(self, dictation: DictationId) -> None:
        """Emits TargetNoted with the window that has the focus at this moment."""

    def look_at_focus(self) -> None:
        """Emits FocusSeen with it."""

    def insert(
        self, dictation: DictationId, text: str, target: Target | None, settings: Settings
    ) -> None: ...

    def copy(self, text: str) -> None:
        """Puts the text on the clipboard, for the user to paste."""


class Hotkeys(Protocol):
    """Global keys.

    Emits Pressed and Released for the hotkey, CancelWished and PasteLastWished for the two others. A fault
    is mended by itself where that is possible, and HotkeyWorks is emitted then.
    """

    name: str
    """The way that is in use, for `rapidwhisper status`."""

    @property
    def trouble(self) -> Problem | None:
        """Why the hotkey does not work at this moment; None: it does. May be read on any thread."""

    def bind(self, hotkey: Hotkey) -> None:
        """Listens for this key from now on, instead of any before; a failure is emitted as Faulted."""

    def arm_cancel(self, hotkey: Hotkey | None) -> None:
        """Listens for the cancel key too, or no longer (None)."""

    def bind_paste_last(self, hotkey: Hotkey | None) -> None:
        """Listens for the key that pastes the last text, or for none; a failure is emitted as Faulted."""

    def probe(self, hotkey: Hotkey, answer: Callable[[Problem | None], None]) -> None:
        """Whether this key could be had, without taking it. `answer` is called once, on any thread."""

    def close(self) -> None: ...


class History(Protocol):
    """The store. Work is done in order on a thread of its own; failures are emitted as Faulted, once."""

    def begin(self, row: "BeginRow") -> None: ...

    def update(self, row: "UpdateRow") -> None:
        """Emits Saved once a text is on disk."""

    def discard_audio(self, dictation: DictationId) -> None: ...

    def keep_audio(self, dictation: DictationId) -> None:
        """The recording stays beside its text until it expires."""

    def forget_unkept(self, dictation: DictationId) -> None:
        """`forget`, unless there is a text: one that was kept before stays for as long as any other."""

    def forget(self, dictation: DictationId) -> None:
        """Removes the row and the recording; what comes for it later, in this run, is dropped."""

    def forget_all(self, spared: Collection[DictationId]) -> None:
        """The same for every other dictation that is not under way; a retry has an outcome already."""


class Timers(Protocol):
    """Emits TimerFired. Setting a timer again restarts it; clearing one that is not set does nothing."""

    def set(self, timer: Timer, seconds: float) -> None: ...

    def clear(self, timer: Timer) -> None: ...


class Cues(Protocol):
    def play(self, cue: Cue) -> None:
        """At once; a sound that cannot be played is passed over."""


class Notifier(Protocol):
    def tell(self, problem: Problem) -> None: ...

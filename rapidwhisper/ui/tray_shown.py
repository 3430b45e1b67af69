"""All that the tray shows, as one value."""

from dataclasses import dataclass, field

from rapidwhisper.core.dictation import DictationId, Kept, Stage
from rapidwhisper.core.provider_card import ProviderCard
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.state import Phase, State, phase
from rapidwhisper.ui.keys import readable
from rapidwhisper.ui.messages import message
from rapidwhisper.ui.words import translate


@dataclass(frozen=True, slots=True)
class KeptText:
    id: DictationId
    when: str
    """As the user's clock shows it."""
    text: str


@dataclass(frozen=True, slots=True)
class NotTranscribed:
    id: DictationId
    when: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Around:
    """What the menu offers besides what follows from the state."""

    texts: tuple[KeptText, ...] = ()
    unsent: tuple[NotTranscribed, ...] = ()
    cards: tuple[ProviderCard, ...] = ()
    usable: tuple[ProviderCard, ...] = ()
    """Providers that are configured: who can be asked for a text."""
    languages: tuple[str, ...] = ()
    """Codes of the languages that were spoken lately."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Menu and tooltip are built from it at once, because a StatusNotifier host opens the menu without asking
    first (measured).
    """

    phase: Phase
    recording: bool
    can_cancel: bool
    provider: str
    hotkey: str
    trouble: str
    settings: Settings
    held: tuple[Kept, ...] = ()
    """Texts that wait for their window."""
    around: Around = field(default_factory=Around)
    downloading: str = ""
    """Which models are on their way, and how far."""

    @property
    def privacy(self) -> str:
        """What LOCAL_ONLY promises; empty: it is off."""
        return translate("Tray", "Nothing leaves this computer") if self.settings.local_only else ""

    @classmethod
    def of(cls, state: State, *, provider: str, around: Around, downloading: str = "") -> "Shown":
        return cls(
            phase=phase(state),
            recording=state.recording is not None,
            can_cancel=any(each.stage is not Stage.INSERTING for each in state.dictations),
            provider=provider,
            hotkey=readable(state.settings.hotkey),
            trouble=str(message(state.last_error)) if state.last_error else "",
            settings=state.settings,
            held=tuple(Kept(each.id, each.text) for each in state.held),
            around=around,
            downloading=downloading,
        )

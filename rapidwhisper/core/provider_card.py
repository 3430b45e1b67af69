"""What people are told of a provider before they choose it; `providers/` fills it in."""

from dataclasses import dataclass

from rapidwhisper.core.words import Phrase


@dataclass(frozen=True, slots=True)
class Model:
    id: str
    note: str
    """What sets it apart from the others; empty where nothing does."""


@dataclass(frozen=True, slots=True)
class ProviderCard:
    name: str
    """As AI_PROVIDER names it; its settings begin with the same name."""
    label: str
    good_for: Phrase
    key_page: str = ""
    """Where an API key is made; empty where none is needed."""
    models: tuple[Model, ...] = ()
    """The one used by default comes first; another may always be typed where there is a model setting."""

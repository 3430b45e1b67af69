"""What people are told of a provider before they choose it; `providers/` fills it in."""

import ipaddress
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from rapidwhisper.core.words import Phrase, phrase


@dataclass(frozen=True, slots=True)
class Model:
    id: str
    note: str = ""
    """What sets it apart from the others; empty where nothing does."""
    end: date | None = None
    """The day on which the provider withdraws it."""


@dataclass(frozen=True, slots=True)
class Privacy:
    """What becomes of the speech, in one sentence, and where the provider says so."""

    sentence: Phrase
    source: str = ""


@dataclass(frozen=True, slots=True)
class Preset:
    """Ready-made settings of a provider: `values` by the keys of the settings."""

    name: str
    label: str
    values: tuple[tuple[str, str], ...]
    note: Phrase
    start: str = ""
    """The command that starts the server; empty where nothing has to be started."""
    docs: str = ""
    """Its documentation."""
    key_page: str = ""
    """Where its keys are made, if not where the provider's are."""


@dataclass(frozen=True, slots=True)
class Nearby:
    """A server that runs on this computer."""

    preset: Preset
    url: str
    """Where it was found, as CUSTOM_BASE_URL takes it."""

    def answers_at(self, origin: str) -> bool:
        """Whether scheme, host and port lead to it, by whichever name of this computer."""
        ours, theirs = urlsplit(self.url), urlsplit(origin)
        there = theirs.scheme, theirs.port or 80
        return there == (ours.scheme, ours.port or 80) and _is_here(theirs.hostname or "")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderCard:
    name: str
    """As AI_PROVIDER names it; its settings begin with the same name."""
    label: str
    good_for: Phrase
    privacy: Privacy
    price: Phrase = phrase("Provider", "free")
    key_page: str = ""
    """Where an API key is made; empty where none is needed."""
    models: tuple[Model, ...] = ()
    """The one used by default comes first; another may always be typed where there is a model setting."""
    presets: tuple[Preset, ...] = ()

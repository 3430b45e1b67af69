"""What a provider declares: who it is, what it takes, and where its account stands in the settings."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from rapidwhisper.core.audio import BYTES_PER_SAMPLE, RATE
from rapidwhisper.core.provider_card import ProviderCard
from rapidwhisper.core.settings import Settings

MEBIBYTE = 1024 * 1024

_ENVELOPE = 64 * 1024
"""Room for the WAV header and the other fields of the form."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What one request may hold. The planner cuts longer recordings."""

    max_seconds: float = math.inf
    max_bytes: float = math.inf
    languages: frozenset[str] | None = None
    """ISO 639-1 codes; None: any, or at least none known to be refused."""

    @property
    def piece_seconds(self) -> float:
        return min(self.max_seconds, (self.max_bytes - _ENVELOPE) / (RATE * BYTES_PER_SAMPLE))

    def takes(self, language: str) -> bool:
        """Whether a LANGUAGE as people write it (`en`, `EN`, `en-GB`, empty: detect) is understood."""
        code = language.replace("_", "-").partition("-")[0].lower()
        return not code or self.languages is None or code in self.languages


@dataclass(frozen=True, slots=True)
class Account:
    """Address, key and model as they stand in the settings; `url_key` and `api_key_key` name the settings."""

    url: str
    api_key: str
    model: str
    url_key: str
    api_key_key: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What a request asks for besides the audio; empty: nothing in particular."""

    model: str
    language: str
    prompt: str


Fields: TypeAlias = Mapping[str, Any]
"""Form fields, named as the openai client's `audio.transcriptions.create` names them."""


def whisper_fields(wish: Wish) -> Fields:
    """The fields of Whisper's own API, which most servers copy."""
    return {name: text for name, text in (("language", wish.language), ("prompt", wish.prompt)) if text}


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One way to turn speech into text."""

    card: ProviderCard
    capabilities: Capabilities
    model: str = ""
    """Used where the settings name none."""

    @property
    def name(self) -> str:
        return self.card.name

    @property
    def label(self) -> str:
        return self.card.label


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerProvider(Provider):
    """Speech to text over HTTP, as OpenAI does it."""

    account: Callable[[Settings], Account]
    fields: Callable[[Wish], Fields] = whisper_fields
    needs_key: bool = False
    stand_in: Callable[[str], str] = str
    """The model to use for the one that is configured, where that cannot do it."""


@dataclass(frozen=True, slots=True)
class ProviderInfo:
    """For `rapidwhisper status` and the log: never a key."""

    name: str
    label: str
    model: str
    url: str

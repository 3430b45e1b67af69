"""What a provider declares: who it is, what a request may hold, where its account stands in the settings."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from rapidwhisper.core.audio import BYTES_PER_SAMPLE, RATE
from rapidwhisper.core.provider_card import ProviderCard
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.answers import Explain, no_explanation

MEBIBYTE = 1024 * 1024

SEVERAL = 3
"""Requests at a time: free accounts allow a handful."""

READY = 2
"""Connections that lie ready while somebody speaks: a piece of the speech takes one, and the recording may
end before there is another in its place."""

_ENVELOPE = 64 * 1024
"""Room for the file's header and the form around it."""


class Format(StrEnum):
    """How the audio of a request is encoded; the value is the file's ending."""

    WAV = "wav"
    FLAC = "flac"
    OPUS = "ogg"


class Takes(StrEnum):
    """A form field, besides `file` and `model`, that a provider reads; the value is its name."""

    LANGUAGE = "language"
    LANGUAGES = "languages"
    PROMPT = "prompt"
    KEYWORDS = "keywords"
    HOTWORDS = "hotwords"


WHISPER = frozenset({Takes.LANGUAGE, Takes.PROMPT})
"""The fields of Whisper's own API, which most servers copy."""

WHISPER_PROMPT = 896
"""Characters that Groq allows. Whisper itself reads the last 224 tokens, which are no more than that."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What one request may hold. The planner cuts longer recordings."""

    formats: tuple[Format, ...] = (Format.WAV,)
    """The preferred one first, then others that may be wished for. WAV is the one that every server takes."""
    max_seconds: float = math.inf
    max_bytes: float = math.inf
    takes: frozenset[Takes] = WHISPER
    languages: frozenset[str] | None = None
    """ISO 639-1 codes; None: any, or at least none known to be refused."""
    detect: str = ""
    """What `language` must hold for the language to be detected; empty: the field is left out."""
    longest_prompt: int = WHISPER_PROMPT
    """Characters; what is more stays here."""
    earlier_text: bool = False
    """`prompt` is for what was said just before, and not for names and terms."""
    evidence: bool = False
    """`response_format=verbose_json` tells for each segment how likely it is that nobody spoke."""
    at_once: int = 1
    """Requests under way at a time. Servers at home mostly work on one after the other, and a request that
    waits for its turn there meets its deadline."""
    min_billed_s: float = 0.0
    """A shorter request costs as much."""
    window_s: float = 0.0
    """A shorter piece costs as much computing."""

    def piece_seconds(self, other_bytes: int = 0) -> float:
        """So much audio fits beside other fields, whatever its format: nothing is larger than WAV."""
        free = self.max_bytes - _ENVELOPE - other_bytes
        return min(self.max_seconds, free / (RATE * BYTES_PER_SAMPLE))

    def understands(self, language: str) -> bool:
        """Whether a LANGUAGE as people write it (`en`, `EN`, `en-GB`, empty: detect) is understood."""
        code = base_language(language)
        return not code or self.languages is None or code in self.languages


def base_language(language: str) -> str:
    """ISO 639-1 of a LANGUAGE as people write it."""
    return language.replace("_", "-").partition("-")[0].lower()


@dataclass(frozen=True, slots=True)
class Account:
    """Address, key and model as they stand in the settings; `url_key` and `api_key_key` name the settings."""

    url: str
    api_key: str
    model: str
    url_key: str
    api_key_key: str


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
    of_model: Callable[[str], Capabilities | None] = lambda _: None
    """What differs with the model; None: nothing does."""
    needs_key: bool = False
    explain: Explain = no_explanation
    lists_speech_models: bool = True
    """Whether a model that its list leaves out is a reason to warn."""
    model_for: Callable[[str], str] = str
    """The model to use for the one that is configured, where that cannot do it."""


@dataclass(frozen=True, slots=True)
class ProviderInfo:
    """For `rapidwhisper status` and the log: never a key."""

    name: str
    label: str
    model: str
    url: str

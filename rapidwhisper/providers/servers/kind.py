"""What is known of a kind of server."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from rapidwhisper.core.problem import Problem
from rapidwhisper.core.provider_card import Preset
from rapidwhisper.providers.answers import Answer, Asked, Explain, no_explanation
from rapidwhisper.providers.capabilities import Capabilities


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerKind:
    preset: Preset
    """Its name is how CUSTOM_SERVER calls the kind."""
    capabilities: Capabilities
    recognises: Callable[[Answer], bool]
    """Whether surely a server of this kind gave the answer, to a transcription or a list of models."""
    resembles: Callable[[Answer], bool] = lambda _: False
    """Whether it may well have been one: enough to offer it at its usual port, and to learn nothing from."""
    explain: Explain = no_explanation
    forewarns: Callable[[Asked], Problem | None] = lambda _: None
    """What will go wrong with a request, as far as it is certain before any speech is sent."""

    @property
    def name(self) -> str:
        return self.preset.name

    @property
    def label(self) -> str:
        return self.preset.label

    @property
    def usual_port(self) -> int:
        return urlsplit(dict(self.preset.values)["CUSTOM_BASE_URL"]).port or 80

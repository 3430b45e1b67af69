"""The providers: the chosen one, those that stand in for it, and every other one that is configured."""

from collections.abc import Iterator

from rapidwhisper.audio.file import read_clip
from rapidwhisper.core.check import Check
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.registry import usable
from rapidwhisper.providers.trial import Recogniser, try_provider
from rapidwhisper.ui.icons import ASSETS

SAMPLE = ASSETS / "sample.flac"


def check_providers(speech: Recogniser, settings: Settings, *, send: bool) -> Iterator[Check]:
    """`send`: each gets the sample, about a second of speech."""
    sample = read_clip(SAMPLE) if send else None
    configured = (card.name for card in usable(settings))
    for name in dict.fromkeys((settings.ai_provider, *settings.fallback_providers, *configured)):
        yield from try_provider(speech, settings.with_provider(name), sample=sample, abort=Abort())

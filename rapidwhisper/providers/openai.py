"""OpenAI: gpt-transcribe; whisper-1 and the gpt-4o models until their end on 2027-02-26.

Sources: developers.openai.com/api/docs (speech to text, deprecations, pricing, your data), November 2026.
"""

from dataclasses import replace
from datetime import date

from rapidwhisper.core.provider_card import Model, Privacy, ProviderCard
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.capabilities import (
    MEBIBYTE,
    SEVERAL,
    WHISPER,
    Account,
    Capabilities,
    Format,
    ServerProvider,
    Takes,
)

_END = date(2027, 2, 26)

_NEW = Capabilities(
    formats=(Format.FLAC, Format.WAV, Format.OPUS),
    max_bytes=25 * MEBIBYTE,
    takes=frozenset({Takes.LANGUAGES, Takes.KEYWORDS}),
    at_once=SEVERAL,
)
"""gpt-transcribe has lists of its own, and refuses a request that has the older fields as well."""

_GPT_4O = replace(_NEW, takes=WHISPER)
_WHISPER = replace(_GPT_4O, evidence=True)


def _of_model(model: str) -> Capabilities | None:
    if model.startswith("whisper-"):
        return _WHISPER
    return _GPT_4O if model.startswith("gpt-4o-") else None


def _account(settings: Settings) -> Account:
    return Account(
        url=settings.openai_base_url,
        api_key=settings.openai_api_key,
        model=settings.openai_model,
        url_key="OPENAI_BASE_URL",
        api_key_key="OPENAI_API_KEY",
    )


PROVIDER = ServerProvider(
    card=ProviderCard(
        name="openai",
        label="OpenAI",
        good_for=phrase(
            "Provider",
            "Accurate in many languages; takes your names and terms as a list. Costs money from"
            " the first minute.",
        ),
        privacy=Privacy(
            phrase("Provider", "Speech trains no models; it may be kept for up to 30 days against abuse."),
            "https://developers.openai.com/api/docs/guides/your-data",
        ),
        price=phrase("Provider", "$0.0045 a minute"),
        key_page="https://platform.openai.com/api-keys",
        models=(
            Model("gpt-transcribe"),
            Model("whisper-1", end=_END),
            Model("gpt-4o-transcribe", end=_END),
            Model("gpt-4o-mini-transcribe", end=_END),
        ),
    ),
    capabilities=_NEW,
    account=_account,
    of_model=_of_model,
    model="gpt-transcribe",
    needs_key=True,
)

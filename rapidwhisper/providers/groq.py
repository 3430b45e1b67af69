"""Groq: Whisper on fast hardware, free to begin with.

Sources: console.groq.com/docs (speech to text, rate limits), groq.com/pricing, November 2026.
"""

from rapidwhisper.core.problem import Code, Problem
from rapidwhisper.core.provider_card import Model, Privacy, ProviderCard
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.answers import Answer, Asked, refusal
from rapidwhisper.providers.capabilities import (
    MEBIBYTE,
    SEVERAL,
    Account,
    Capabilities,
    Format,
    ServerProvider,
)
from rapidwhisper.providers.complaint import complaint


def _explain(answer: Answer, asked: Asked) -> Problem | None:
    """A 403 without a code comes from the gate before the API, which knows networks and no keys."""
    if answer.status == 403 and not complaint(answer.body).codes:  # noqa: PLR2004
        return refusal(Code.COUNTRY_REFUSED, answer, asked)
    return None


def _account(settings: Settings) -> Account:
    return Account(
        url=settings.groq_base_url,
        api_key=settings.groq_api_key,
        model=settings.groq_model,
        url_key="GROQ_BASE_URL",
        api_key_key="GROQ_API_KEY",
    )


PROVIDER = ServerProvider(
    card=ProviderCard(
        name="groq",
        label="Groq",
        good_for=phrase("Provider", "Free to begin with, fast, and good in some hundred languages."),
        privacy=Privacy(
            phrase("Provider", "Speech is not kept by default; exceptions last up to 30 days."),
            "https://console.groq.com/docs/your-data",
        ),
        price=phrase("Provider", "free up to 8 hours of speech a day; then $0.04 to $0.111 an hour"),
        key_page="https://console.groq.com/keys",
        models=(
            Model("whisper-large-v3", phrase("Provider", "most accurate")),
            Model("whisper-large-v3-turbo", phrase("Provider", "cheaper and faster")),
        ),
    ),
    capabilities=Capabilities(
        formats=(Format.FLAC, Format.WAV, Format.OPUS),
        max_bytes=25 * MEBIBYTE,  # of the free tier
        evidence=True,
        at_once=SEVERAL,
        min_billed_s=10.0,
    ),
    account=_account,
    model="whisper-large-v3",
    needs_key=True,
    explain=_explain,
)

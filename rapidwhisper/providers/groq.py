"""Groq: Whisper on fast hardware, free to begin with."""

from rapidwhisper.core.provider_card import Model, ProviderCard
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.capabilities import MEBIBYTE, Account, Capabilities, ServerProvider


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
        key_page="https://console.groq.com/keys",
        models=(
            Model("whisper-large-v3", phrase("Provider", "most accurate")),
            Model("whisper-large-v3-turbo", phrase("Provider", "cheaper and faster")),
        ),
    ),
    capabilities=Capabilities(max_bytes=25 * MEBIBYTE),  # of the free tier
    account=_account,
    model="whisper-large-v3",
    needs_key=True,
)

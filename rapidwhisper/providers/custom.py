"""Any OpenAI-compatible server that the user names: vLLM, LocalAI, speaches, whisper.cpp, others."""

from rapidwhisper.core.provider_card import ProviderCard
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.capabilities import MEBIBYTE, Account, Capabilities, ServerProvider


def _account(settings: Settings) -> Account:
    return Account(
        url=settings.custom_base_url,
        api_key=settings.custom_api_key,
        model=settings.custom_model,
        url_key="CUSTOM_BASE_URL",
        api_key_key="CUSTOM_API_KEY",
    )


PROVIDER = ServerProvider(
    card=ProviderCard(
        name="custom",
        label=phrase("Provider", "Custom server"),
        good_for=phrase(
            "Provider",
            "A server of your own or of somebody you trust: vLLM, LocalAI, speaches, whisper.cpp and others.",
        ),
    ),
    # LocalAI's default limit is the smallest of the known servers; a piece is then 8 minutes of speech.
    capabilities=Capabilities(max_bytes=15 * MEBIBYTE),
    account=_account,
)

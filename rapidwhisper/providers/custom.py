"""Any OpenAI-compatible server that the user names; `servers/` knows what sets the known ones apart."""

from rapidwhisper.core.provider_card import Privacy, ProviderCard
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.capabilities import MEBIBYTE, Account, Capabilities, Format, ServerProvider
from rapidwhisper.providers.servers import KINDS


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
        privacy=Privacy(phrase("Provider", "Speech goes to the server that you name, and nowhere else.")),
        price=phrase("Provider", "whatever the server costs"),
        presets=tuple(kind.preset for kind in KINDS.values()),
    ),
    # LocalAI's default limit is the smallest of the known servers; a piece is then 8 minutes of speech.
    capabilities=Capabilities(formats=(Format.WAV, Format.FLAC, Format.OPUS), max_bytes=15 * MEBIBYTE),
    account=_account,
)

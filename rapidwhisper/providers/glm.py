"""GLM (Zhipu): glm-asr-2512, which takes 30 seconds a request. Z.AI is the same under another address.

Source: docs.z.ai/api-reference/audio/audio-transcriptions. There is no field for the language.
"""

from rapidwhisper.core.provider_card import Model, ProviderCard
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.capabilities import (
    MEBIBYTE,
    Account,
    Capabilities,
    Fields,
    ServerProvider,
    Wish,
)

MODEL = "glm-asr-2512"

_CHAT_MODELS = {"glm-4-voice"}
"""It was named for dictation in older guides, and answers what it hears."""


def _account(settings: Settings) -> Account:
    return Account(
        url=settings.glm_base_url,
        api_key=settings.glm_api_key,
        model=settings.glm_model,
        url_key="GLM_BASE_URL",
        api_key_key="GLM_API_KEY",
    )


def _fields(wish: Wish) -> Fields:
    return {"prompt": wish.prompt} if wish.prompt else {}


PROVIDER = ServerProvider(
    card=ProviderCard(
        name="glm",
        label="GLM (Zhipu)",
        good_for=phrase("Provider", "Strong in Chinese. Longer speech goes out in pieces of 30 seconds."),
        key_page="https://open.bigmodel.cn/",
        models=(Model("glm-asr-2512", ""),),
    ),
    capabilities=Capabilities(max_seconds=30, max_bytes=25 * MEBIBYTE),
    account=_account,
    fields=_fields,
    model=MODEL,
    needs_key=True,
    stand_in=lambda model: MODEL if model in _CHAT_MODELS else model,
)

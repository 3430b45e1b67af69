"""OpenAI: gpt-transcribe; whisper-1 and the gpt-4o models until their end on 2027-02-26.

Source of the fields and the date: developers.openai.com/api/docs (speech to text, deprecations).
"""

import re

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
    whisper_fields,
)

_OLD = ("whisper-", "gpt-4o-")


def _account(settings: Settings) -> Account:
    return Account(
        url=settings.openai_base_url,
        api_key=settings.openai_api_key,
        model=settings.openai_model,
        url_key="OPENAI_BASE_URL",
        api_key_key="OPENAI_API_KEY",
    )


def _fields(wish: Wish) -> Fields:
    """gpt-transcribe has lists of its own, and refuses a request that has the older fields as well."""
    if wish.model.startswith(_OLD):
        return whisper_fields(wish)
    lists = {"languages": [wish.language] if wish.language else [], "keywords": _keywords(wish.prompt)}
    return {name: values for name, values in lists.items() if values}


def _keywords(prompt: str) -> list[str]:
    """One bad entry would spoil the whole request, so what is not allowed in them is dropped."""
    words = (re.sub(r"[<>]", "", word).strip() for word in re.split(r"[,;\n]", prompt))
    return [word for word in words if word]


PROVIDER = ServerProvider(
    card=ProviderCard(
        name="openai",
        label="OpenAI",
        good_for=phrase(
            "Provider",
            "Accurate in many languages; takes your names and terms as a list. Costs money from"
            " the first minute.",
        ),
        key_page="https://platform.openai.com/api-keys",
        models=(
            Model("gpt-transcribe", ""),
            Model("whisper-1", phrase("Provider", "ends on 2027-02-26")),
            Model("gpt-4o-transcribe", phrase("Provider", "ends on 2027-02-26")),
            Model("gpt-4o-mini-transcribe", phrase("Provider", "ends on 2027-02-26")),
        ),
    ),
    capabilities=Capabilities(max_bytes=25 * MEBIBYTE),
    account=_account,
    fields=_fields,
    model="gpt-transcribe",
    needs_key=True,
)

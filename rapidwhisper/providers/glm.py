"""GLM (Zhipu): glm-asr-2512, which takes 30 seconds a request. Z.AI is the same under another address.

Sources: docs.z.ai/api-reference/audio/audio-transcriptions, docs.bigmodel.cn/cn/api/api-code (its errors).
There is no field for the language, and `prompt` is for the text so far.
"""

from rapidwhisper.core.problem import Code, Problem
from rapidwhisper.core.provider_card import Model, Preset, Privacy, ProviderCard
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.answers import Answer, Asked, refusal
from rapidwhisper.providers.capabilities import (
    MEBIBYTE,
    SEVERAL,
    Account,
    Capabilities,
    ServerProvider,
    Takes,
)
from rapidwhisper.providers.complaint import complaint

MODEL = "glm-asr-2512"

_CHAT_MODELS = {"glm-4-voice"}
"""It was named for dictation in older guides, and answers what it hears."""

_MEANINGS = {
    "1000": Code.KEY_REFUSED,
    "1001": Code.KEY_REFUSED,
    "1002": Code.KEY_REFUSED,
    "1003": Code.KEY_REFUSED,
    "1004": Code.KEY_REFUSED,
    "1113": Code.NO_CREDIT,  # with 429, as if waiting would help
    "1210": Code.REQUEST_REFUSED,
    "1211": Code.MODEL_NOT_FOUND,
    "1214": Code.REQUEST_REFUSED,
    "1301": Code.CONTENT_REFUSED,
    "1302": Code.RATE_LIMITED,
    "1305": Code.RATE_LIMITED,
}


def _explain(answer: Answer, asked: Asked) -> Problem | None:
    """Its words are Chinese, so ours stand alone."""
    codes = complaint(answer.body).codes
    meaning = next((_MEANINGS[code] for code in codes if code in _MEANINGS), None)
    return refusal(meaning, answer, asked) if meaning is not None else None


def _account(settings: Settings) -> Account:
    return Account(
        url=settings.glm_base_url,
        api_key=settings.glm_api_key,
        model=settings.glm_model,
        url_key="GLM_BASE_URL",
        api_key_key="GLM_API_KEY",
    )


PROVIDER = ServerProvider(
    card=ProviderCard(
        name="glm",
        label="GLM (Zhipu)",
        good_for=phrase("Provider", "Strong in Chinese. Longer speech goes out in pieces of 30 seconds."),
        privacy=Privacy(
            phrase(
                "Provider",
                "Speech goes to a server in China that moderates content; how long it is kept is not said.",
            ),
            "https://docs.bigmodel.cn/cn/api/api-code",
        ),
        price=phrase("Provider", "paid; see its price list"),
        key_page="https://open.bigmodel.cn/",
        models=(Model(MODEL),),
        presets=(
            Preset(
                "zhipu",
                "Zhipu (open.bigmodel.cn)",
                (("GLM_BASE_URL", "https://open.bigmodel.cn/api/paas/v4/"), ("GLM_MODEL", MODEL)),
                phrase("Provider", "For accounts in China."),
                docs="https://docs.bigmodel.cn/",
            ),
            Preset(
                "zai",
                "Z.AI (api.z.ai)",
                (("GLM_BASE_URL", "https://api.z.ai/api/paas/v4/"), ("GLM_MODEL", MODEL)),
                phrase("Provider", "For international accounts; keys of the two are not interchangeable."),
                docs="https://docs.z.ai/",
                key_page="https://z.ai/manage-apikey/apikey-list",
            ),
        ),
    ),
    capabilities=Capabilities(
        max_seconds=30,
        max_bytes=25 * MEBIBYTE,
        takes=frozenset({Takes.PROMPT, Takes.HOTWORDS}),
        longest_prompt=8000,
        earlier_text=True,
        at_once=SEVERAL,
    ),
    account=_account,
    model=MODEL,
    needs_key=True,
    explain=_explain,
    lists_speech_models=False,
    model_for=lambda model: MODEL if model in _CHAT_MODELS else model,
)

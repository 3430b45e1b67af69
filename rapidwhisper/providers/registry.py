"""All providers, and what can be said about the configured one without asking anybody."""

from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.provider_card import ProviderCard
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers import custom, glm, groq, local, openai
from rapidwhisper.providers.capabilities import Provider, ProviderInfo, ServerProvider
from rapidwhisper.providers.endpoint import endpoint
from rapidwhisper.providers.local.chosen import hindrance

PROVIDERS: dict[str, Provider] = {
    provider.name: provider
    for provider in (
        local.PROVIDER,
        groq.PROVIDER,
        openai.PROVIDER,
        glm.PROVIDER,
        custom.PROVIDER,
    )
}


def chosen(settings: Settings) -> Provider:
    return PROVIDERS[settings.ai_provider]


def describe(settings: Settings) -> ProviderInfo:
    """Name, label, model and address of the configured provider; its address is empty if unusable."""
    provider = chosen(settings)
    if not isinstance(provider, ServerProvider):
        return ProviderInfo(provider.name, provider.label, settings.local_model, "")
    account = provider.account(settings)
    try:
        url = endpoint(account, settings).address.url
    except ProblemError:
        url = ""
    model = provider.model_for(account.model or provider.model)
    return ProviderInfo(provider.name, provider.label, model, url)


def configuration_problem(settings: Settings) -> Problem | None:
    """What keeps the configured provider from working at all, as far as this computer can tell."""
    provider = chosen(settings)
    if not isinstance(provider, ServerProvider):
        return hindrance(settings)
    account = provider.account(settings)
    try:
        to = endpoint(account, settings)
    except ProblemError as error:
        return error.problem
    if provider.needs_key and not to.api_key:
        return problem(Code.KEY_MISSING, key=account.api_key_key, provider=provider.label)
    return None


def usable(settings: Settings) -> tuple[ProviderCard, ...]:
    """Providers that are configured: who could be asked for a text."""
    return tuple(
        provider.card
        for name, provider in PROVIDERS.items()
        if configuration_problem(settings.with_provider(name)) is None
    )


def key_page(settings: Settings) -> str:
    """Where the configured provider makes its keys; empty: it needs none. Never an address from a server."""
    card, url = chosen(settings).card, describe(settings).url
    of_preset = {value.rstrip("/"): each.key_page for each in card.presets for _, value in each.values}
    return of_preset.get(url) or card.key_page


def model_notice(settings: Settings) -> Problem | None:
    """Told where another model is used than the one that is configured."""
    provider = chosen(settings)
    if not isinstance(provider, ServerProvider):
        return None
    model = provider.account(settings).model
    used = provider.model_for(model)
    return problem(Code.CHAT_MODEL, model=model, used=used) if used != model else None

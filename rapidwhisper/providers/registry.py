"""All providers, and what can be said about the configured one without asking anybody."""

from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers import custom, local
from rapidwhisper.providers.capabilities import Provider, ProviderInfo, ServerProvider
from rapidwhisper.providers.endpoint import endpoint
from rapidwhisper.providers.local.install import missing_engine

PROVIDERS: dict[str, Provider] = {
    provider.name: provider
    for provider in (
        local.PROVIDER,
        custom.PROVIDER,
    )
}


def chosen(settings: Settings) -> Provider:
    return PROVIDERS[settings.ai_provider]


def describe(settings: Settings) -> ProviderInfo:
    """Name, label, model and address of the configured provider; its address is empty if unusable."""
    provider = chosen(settings)
    if not isinstance(provider, ServerProvider):
        return ProviderInfo(provider.name, provider.label, provider.model, "")
    account = provider.account(settings)
    try:
        url = endpoint(account).address.url
    except ProblemError:
        url = ""
    return ProviderInfo(provider.name, provider.label, account.model or provider.model, url)


def configuration_problem(settings: Settings) -> Problem | None:
    """What keeps the configured provider from working at all, as far as this computer can tell."""
    provider = chosen(settings)
    if not provider.capabilities.takes(settings.language):
        return problem(Code.LANGUAGE_UNSUPPORTED, language=settings.language, provider=provider.label)
    if not isinstance(provider, ServerProvider):
        return missing_engine()
    try:
        endpoint(provider.account(settings))
    except ProblemError as error:
        return error.problem
    return None

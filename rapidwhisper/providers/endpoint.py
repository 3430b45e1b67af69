"""An account that was checked and can be used: address, key, model."""

from dataclasses import dataclass, replace

from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.address import Address, parse_address
from rapidwhisper.providers.capabilities import Account
from rapidwhisper.providers.local_only import refuse_beyond


@dataclass(frozen=True, slots=True)
class Endpoint:
    address: Address
    api_key: str
    model: str


def endpoint(account: Account, settings: Settings) -> Endpoint:
    """Raises ProblemError with URL_MISSING, URL_INVALID, LOCAL_ONLY, HTTP_NOT_ALLOWED or KEY_UNUSABLE."""
    address = replace(parse_address(account.url, account.url_key), local_only=settings.local_only)
    refuse_beyond(address, settings)
    if address.readable_by_others and address.name not in settings.allow_http_hosts:
        raise ProblemError(problem(Code.HTTP_NOT_ALLOWED, host=address.name, key=account.url_key))
    api_key = account.api_key.strip()
    # The client would report such a key as “Connection error.” or break off with a UnicodeEncodeError.
    if not api_key.isascii() or not api_key.isprintable() or " " in api_key:
        raise ProblemError(problem(Code.KEY_UNUSABLE, key=account.api_key_key))
    return Endpoint(address, api_key, account.model.strip())

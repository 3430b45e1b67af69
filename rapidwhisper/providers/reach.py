"""Whether a provider's server can be reached: a connection is opened and closed, and nothing is sent.

On this computer: whether there is a model that can be used.
"""

import socket
from urllib.parse import urlsplit

from rapidwhisper.core.problem import ProblemError
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.address import Address
from rapidwhisper.providers.capabilities import ServerProvider
from rapidwhisper.providers.endpoint import endpoint
from rapidwhisper.providers.local.chosen import hindrance
from rapidwhisper.providers.local_only import numbers
from rapidwhisper.providers.registry import chosen

CONNECT_S = 5.0

_PORTS = {"http": 80, "https": 443}


def reachable(settings: Settings) -> bool:
    """Waits up to `CONNECT_S` for each address of the server's name."""
    provider = chosen(settings)
    if not isinstance(provider, ServerProvider):
        return hindrance(settings) is None
    try:
        address = endpoint(provider.account(settings), settings).address
        host, port = _place(address)
        hosts = numbers(host) if address.local_only else (host,)
        return any(_answers(each, port) for each in hosts)
    except (ProblemError, UnicodeError):
        return False


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=CONNECT_S):
            return True
    except OSError:
        return False


def _place(address: Address) -> tuple[str, int]:
    """The server's, or its proxy's where requests take that way."""
    from urllib.request import getproxies, proxy_bypass  # with it comes half of an HTTP library

    parts = urlsplit(address.url)
    if not address.private and not proxy_bypass(parts.netloc):
        parts = urlsplit(getproxies().get(parts.scheme, address.url))
    return parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 80)

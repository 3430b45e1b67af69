"""LOCAL_ONLY: nothing may leave this computer. What that means is said here.

It is asked for in three places, none of which relies on another: where settings become an address
(`endpoint`), where a connection is handed out (`lines`), and where it is opened (`loopback`).
"""

import ipaddress

from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.address import Address

_NAME = "localhost"
_NUMBERS = "127.0.0.1", "::1"


def numbers(host: str) -> tuple[str, ...]:
    """Where this computer listens under that host, to be tried one after the other; none: it is another one.

    Known without looking a name up: that question itself may leave the computer, even for `localhost`.
    """
    if host == _NAME:
        return _NUMBERS
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return ()
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    here = (mapped or address).is_loopback and "%" not in host  # the name of an interface is a name too
    return (host,) if here else ()


def refuse_beyond(address: Address, settings: Settings) -> None:
    """Raises ProblemError with LOCAL_ONLY where nobody may be asked at this address."""
    if settings.local_only and not numbers(address.name):
        raise beyond(address.host)


def beyond(host: str) -> ProblemError:
    return ProblemError(problem(Code.LOCAL_ONLY, host=host))

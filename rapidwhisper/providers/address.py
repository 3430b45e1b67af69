"""Addresses of servers as people paste them, made into what the client needs."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import SplitResult, parse_qsl, quote, quote_plus, urlsplit

from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.core.words import Phrase, phrase

_ENDPOINTS = ("/audio/transcriptions", "/audio/translations", "/chat/completions", "/models")


_BARE_HOST = re.compile(r"(?P<host>\[[0-9a-fA-F:.]+\]|[^\s/\\:?#@\[\]]+)(:\d+)?([/?#].*)?")
"""What people write who leave the scheme out: `localhost:8000/v1`."""

_NOT_AN_ADDRESS = phrase("Reason", "it is not an address")
"""For what urlsplit itself refuses, such as a bracket that is never closed."""


@dataclass(frozen=True, slots=True)
class Address:
    url: str
    """Without a slash at the end and without a query: fit for the log."""
    host: str
    """Host and port as people know it, for messages."""
    private: bool
    """On this computer or in this network: proxies from the environment have no business there."""
    query: Mapping[str, str] = field(default_factory=dict)
    """To be sent with each request; may hold secrets."""
    local_only: bool = False
    """Whoever is going to ask it must not leave this computer."""

    @property
    def name(self) -> str:
        """The host without its port."""
        return urlsplit(self.url).hostname or ""

    @property
    def origin(self) -> str:
        """Scheme, host and port: whoever answers elsewhere is somebody else."""
        parts = urlsplit(self.url)
        usual = ":443" if parts.scheme == "https" else ":80"
        return f"{parts.scheme}://{parts.netloc.removesuffix(usual)}"

    @property
    def readable_by_others(self) -> bool:
        """Speech and key would travel as they are, beyond this computer and its network."""
        return self.url.startswith("http://") and not self.private

    @property
    def secrets(self) -> tuple[str, ...]:
        """The query's values, plain and as they look in an address: some gateways take their key there."""
        spellings = (str, quote, quote_plus, partial(quote, safe=""))
        return tuple({spell(value) for value in self.query.values() for spell in spellings})


def parse_address(text: str, key: str) -> Address:
    """Raises ProblemError: URL_MISSING for an empty address, URL_INVALID with the reason for a bad one."""
    text = _with_scheme(text.strip())
    if not text:
        raise ProblemError(problem(Code.URL_MISSING, key=key))
    try:
        parts = urlsplit(text)
        _check(text, parts)
    except ValueError as error:
        reason = error.args[0] if isinstance(error.args[0], Phrase) else _NOT_AN_ADDRESS
        raise ProblemError(problem(Code.URL_INVALID, key=key, reason=reason)) from None
    host = parts.netloc.lower()
    return Address(
        url=f"{parts.scheme}://{host}{_base_path(parts.path)}",
        host=host,
        private=is_private(parts.hostname or ""),
        query=dict(parse_qsl(parts.query, keep_blank_values=True)),
    )


def _with_scheme(text: str) -> str:
    """Servers around here seldom have a certificate, those elsewhere always."""
    bare = _BARE_HOST.fullmatch(text)
    if bare is None:
        return text
    scheme = "http" if is_private(bare["host"].strip("[]")) else "https"
    return f"{scheme}://{text}"


def _check(text: str, parts: SplitResult) -> None:
    """Raises ValueError with a reason short enough for a message."""
    if re.search(r"[\s\\]", text) or not text.isprintable():
        raise ValueError(phrase("Reason", "it holds a space or a backslash"))
    if parts.scheme not in {"http", "https"} or "://" not in text:
        raise ValueError(phrase("Reason", "it must begin with http:// or https://"))
    if "@" in parts.netloc:
        raise ValueError(phrase("Reason", "it holds a user name or password; only an API key can be sent"))
    if not parts.hostname:
        raise ValueError(phrase("Reason", "the name of the server is missing"))
    try:
        parts.hostname.encode("idna")
    except UnicodeError:
        raise ValueError(phrase("Reason", "no server can have such a name")) from None
    try:
        port = parts.port
    except ValueError:
        raise ValueError(phrase("Reason", "the port must be a number up to 65535")) from None
    if parts.netloc.endswith(":") or port == 0:
        raise ValueError(phrase("Reason", "the port is missing after the colon"))


def _base_path(path: str) -> str:
    path = re.sub("/{2,}", "/", path).rstrip("/")
    for endpoint in _ENDPOINTS:
        path = path.removesuffix(endpoint)
    return path


def is_private(host: str) -> bool:
    """Loopback, private networks, and names that only a local network knows."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return "." not in host or host.endswith((".local", ".localhost", ".lan", ".internal", ".home.arpa"))
    return address.is_private or address.is_loopback or address.is_link_local

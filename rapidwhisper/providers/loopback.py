"""HTTP with this computer and nobody else: no proxy is used, and no name is looked up."""

import ssl
from contextlib import suppress

import httpx2

from rapidwhisper.providers.local_only import beyond, numbers


class Loopback(httpx2.BaseTransport):
    def __init__(self, tls: ssl.SSLContext, limits: httpx2.Limits) -> None:
        self._through = httpx2.HTTPTransport(verify=tls, trust_env=False, limits=limits)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Raises ProblemError with LOCAL_ONLY for anybody else."""
        known = numbers(request.url.host)
        if not known:
            raise beyond(request.url.host)
        for number in known[:-1]:
            with suppress(httpx2.ConnectError):
                return self._through.handle_request(_at(number, request))
        return self._through.handle_request(_at(known[-1], request))

    def close(self) -> None:
        self._through.close()


def _at(number: str, request: httpx2.Request) -> httpx2.Request:
    """Certificate and Host header stay those of the name."""
    return httpx2.Request(
        request.method,
        request.url.copy_with(host=number),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )

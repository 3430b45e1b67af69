"""Requests to the hub and to where it sends them on; they can be cut while another thread waits on them."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urljoin

import httpx2

from rapidwhisper import __version__
from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.providers.address import is_private
from rapidwhisper.providers.connection_errors import connection_problem
from rapidwhisper.providers.local.models.refusal import refusal
from rapidwhisper.providers.loopback import Loopback
from rapidwhisper.providers.redact import detail

CONNECT_S = 10.0
REDIRECTS = 5

_HEADERS = {
    "User-Agent": f"rapidwhisper/{__version__}",
    # The CDN ignores Range where it may compress: https://github.com/huggingface/huggingface_hub/pull/3778
    "Accept-Encoding": "identity",
}


class Wire:
    """Keeps its connections between requests; never sends anything that tells who asks."""

    def __init__(self, *, stall_s: float, local_only: bool) -> None:
        self.reached = False
        """Somebody has answered."""
        self._stall_s = stall_s
        self._local_only = local_only
        self._clients: dict[bool, httpx2.Client] = {}
        self._sockets: list[socket.socket] = []
        self._cut = False

    def cut(self) -> None:
        """End the request under way, from any thread: shutting a socket down wakes who reads from it."""
        self._cut = True
        for each in self._sockets:
            with suppress(OSError):
                socket.socket.shutdown(each, socket.SHUT_RDWR)

    def close(self) -> None:
        for client in self._clients.values():
            client.close()

    @contextmanager
    def get(self, url: str, *, begin: int = 0) -> Iterator[httpx2.Response]:
        """The answer with its body still to come; raises ProblemError, in the block as well.

        With `begin`, the file from that byte on is asked for: status 206, or 200 where the server sends the
        whole, or 416 where the file is shorter.
        """
        asked = httpx2.URL(url)
        host = _host(asked)
        try:
            response = self._follow(asked, {"Range": f"bytes={begin}-"} if begin else {})
            try:
                yield response
            finally:
                response.close()
        except httpx2.ReadTimeout:
            raise ProblemError(problem(Code.TIMED_OUT, host=host, seconds=round(self._stall_s))) from None
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise ProblemError(connection_problem(error, host)) from error

    def _follow(self, url: httpx2.URL, headers: Mapping[str, str]) -> httpx2.Response:
        """By hand: each address is looked at before its name is looked up.

        The hub sends to its CDN, by a relative address to a cache of its own for small files, and a mirror
        may send to the hub (https://github.com/huggingface/swift-transformers/pull/209,
        https://github.com/huggingface/huggingface_hub/pull/4739).
        """
        for _ in range(REDIRECTS):
            response = self._ask(url, headers)
            if not response.has_redirect_location:
                cause = refusal(response, _host(url))
                if cause is not None:
                    response.close()
                    raise ProblemError(cause)
                return response
            response.close()
            to = _target(url, response.headers["location"])
            if to.scheme not in {"https", url.scheme}:
                break
            url = to
        raise ProblemError(problem(Code.REDIRECTED, host=_host(url), location=_host(to)))

    def _ask(self, url: httpx2.URL, headers: Mapping[str, str]) -> httpx2.Response:
        client = self._client(url.host)
        request = client.build_request("GET", url, headers=headers, extensions={"trace": self._note})
        response = client.send(request, stream=True)
        self.reached = True
        return response

    def _client(self, host: str) -> httpx2.Client:
        """Proxies from the environment have no business with neighbours."""
        private = is_private(host)
        if private not in self._clients:
            timeout = httpx2.Timeout(self._stall_s, connect=CONNECT_S)
            try:
                tls = httpx2.create_ssl_context()
                made = httpx2.Client(
                    verify=tls,
                    trust_env=not private,
                    timeout=timeout,
                    headers=_HEADERS,
                    transport=Loopback(tls, httpx2.Limits()) if self._local_only else None,
                )
            except (OSError, ImportError, ValueError) as error:
                cause = problem(Code.ENVIRONMENT_UNUSABLE, host=host, detail=detail(str(error)))
                raise ProblemError(cause) from None
            self._clients[private] = made
        return self._clients[private]

    def _note(self, event: str, info: Mapping[str, Any]) -> None:
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            self._sockets.append(info["return_value"].get_extra_info("socket"))
            if self._cut:
                self.cut()


def _target(url: httpx2.URL, location: str) -> httpx2.URL:
    """Raises ProblemError for what is no address."""
    try:
        return httpx2.URL(urljoin(str(url), location))
    except (httpx2.InvalidURL, ValueError):
        told = problem(Code.REDIRECTED, host=_host(url), location=detail(location))
        raise ProblemError(told) from None


def _host(url: httpx2.URL) -> str:
    """As people know it, with its port where that is not the usual one."""
    return url.netloc.decode()

"""Why there was no answer at all: the causes of a failed connection, told apart."""

import errno
import socket
import ssl
from collections.abc import Iterator

import httpx2

from rapidwhisper.core.problem import Code, Problem, problem

STALE = (httpx2.RemoteProtocolError, httpx2.ReadError, httpx2.WriteError)
"""What a kept connection that the server has closed looks like."""

_MEANINGS: tuple[tuple[tuple[type[BaseException], ...], Code], ...] = (
    ((socket.gaierror, httpx2.InvalidURL), Code.UNKNOWN_HOST),
    ((ssl.SSLCertVerificationError,), Code.UNTRUSTED_CERTIFICATE),
    ((ssl.SSLEOFError, ssl.SSLZeroReturnError), Code.CONNECTION_LOST),
    ((ssl.SSLError,), Code.NOT_TLS),
    ((httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError), Code.UNREACHABLE),
)


def connection_problem(error: BaseException, host: str) -> Problem:
    """The Problem behind an exception of the HTTP library, timeouts of an answer excepted."""
    causes = list(_chain(error))
    if any(isinstance(cause, httpx2.RemoteProtocolError) and not _ended(cause) for cause in causes):
        return problem(Code.NOT_HTTP, host=host)
    if any(isinstance(cause, OSError) and _means_no_network(cause) for cause in causes):
        return problem(Code.OFFLINE, host=host)
    for cause in reversed(causes):  # the innermost knows best
        for kinds, code in _MEANINGS:
            if isinstance(cause, kinds):
                return problem(code, host=host)
    return problem(Code.CONNECTION_LOST, host=host)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _means_no_network(error: OSError) -> bool:
    """No way out of this computer, or nobody there who could be asked for a name."""
    if isinstance(error, socket.gaierror):
        return error.errno == socket.EAI_AGAIN
    return error.errno in {errno.ENETUNREACH, errno.ENETDOWN}


def _ended(error: httpx2.RemoteProtocolError) -> bool:
    """Told apart by its words only: the connection ended, as against bytes that are not HTTP."""
    return "disconnected" in str(error) or "closed" in str(error)

"""The causes of a failed connection as the HTTP library wraps them, a lost network among them."""

import errno
import socket

import httpx2
import pytest

from rapidwhisper.core.problem import Code
from rapidwhisper.providers.connection_errors import connection_problem


def wrapped(cause: OSError) -> httpx2.ConnectError:
    error = httpx2.ConnectError(str(cause))
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("cause", "code"),
    [
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"), Code.OFFLINE),
        (OSError(errno.ENETUNREACH, "Network is unreachable"), Code.OFFLINE),
        (OSError(errno.ENETDOWN, "Network is down"), Code.OFFLINE),
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), Code.UNKNOWN_HOST),
        (OSError(errno.EHOSTUNREACH, "No route to host"), Code.UNREACHABLE),
        (ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"), Code.UNREACHABLE),
    ],
)
def test_no_network_is_told_from_no_such_name_and_nobody_there(cause: OSError, code: Code) -> None:
    assert connection_problem(wrapped(cause), "api.example").code is code

"""What the hub, its CDN or a proxy on the way means by a status."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

import httpx2

from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.providers.redact import detail
from rapidwhisper.providers.wait import wait_seconds

WHOLE, PARTIAL, RANGE_REFUSED = 200, 206, 416
_PROXY_PASSWORD = 407

_CODES = {
    401: Code.DOWNLOAD_NOT_FOUND,  # the hub's answer for what does not exist: it might be somebody's own
    403: Code.ACCESS_DENIED,
    404: Code.DOWNLOAD_NOT_FOUND,
    _PROXY_PASSWORD: Code.ENVIRONMENT_UNUSABLE,
    410: Code.DOWNLOAD_NOT_FOUND,
    429: Code.RATE_LIMITED,
    451: Code.ACCESS_DENIED,
    511: Code.DOWNLOAD_WEB_PAGE,  # the network wants a login
}
_SERVERS_FAULT = 500

_UNTIL_RESET = re.compile(r";\s*r\s*=\s*0\s*;\s*t\s*=\s*(\d{1,9})")


def refusal(response: httpx2.Response, host: str) -> Problem | None:
    """None: it sends what was asked for, or says that there is no such part of it.

    Sources: `hf_raise_for_status` and `parse_ratelimit_headers` in huggingface_hub/utils/_http.py;
    https://huggingface.co/docs/hub/rate-limits.
    """
    status = response.status_code
    if status in {WHOLE, PARTIAL, RANGE_REFUSED}:
        page = response.headers.get("content-type", "").startswith("text/html")
        return problem(Code.DOWNLOAD_WEB_PAGE, host=host) if page else None
    otherwise = Code.SERVER_ERROR if status >= _SERVERS_FAULT else Code.REQUEST_REFUSED
    code = _CODES.get(status, otherwise)
    told = (
        response.reason_phrase if status == _PROXY_PASSWORD else response.headers.get("x-error-message", "")
    )
    return problem(code, host=host, status=status, detail=detail(told), wait=_wait(response.headers))


def _wait(headers: Mapping[str, str]) -> str:
    """In seconds; empty: it does not say."""
    limit = _UNTIL_RESET.search(headers.get("ratelimit", ""))
    if limit is not None:
        return limit[1]
    seconds = wait_seconds(headers, datetime.now(UTC))
    return "" if seconds is None else str(seconds)

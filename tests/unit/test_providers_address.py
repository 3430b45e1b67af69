"""Addresses as people paste them become addresses that work, or a reason why not."""

import pytest

from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.providers.address import is_private, parse_address


@pytest.mark.parametrize(
    "text",
    [
        "http://localhost:8000/v1",
        "http://localhost:8000/v1/",
        "  http://localhost:8000/v1/ \n",
        "http://localhost:8000//v1///",
        "HTTP://LocalHost:8000/v1",
        "http://localhost:8000/v1/audio/transcriptions",
        "http://localhost:8000/v1/audio/transcriptions/",
        "http://localhost:8000/v1/models",
        "http://localhost:8000/v1/chat/completions",
        "http://localhost:8000/v1#top",
    ],
)
def test_many_spellings_are_one_address(text: str) -> None:
    address = parse_address(text, "CUSTOM_BASE_URL")
    assert (address.url, address.host) == ("http://localhost:8000/v1", "localhost:8000")


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("http://localhost:8080", "http://localhost:8080"),
        ("https://open.bigmodel.cn/api/paas/v4/", "https://open.bigmodel.cn/api/paas/v4"),
        ("https://api.groq.com/openai/v1", "https://api.groq.com/openai/v1"),
        ("http://[::1]:8000/v1/", "http://[::1]:8000/v1"),
        ("https://example.com/MyGateway/v1", "https://example.com/MyGateway/v1"),
    ],
)
def test_paths_stay_as_they_are(text: str, url: str) -> None:
    assert parse_address(text, "X").url == url


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("localhost:8000/v1", "http://localhost:8000/v1"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("[::1]:8000/v1", "http://[::1]:8000/v1"),
        ("nas.local/v1/", "http://nas.local/v1"),
        ("192.168.0.7:8000/v1/models", "http://192.168.0.7:8000/v1"),
        ("api.example.com/v1", "https://api.example.com/v1"),
        ("8.8.8.8", "https://8.8.8.8"),
    ],
)
def test_a_missing_scheme_is_http_around_here_and_https_elsewhere(text: str, url: str) -> None:
    assert parse_address(text, "X").url == url


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("http://speech.example.com/v1", True),
        ("http://8.8.8.8:8000/v1", True),
        ("https://speech.example.com/v1", False),
        ("http://localhost:8000/v1", False),
        ("http://192.168.0.7/v1", False),
    ],
)
def test_only_plain_http_beyond_this_network_can_be_read_by_others(
    text: str,
    readable: bool,  # noqa: FBT001 - a parameter of the table
) -> None:
    assert parse_address(text, "X").readable_by_others is readable


def test_a_query_is_kept_for_the_requests_and_out_of_the_address() -> None:
    address = parse_address("https://example.com/v1?api-version=2026-01&code=secret", "X")
    assert address.url == "https://example.com/v1"
    assert address.query == {"api-version": "2026-01", "code": "secret"}


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_no_address_is_a_problem_that_names_the_setting(text: str) -> None:
    with pytest.raises(ProblemError) as caught:
        parse_address(text, "CUSTOM_BASE_URL")
    assert caught.value.problem.code is Code.URL_MISSING
    assert caught.value.problem.facts == {"key": "CUSTOM_BASE_URL"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("me:pw@localhost/v1", "http://"),
        ("ftp://example.com/v1", "http://"),
        ("http:/example.com", "http://"),
        ("http:example.com", "http://"),
        ("file:///etc/passwd", "http://"),
        ("http://", "name of the server"),
        ("http:///v1", "name of the server"),
        ("http://:8000/v1", "name of the server"),
        ("http://my server/v1", "space"),
        ("http://localhost\\v1", "backslash"),
        ("http://local\x00host/v1", "space"),
        ("http://user:pw@localhost/v1", "password"),
        ("http://localhost:/v1", "port"),
        ("nas:70000", "port"),
        ("http://http://localhost/v1", "port"),
        ("http://localhost:eight/v1", "port"),
        ("http://localhost:70000/v1", "port"),
        ("http://localhost:0/v1", "port"),
        ("http://[::1/v1", ""),
        ("http://a..b/v1", "such a name"),
        (f"http://{'x' * 70}.example/v1", "such a name"),
    ],
)
def test_a_bad_address_is_a_problem_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(ProblemError) as caught:
        parse_address(text, "CUSTOM_BASE_URL")
    assert caught.value.problem.code is Code.URL_INVALID
    assert caught.value.problem.facts["key"] == "CUSTOM_BASE_URL"
    assert reason in caught.value.problem.facts["reason"]
    assert "pw" not in caught.value.problem.facts["reason"]


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.1", "::1", "10.1.2.3", "192.168.0.7", "172.16.0.1", "fe80::1", "nas", "nas.local"],
)
def test_hosts_around_here_are_private(host: str) -> None:
    assert is_private(host)


@pytest.mark.parametrize("host", ["api.openai.com", "8.8.8.8", "2606:4700::1", "localhost.example.com"])
def test_hosts_elsewhere_are_not(host: str) -> None:
    assert not is_private(host)

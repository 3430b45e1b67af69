"""LOCAL_ONLY: what counts as this computer, and who can be chosen at all."""

from dataclasses import replace

import pytest

from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.core.settings import DEFAULTS, Line, read_settings
from rapidwhisper.providers.address import parse_address
from rapidwhisper.providers.local_only import numbers, refuse_beyond
from rapidwhisper.providers.registry import configuration_problem, usable

LOCAL_ONLY = replace(
    DEFAULTS,
    local_only=True,
    ai_provider="custom",
    custom_base_url="http://127.0.0.1:8000/v1",
    groq_api_key="key-of-groq",
)


@pytest.mark.parametrize(
    ("url", "known"),
    [
        ("http://127.0.0.1:8000/v1", ("127.0.0.1",)),
        ("http://127.99.0.7/v1", ("127.99.0.7",)),
        ("https://[::1]:8000/v1", ("::1",)),
        ("http://[::ffff:127.0.0.1]:8000/v1", ("::ffff:127.0.0.1",)),
        ("http://[0:0:0:0:0:0:0:1]/v1", ("0:0:0:0:0:0:0:1",)),
        ("http://localhost:8000/v1", ("127.0.0.1", "::1")),
        ("HTTP://LocalHost/v1", ("127.0.0.1", "::1")),
    ],
)
def test_this_computer_is_known_by_numbers_that_nobody_has_to_be_asked_for(
    url: str, known: tuple[str, ...]
) -> None:
    address = parse_address(url, "X")
    assert numbers(address.name) == known
    refuse_beyond(address, LOCAL_ONLY)


@pytest.mark.parametrize(
    "url",
    [
        "https://speech.invalid/v1",
        "http://speech.localhost/v1",
        "http://localhost.invalid/v1",
        "http://localhost./v1",
        "http://ｌｏｃａｌｈｏｓｔ/v1",
        "http://nas:8000/v1",
        "http://nas.local/v1",
        "http://192.168.0.7:8000/v1",
        "http://10.0.0.1/v1",
        "http://169.254.1.1/v1",
        "http://0.0.0.0:8000/v1",
        "http://127.1/v1",
        "http://2130706433/v1",
        "http://0x7f000001/v1",
        "http://128.0.0.1/v1",
        "http://[::]/v1",
        "http://[::2]/v1",
        "http://[::1%25lo]/v1",
        "http://[fe80::1]/v1",
        "http://[::ffff:192.168.0.7]/v1",
        "http://[::127.0.0.1]/v1",
        "http://[64:ff9b::7f00:1]/v1",
    ],
)
def test_whatever_else_may_be_elsewhere_is_refused(url: str) -> None:
    address = parse_address(url, "X")
    assert numbers(address.name) == ()
    with pytest.raises(ProblemError) as caught:
        refuse_beyond(address, LOCAL_ONLY)
    assert caught.value.problem.code is Code.LOCAL_ONLY
    assert caught.value.problem.facts == {"host": address.host}
    refuse_beyond(address, replace(LOCAL_ONLY, local_only=False))


def test_a_provider_elsewhere_is_refused_before_anything_else_is_asked_of_the_user() -> None:
    """No key is wanted for it, nor a leave for http."""
    for url in ("https://speech.invalid/v1", "http://speech.invalid/v1"):
        cause = configuration_problem(replace(LOCAL_ONLY, custom_base_url=url))
        assert cause is not None
        assert (cause.code, cause.facts) == (Code.LOCAL_ONLY, {"host": "speech.invalid"})
    cause = configuration_problem(replace(LOCAL_ONLY, ai_provider="openai"))
    assert cause is not None
    assert cause.code is Code.LOCAL_ONLY


def test_only_who_is_here_is_offered_to_try_again_with() -> None:
    assert [card.name for card in usable(LOCAL_ONLY)] == ["local", "custom"]
    assert [card.name for card in usable(replace(LOCAL_ONLY, local_only=False))] == [
        "local",
        "groq",
        "custom",
    ]


def test_a_mistyped_wish_for_privacy_is_a_wish_for_privacy() -> None:
    settings, (told,) = read_settings({"LOCAL_ONLY": Line("ture", 7)})
    assert settings.local_only
    assert told.facts["default"] == "on"

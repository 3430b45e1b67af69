"""A key goes to the server it was entered for, and comes back with its address."""

import pytest

from rapidwhisper.ui.settings.key_guard import KeyGuard


@pytest.fixture
def guard() -> KeyGuard:
    made = KeyGuard()
    made.trust("https://api.example.com")
    return made


def test_another_host_empties_the_field(guard: KeyGuard) -> None:
    assert guard.moved("evil.example", "sk-1") == ""
    assert guard.kept_from == "https://api.example.com"


@pytest.mark.parametrize("server", ["https://api.example.com:8443", "http://api.example.com"])
def test_another_port_and_the_way_without_encryption_empty_it_too(guard: KeyGuard, server: str) -> None:
    assert guard.moved(server, "sk-1") == ""


def test_the_old_host_brings_the_key_back(guard: KeyGuard) -> None:
    for host in ("a", "ap", "other"):
        guard.moved(host, "sk-1" if host == "a" else "")
    assert guard.moved("https://api.example.com", "") == "sk-1"
    assert guard.kept_from == ""


@pytest.mark.parametrize("host", ["", "https://api.example.com"])
def test_the_same_host_and_half_an_address_change_nothing(guard: KeyGuard, host: str) -> None:
    assert guard.moved(host, "sk-1") is None
    assert guard.kept_from == ""


def test_a_key_that_was_typed_for_the_new_host_stays(guard: KeyGuard) -> None:
    guard.moved("other.example", "sk-1")
    guard.typed("other.example")
    assert guard.kept_from == ""
    assert guard.moved("other.example", "sk-2") is None


def test_each_of_two_keys_comes_back_to_its_own_host(guard: KeyGuard) -> None:
    guard.moved("other.example", "sk-1")
    guard.typed("other.example")
    assert guard.moved("third.example", "sk-2") == ""
    assert guard.moved("other.example", "") == "sk-2"


def test_a_key_that_was_typed_before_the_address_waits_for_it() -> None:
    guard = KeyGuard()
    guard.typed("")
    for host in ("l", "lo", "localhost"):
        assert guard.moved(host, "sk-1") is None
    guard.settled("localhost")
    assert guard.moved("other", "sk-1") == ""


def test_without_a_key_nothing_is_put_away(guard: KeyGuard) -> None:
    assert guard.moved("other.example", "") is None
    assert guard.kept_from == ""

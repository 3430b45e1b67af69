"""While an address is typed, one sees what will become of it."""

import pytest

from rapidwhisper.core.address_note import AddressNote
from rapidwhisper.providers.address_note import note_on


@pytest.mark.parametrize("text", ["http://localhost:8000/v1", "http://localhost:8000/v1/"])
def test_a_good_address_needs_no_words(text: str) -> None:
    assert note_on(text) == AddressNote("http://localhost:8000")


def test_speech_goes_to_the_name_of_the_server() -> None:
    assert note_on("https://api.example.com:8443/v1").host == "api.example.com"


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_is_said_before_anything_is_typed(text: str) -> None:
    assert note_on(text) == AddressNote()


@pytest.mark.parametrize(
    ("text", "origin", "url"),
    [
        (" http://localhost:8000/v1", "http://localhost:8000", "http://localhost:8000/v1/"),
        ("localhost:8000/v1", "http://localhost:8000", "http://localhost:8000/v1/"),
        ("api.example.com/v1", "https://api.example.com", "https://api.example.com/v1/"),
        ("http://nas:80//v1/audio/transcriptions", "http://nas", "http://nas:80/v1/"),
        ("https://example.com/v1/models", "https://example.com", "https://example.com/v1/"),
    ],
)
def test_what_is_put_right_is_shown(text: str, origin: str, url: str) -> None:
    assert note_on(text) == AddressNote(origin, f"Will be used as {url}.")


def test_a_query_goes_along_and_is_not_shown() -> None:
    note = note_on("https://example.com/v1?code=secret")
    assert note.said == "Will be used as https://example.com/v1/, with what follows the question mark."


@pytest.mark.parametrize("text", ["localhost:8000", "http://localhost:8000/", "http://localhost:8000"])
def test_v1_is_suggested_where_there_is_no_path(text: str) -> None:
    better = "http://localhost:8000/v1/"
    assert note_on(text) == AddressNote("http://localhost:8000", f"Most servers answer at {better}.", better)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("http://a b/v1", "space"), ("http://me:pw@nas/v1", "password"), ("ftp://nas", "begin")],
)
def test_what_cannot_be_put_right_is_explained(text: str, reason: str) -> None:
    note = note_on(text)
    assert (note.host, note.better) == ("", "")
    assert reason in note.said
    assert "pw" not in note.said

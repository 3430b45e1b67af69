"""The rig itself: what somebody copied can be read, text and picture."""

from collections.abc import Iterator

import pytest

from tests.rig.clipboard import PNG, clipboard_holding, png, read_clipboard
from tests.rig.display import Display, x_server


@pytest.fixture(scope="module")
def display() -> Iterator[Display]:
    with x_server(window_manager=False) as made:
        yield made


def test_text_is_on_the_clipboard(display: Display) -> None:
    with clipboard_holding(display, "Привет 你好 👋".encode()):
        assert read_clipboard(display).decode() == "Привет 你好 👋"


def test_a_picture_is_on_the_clipboard(display: Display) -> None:
    picture = png(60, 40)
    with clipboard_holding(display, picture, PNG):
        assert read_clipboard(display, PNG) == picture

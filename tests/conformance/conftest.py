"""The program's way to speech recognition, with nothing kept or learnt from another test."""

from collections.abc import Iterator

import pytest

from rapidwhisper.providers.speech import SpeechToText


@pytest.fixture
def asks() -> Iterator[SpeechToText]:
    made = SpeechToText()
    yield made
    made.close()

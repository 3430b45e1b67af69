"""Recordings sent to a real server as the program sends them, and broken ones in their place."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from rapidwhisper.core.audio import Clip
from rapidwhisper.core.problem import Problem, ProblemError
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.speech import SpeechToText
from tests.contracts.transcriber import tone

NO_SOUND = b"no server can make sound of this"


def heard(asks: SpeechToText, settings: Settings, *, seconds: float = 1.0) -> str:
    return asks.text(tone(seconds), settings, Abort()).text


def refused(asks: SpeechToText, settings: Settings) -> Problem:
    with pytest.raises(ProblemError) as caught:
        heard(asks, settings)
    return caught.value.problem


@contextmanager
def going_out_as(body: bytes) -> Iterator[None]:
    """Meanwhile this is what arrives in the place of every recording."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Clip, "wav", lambda _clip: body)
        yield

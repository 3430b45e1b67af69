"""Invented phrases and real ones, with the real detector: what somebody says stays."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rapidwhisper.audio.file import read_clip
from rapidwhisper.audio.voice import speech_in
from rapidwhisper.core.audio import RATE, Clip
from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.core.settings import DEFAULTS, Settings
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.speech import SpeechToText
from tests.rig.speech import speech
from tests.rig.speech_server import Answer, SpeechServer


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with SpeechServer() as listening:
        yield listening


@pytest.fixture
def asks() -> Iterator[SpeechToText]:
    with closing(SpeechToText(hears=speech_in)) as made:
        yield made


@pytest.fixture
def thanks(tmp_path: Path) -> Clip:
    return read_clip(speech("thank you", tmp_path))


@pytest.fixture
def noise() -> Clip:
    return Clip(np.random.default_rng(7).normal(0, 300, 4 * RATE).astype(np.int16))


def custom(server: SpeechServer) -> Settings:
    return Settings(ai_provider="custom", custom_base_url=server.url)


def groq(server: SpeechServer) -> Settings:
    return replace(DEFAULTS, ai_provider="groq", groq_api_key="key", groq_base_url=server.url)


def verbose(*segments: dict[str, Any]) -> Answer:
    """As Groq answers, with more than is read."""
    text = "".join(each["text"] for each in segments)
    told = [{"id": number, "seek": 0, "temperature": 0, **each} for number, each in enumerate(segments)]
    body = {"task": "transcribe", "language": "English", "duration": 4, "text": text, "segments": told}
    return Answer(json.dumps(body).encode())


def segment(text: str, no_speech: float, logprob: float = -0.3, **times: float) -> dict[str, Any]:
    return {"text": text, "no_speech_prob": no_speech, "avg_logprob": logprob, **times}


def heard_nothing(asks: SpeechToText, clip: Clip, settings: Settings) -> bool:
    with pytest.raises(ProblemError) as caught:
        asks.text(clip, settings, Abort())
    return caught.value.problem.code is Code.NOTHING_RECOGNISED


def test_somebody_who_says_thank_you_gets_it(asks: SpeechToText, server: SpeechServer, thanks: Clip) -> None:
    server.answers("Thank you.")
    assert asks.text(thanks, custom(server), Abort()).text == "Thank you."
    server.answers(verbose(segment(" Thank you.", 0.05, start=0, end=1.4)))
    assert asks.text(thanks, groq(server), Abort()).text == "Thank you."


def test_noise_that_is_said_to_be_thank_you_is_nothing(
    asks: SpeechToText, server: SpeechServer, noise: Clip
) -> None:
    server.answers("Thank you.")
    assert heard_nothing(asks, noise, custom(server))
    server.answers(verbose(segment(" Thank you.", 0.05)))
    assert heard_nothing(asks, noise, groq(server))


def test_other_words_in_noise_are_not_doubted(asks: SpeechToText, server: SpeechServer, noise: Clip) -> None:
    server.answers("Turn it off.")
    assert asks.text(noise, custom(server), Abort()).text == "Turn it off."


def test_only_the_pause_at_the_end_became_a_phrase(
    asks: SpeechToText, server: SpeechServer, thanks: Clip, noise: Clip
) -> None:
    """“Thank you” is said at the beginning, and invented for the four seconds of noise behind it."""
    clip = Clip(np.concatenate((thanks.samples, noise.samples)))
    server.answers(
        verbose(
            segment(" Thank you.", 0.05, start=0.0, end=thanks.seconds),
            segment(" Thank you.", 0.4, start=clip.seconds - 2, end=clip.seconds),
        )
    )
    assert asks.text(clip, groq(server), Abort()).text == "Thank you."


def test_what_whisper_takes_for_silence_is_left_out_only_where_nothing_is_heard(
    asks: SpeechToText, server: SpeechServer, thanks: Clip, noise: Clip
) -> None:
    """It takes mumbled words for silence, too."""
    clip = Clip(np.concatenate((thanks.samples, noise.samples)))
    server.answers(
        verbose(
            segment(" Send it.", 0.8, -1.4, start=0.0, end=thanks.seconds),
            segment(" I'm going to the", 0.8, -1.4, start=clip.seconds - 2, end=clip.seconds),
        )
    )
    assert asks.text(clip, groq(server), Abort()).text == "Send it."


def test_the_log_says_how_much_was_left_out_and_not_what(
    asks: SpeechToText, server: SpeechServer, noise: Clip, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    server.answers("Thanks for watching!")
    assert heard_nothing(asks, noise, custom(server))
    assert "left out what nobody said: 20 of 20 letters" in caplog.text
    assert "watching" not in caplog.text

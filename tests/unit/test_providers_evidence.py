"""The text without what nobody said; in doubt the text as it came."""

import json
from typing import Any

import numpy as np
import pytest

from rapidwhisper.core.audio import RATE, Clip, Samples
from rapidwhisper.core.phantoms import Stretch
from rapidwhisper.providers.answers import Answer
from rapidwhisper.providers.evidence import spoken, stretches

PIECE = Clip(np.zeros(30 * RATE, np.int16))


def deaf(_sound: Samples) -> bool:
    return False


def answer(*segments: Any) -> Answer:
    text = "".join(segment["text"] for segment in segments if isinstance(segment, dict)).strip()
    return Answer(200, {}, json.dumps({"text": text, "segments": segments}).encode())


def segment(text: str, **facts: Any) -> dict[str, Any]:
    return {"text": text, "start": 1.0, "end": 2.0, "no_speech_prob": 0.01, "avg_logprob": -0.2, **facts}


def test_each_segment_tells_of_itself() -> None:
    (found,) = stretches(answer(segment(" Hello.", no_speech_prob=0.25)), "Hello.")
    assert found == Stretch(" Hello.", 1.0, 2.0, 0.25, -0.2)


def test_a_phantom_at_the_end_goes_and_the_rest_stays_to_the_letter() -> None:
    whole = answer(segment(" One,  two."), segment(" Three."), segment(" Thank you.", no_speech_prob=0.9))
    text = "One,  two. Three. Thank you."
    assert spoken(text, stretches(whole, text), PIECE, deaf) == "One,  two. Three."


def test_segments_without_blanks_are_joined_with_them() -> None:
    whole = answer(segment("One."), segment("Two."), segment("Bye.", no_speech_prob=0.9))
    text = "One. Two. Bye."
    assert spoken(text, stretches(whole, text), PIECE, deaf) == "One. Two."


def test_nothing_dropped_means_the_text_as_it_came() -> None:
    text = "One,\n two."
    assert spoken(text, stretches(answer(segment("One,"), segment("two.")), text), PIECE, deaf) == text


@pytest.mark.parametrize(
    "body",
    [
        b'{"text": "One two."}',
        b'{"text": "One two.", "segments": null}',
        b'{"text": "One two.", "segments": []}',
        b'{"text": "One two.", "segments": 5}',
        b'{"text": "One two.", "segments": ["One two."]}',
        b'{"text": "One two.", "segments": [{"start": 0}]}',
        b'{"text": "One two.", "segments": [{"text": "One"}]}',
        b"One two.",
        b"[1]",
    ],
)
def test_odd_segments_are_no_segments(body: bytes) -> None:
    assert stretches(Answer(200, {}, body), "One two.") == (Stretch("One two."),)


@pytest.mark.parametrize("odd", [None, "0.9", float("nan"), float("inf"), 1e308, 10**400, [], {}])
def test_an_odd_number_is_no_evidence(odd: object) -> None:
    facts = dict.fromkeys(("start", "end", "no_speech_prob", "avg_logprob"), odd)
    (found,) = stretches(answer(segment("Hi.", **facts)), "Hi.")
    assert found == Stretch("Hi.")


@pytest.mark.parametrize(
    ("start", "stop", "seconds"),
    [
        (10.0, 12.0, (9, 13)),
        (0.2, 1.0, (0, 2)),
        (29.5, 31.0, (28.5, 30)),
        (80.0, 82.0, (0, 30)),
        (5, 4, (0, 30)),
    ],
)
def test_where_the_phrase_should_be_is_listened_to_and_a_second_around_it(
    start: float, stop: float, seconds: tuple[float, float]
) -> None:
    piece = Clip(np.arange(30 * RATE, dtype=np.int32).astype(np.int16))
    listened: list[Samples] = []

    def hears(sound: Samples) -> bool:
        listened.append(sound)
        return True

    assert spoken("Bye.", (Stretch("Bye.", start, stop),), piece, hears) == "Bye."
    (sound,) = listened
    assert np.array_equal(sound, piece.samples[int(seconds[0] * RATE) : int(seconds[1] * RATE)])


def test_half_a_surrogate_pair_does_not_reach_the_text() -> None:
    segments = b'[{"text": "One.\\ud83d"}, {"text": "Bye.", "no_speech_prob": 1}]'
    body = b'{"text": "One.\\ud83dBye.", "segments": ' + segments + b"}"
    text = "One.\ufffdBye."
    assert spoken(text, stretches(Answer(200, {}, body), text), PIECE, deaf).isprintable()

"""Recordings with a number in each word are speech with pauses to the program, whatever the tones add."""

import itertools

import numpy as np
import pytest

from rapidwhisper.audio.voice import CHUNK, PROBABLE, load_detector
from rapidwhisper.core.audio import RATE, Samples
from tests.rig.tone_code import decode
from tests.rig.tone_speech import RECIPES, Recipe, spoken

SHORTEST_PAUSE_S = 0.3


def speech_by_chunk(samples: Samples) -> list[bool]:
    detector = load_detector()
    chunks = samples[: len(samples) // CHUNK * CHUNK].reshape(-1, CHUNK)
    return [detector(chunk.tobytes()) >= PROBABLE for chunk in chunks]


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_every_word_of_a_long_recording_is_understood_and_heard_as_speech(recipe: Recipe) -> None:
    said = recipe.make()
    assert recipe.seconds <= len(said.samples) / RATE <= recipe.seconds + 3
    assert decode(said.samples) == said.words
    heard = speech_by_chunk(said.samples)
    words = said.places
    for start, stop in words:
        assert sum(heard[start // CHUNK : stop // CHUNK + 1]) >= 2
    pauses = [
        (end, begin)
        for (_, end), (begin, _) in itertools.pairwise(words)
        if begin - end >= SHORTEST_PAUSE_S * 2 * RATE
    ]
    assert len(pauses) > recipe.seconds / 8, "a clear pause every few seconds"
    for end, begin in pauses:
        quiet = itertools.groupby(heard[end // CHUNK : begin // CHUNK])
        longest = max((len(list(run)) for speech, run in quiet if not speech), default=0)
        assert longest * CHUNK >= SHORTEST_PAUSE_S * RATE


def test_a_recipe_makes_the_same_recording_each_time() -> None:
    one, again = RECIPES[0].make(), RECIPES[0].make()
    assert np.array_equal(one.samples, again.samples)
    assert one.words == again.words


def test_words_are_spoken_in_the_order_asked_for() -> None:
    said = spoken([7, 7, 3, 4095])
    assert decode(said.samples) == [7, 7, 3, 4095]
    assert said.text == "w7 w7 w3 w4095"

"""Minutes of real speech, cut where the detector hears pauses: the text is to the word that of the whole.

Each word carries its number in tones: one that is lost, doubled, displaced or cut shows, whatever the codec.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest

from rapidwhisper.audio.voice import Activity, SpeechGate, load_detector
from rapidwhisper.core.audio import RATE, Clip, Samples
from rapidwhisper.core.settings import Settings, UploadFormat
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.speech import SpeechToText
from tests.rig.speech_server import SpeechServer
from tests.rig.tone_speech import RECIPES, Recipe, Spoken, understands

BLOCK = RATE // 100


@dataclass(frozen=True, slots=True)
class Recorded:
    said: Spoken
    blocks: list[tuple[Samples, Activity]]
    """As the recorder hears them."""


@pytest.fixture(scope="module", params=RECIPES, ids=lambda recipe: recipe.name)
def recorded(request: pytest.FixtureRequest) -> Recorded:
    recipe: Recipe = request.param
    said = recipe.make()
    gate = SpeechGate(load_detector(), pauses=True)
    cut = (said.samples[start : start + BLOCK] for start in range(0, len(said.samples), BLOCK))
    return Recorded(said, [(block, gate.feed(block)) for block in cut])


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with SpeechServer() as server:
        server.answers(understands)
        yield server


def test_no_pause_is_heard_within_a_word(recorded: Recorded) -> None:
    pauses = [at for _, activity in recorded.blocks for at in activity.pauses]
    assert len(pauses) > len(recorded.said.samples) / RATE / 8, "long speech would be sent at the end"
    assert not [at for at in pauses if any(start < at < stop for start, stop in recorded.said.places)]


def test_the_text_of_the_segments_is_that_of_the_whole(recorded: Recorded, server: SpeechServer) -> None:
    settings = configured(server, UploadFormat.FLAC)
    with closing(SpeechToText()) as asks:
        whole = asks.text(Clip(recorded.said.samples), settings, Abort()).text
        assert sent_ahead(asks, recorded, settings) == whole == recorded.said.text
    assert len(server.requests) > len(recorded.said.samples) / RATE / 16


@pytest.mark.parametrize("recorded", [RECIPES[2]], indirect=True, ids=lambda recipe: recipe.name)
def test_nor_does_a_lossy_codec_lose_a_word(recorded: Recorded, server: SpeechServer) -> None:
    with closing(SpeechToText()) as asks:
        assert sent_ahead(asks, recorded, configured(server, UploadFormat.OPUS)) == recorded.said.text


def configured(server: SpeechServer, wish: UploadFormat) -> Settings:
    return Settings(ai_provider="custom", custom_base_url=server.url, upload_format=wish)


def sent_ahead(asks: SpeechToText, recorded: Recorded, settings: Settings) -> str:
    clip = Clip(recorded.said.samples)
    ahead = asks.follow(settings)
    for block, activity in recorded.blocks:
        ahead.heard(block, speech=activity.speech)
        for at in activity.pauses:
            ahead.paused(at)
    return asks.text_of_followed(ahead, clip.seconds, lambda: clip, settings, Abort()).text

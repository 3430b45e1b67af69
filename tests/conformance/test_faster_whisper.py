"""What our client and a server that we did not write make of each other."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import httpx2
import pytest

from rapidwhisper.core.events import Event, Transcribed
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.settings import SERVERS, Settings
from rapidwhisper.providers import custom
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.capabilities import Capabilities, Format
from rapidwhisper.providers.learnt import NOTHING, LearntServers
from rapidwhisper.providers.nearby import nearby
from rapidwhisper.providers.speech import SpeechToText
from rapidwhisper.providers.transcriber import ThreadTranscriber
from tests.conformance.asking import NO_SOUND, going_out_as, heard, refused
from tests.conformance.faster_whisper import faster_whisper
from tests.conformance.real_server import SENTENCE, RealServer, Served
from tests.contracts.transcriber import tone
from tests.rig.process import wait_until
from tests.rig.recordings import Recordings


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealServer]:
    with faster_whisper(tmp_path_factory.mktemp("faster-whisper")) as listening:
        yield listening


@pytest.fixture
def settings(server: RealServer) -> Settings:
    return Settings(ai_provider="custom", custom_base_url=server.url)


def test_its_address_alone_brings_the_sentence(asks: SpeechToText, settings: Settings) -> None:
    assert heard(asks, settings) == SENTENCE


def test_key_model_language_and_prompt_do_not_stand_in_the_way(
    asks: SpeechToText, server: RealServer
) -> None:
    """It looks for the model in another field, has no keys, and begins behind the prompt."""
    settings = Settings(
        ai_provider="custom",
        custom_base_url=server.url,
        custom_api_key="fx-4711-canary-0815",
        custom_model="openai/whisper-large-v3",
        language="ru",
        prompt="Kubernetes, Графана",
    )
    assert heard(asks, settings) == SENTENCE


def test_the_core_is_told_the_sentence(settings: Settings) -> None:
    events: list[Event] = []
    transcriber = ThreadTranscriber(events.append, Recordings(lambda _: tone(2)))
    transcriber.start(1, 1, settings)
    wait_until(lambda: events, "the answer", seconds=30)
    assert events == [Transcribed(1, 1, SENTENCE, "custom")]
    transcriber.close()


def test_speech_that_its_engine_hears_in_three_parts_is_complete(
    asks: SpeechToText, settings: Settings
) -> None:
    assert heard(asks, settings, seconds=65) == " ".join([SENTENCE] * 3)


def test_one_connection_serves_all_and_a_list_of_models_is_not_missed(
    asks: SpeechToText, server: RealServer, settings: Settings
) -> None:
    before = len(server.served())
    asks.warm_up(settings)
    for _ in range(3):
        assert heard(asks, settings) == SENTENCE
    served = server.served()[before:]
    connection = served[0].connection
    spoken = Served(connection, "POST /v1/audio/transcriptions", 200)
    assert served == [Served(connection, "GET /v1/models", 404), spoken, spoken, spoken]


def test_it_fails_and_hangs_up_over_an_unreadable_file_and_the_next_dictation_works(
    asks: SpeechToText, server: RealServer, settings: Settings
) -> None:
    host = httpx2.URL(server.url).netloc.decode()
    failure = problem(Code.SERVER_ERROR, host=host, status=500, detail="Internal Server Error")
    with going_out_as(NO_SOUND):
        assert refused(asks, settings) == failure
    assert heard(asks, settings) == SENTENCE
    failed, worked = server.served()[-2:]
    assert (failed.status, worked.status) == (500, 200)
    assert failed.connection != worked.connection


def test_it_takes_flac_and_what_it_tells_of_silence_leaves_the_sentence_as_it_is(
    server: RealServer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    can = Capabilities(formats=(Format.FLAC, Format.WAV), evidence=True)
    known = {"custom": replace(custom.PROVIDER, capabilities=can)}
    monkeypatch.setattr("rapidwhisper.providers.registry.PROVIDERS", known)
    learnt = LearntServers(None)
    with closing(SpeechToText(learnt=learnt)) as asks:
        assert heard(asks, settings) == SENTENCE
    assert learnt.of(server.url.rstrip("/")) == NOTHING


def test_the_plain_text_that_it_refuses_is_never_asked_for(
    asks: SpeechToText, server: RealServer, settings: Settings
) -> None:
    answer = httpx2.post(
        f"{server.url}audio/transcriptions",
        files={"file": ("audio.wav", tone(1).wav())},
        data={"response_format": "text"},
    )
    assert answer.status_code == 400
    assert heard(asks, settings) == SENTENCE


def test_an_address_without_v1_is_told_with_the_place_where_nothing_was(
    asks: SpeechToText, server: RealServer
) -> None:
    url = server.url.removesuffix("/v1/")
    told = refused(asks, Settings(ai_provider="custom", custom_base_url=url))
    assert told.code is Code.NOT_FOUND
    assert told.facts["url"] == f"{url}/audio/transcriptions"


def test_it_is_none_of_the_servers_that_are_known_and_has_no_list_of_models(
    server: RealServer, settings: Settings
) -> None:
    learnt = LearntServers(None)
    asks = SpeechToText(learnt=learnt)
    assert asks.models(settings, Abort()) is None
    assert heard(asks, settings) == SENTENCE
    assert learnt.of(server.url.rstrip("/")).kind == ""
    assert nearby((httpx2.URL(server.url).port or 0,)) == ()
    asks.close()


@pytest.mark.parametrize("kind", SERVERS)
def test_what_is_sent_to_any_known_kind_of_server_brings_the_sentence_here_too(
    asks: SpeechToText, settings: Settings, kind: str
) -> None:
    assert heard(asks, replace(settings, custom_server=kind)) == SENTENCE

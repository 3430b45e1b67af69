"""What our client and vLLM make of each other. `tests/conformance/vllm.sh` installs vLLM and runs this."""

import os
import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from rapidwhisper.core.problem import Code, Problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers import custom
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.answers import RefusedError
from rapidwhisper.providers.capabilities import Format
from rapidwhisper.providers.client import Request, SpeechClient
from rapidwhisper.providers.encode import sound_file
from rapidwhisper.providers.endpoint import endpoint
from rapidwhisper.providers.lessons import too_large
from rapidwhisper.providers.servers import vllm
from rapidwhisper.providers.speech import SpeechToText
from tests.conformance.asking import NO_SOUND, going_out_as, heard, refused
from tests.conformance.real_server import SENTENCE, RealServer, Served, make_model, real_server
from tests.contracts.transcriber import tone

KEY = "fx-4711-canary-0815"
MODEL = "made-by-the-tests"
QUARTER_OF_AN_HOUR_S = 900.0
"""27 MB in one piece, which is more than vLLM takes."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealServer]:
    folder = tmp_path_factory.mktemp("vllm")
    programs = Path(os.environ["VLLM_PROGRAMS"])
    make_model(programs / "python", "vllm_model", folder / "model")
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = str(unused.getsockname()[1])
    command = [str(programs / "vllm"), "serve", str(folder / "model"), "--served-model-name", MODEL]
    command += ["--host", "127.0.0.1", "--port", port, "--api-key", KEY]
    # What it takes of the memory is small, however the option is called, and nothing is compiled beforehand.
    command += ["--gpu-memory-utilization", "0.2", "--enforce-eager", "--dtype", "float32"]
    listens = r"vLLM server on (http://[\d.:]+).*startup complete"
    with real_server(command, folder, listens, seconds=300) as listening:
        yield listening


@pytest.fixture
def settings(server: RealServer) -> Settings:
    return Settings(ai_provider="custom", custom_base_url=server.url, custom_api_key=KEY, custom_model=MODEL)


@pytest.mark.parametrize("model", [MODEL, ""], ids=["named", "the server's choice"])
@pytest.mark.parametrize("language", ["", "ru"], ids=["any language", "Russian"])
@pytest.mark.parametrize("prompt", ["", "Kubernetes, Графана"], ids=["no prompt", "prompt"])
def test_the_sentence_comes_whatever_of_the_settings_is_set(
    asks: SpeechToText, settings: Settings, model: str, language: str, prompt: str
) -> None:
    assert heard(asks, replace(settings, custom_model=model, language=language, prompt=prompt)) == SENTENCE


def test_its_preset_brings_the_sentence_too(asks: SpeechToText, settings: Settings) -> None:
    assert heard(asks, replace(settings, custom_server="vllm")) == SENTENCE


@pytest.mark.parametrize("key", ["", "fx-wrong-canary-0815"], ids=["none", "wrong"])
def test_a_missing_or_wrong_key_is_told_as_such(asks: SpeechToText, settings: Settings, key: str) -> None:
    told = refused(asks, replace(settings, custom_api_key=key))
    assert (told.code, told.facts["detail"]) == (Code.KEY_REFUSED, "Unauthorized")


def test_an_unknown_model_is_told_with_those_that_exist(asks: SpeechToText, settings: Settings) -> None:
    told = refused(asks, replace(settings, custom_model="whisper-9"))
    assert told.code is Code.MODEL_NOT_FOUND
    assert told.facts["detail"] == f"The model `whisper-9` does not exist. Valid aliases: {MODEL}."


def test_a_language_that_it_does_not_know_is_told(asks: SpeechToText, settings: Settings) -> None:
    _assert_refused(refused(asks, replace(settings, language="xx")), "Unsupported language: 'xx'")


def test_a_language_that_it_does_not_know_is_named_once_its_list_has_shown_what_it_is(
    asks: SpeechToText, settings: Settings
) -> None:
    settings = replace(settings, language="xx")
    asks.warm_up(settings)
    told = refused(asks, settings)
    assert (told.code, told.facts["language"]) == (Code.LANGUAGE_UNSUPPORTED, "xx")


def test_audio_that_it_cannot_read_is_told(asks: SpeechToText, settings: Settings) -> None:
    with going_out_as(NO_SOUND):
        _assert_refused(refused(asks, settings), "Invalid or corrupted audio data")


def test_more_than_it_takes_at_once_is_known_for_what_it_is(settings: Settings) -> None:
    to = endpoint(custom.PROVIDER.account(settings), settings)
    whole = sound_file(tone(QUARTER_OF_AN_HOUR_S), Format.WAV)
    with closing(SpeechClient()) as client, pytest.raises(RefusedError) as caught:
        client.ask(Request(to, whole, {}, 60.0, vllm.KIND.explain, ()), Abort())
    assert caught.value.problem.code is Code.TOO_LARGE
    assert too_large(caught.value.answer)


def _assert_refused(told: Problem, detail: str) -> None:
    assert (told.code, told.facts["status"]) == (Code.REQUEST_REFUSED, "400")
    assert told.facts["detail"].startswith(detail)


def test_a_quarter_of_an_hour_goes_out_in_parts_and_comes_back_complete(
    asks: SpeechToText, settings: Settings
) -> None:
    text = heard(asks, settings, seconds=QUARTER_OF_AN_HOUR_S)
    times = text.count(SENTENCE)
    assert text == " ".join([SENTENCE] * times)
    assert times >= QUARTER_OF_AN_HOUR_S / 30  # Whisper hears 30 s at once


def test_one_connection_serves_all(asks: SpeechToText, server: RealServer, settings: Settings) -> None:
    before = len(server.served())
    asks.warm_up(settings)
    refused(asks, replace(settings, language="xx"))
    assert heard(asks, settings) == SENTENCE
    served = server.served()[before:]
    connection, post = served[0].connection, "POST /v1/audio/transcriptions"
    posted = [Served(connection, post, status) for status in (400, 200)]
    assert list(dict.fromkeys(served)) == [Served(connection, "GET /v1/models", 200), *posted]

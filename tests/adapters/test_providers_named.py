"""Groq, OpenAI and GLM as a server sees them: path, key, model and fields of the request."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from rapidwhisper.core.audio import RATE, Clip
from rapidwhisper.core.problem import Code
from rapidwhisper.core.settings import DEFAULTS, Settings
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.registry import PROVIDERS, configuration_problem, describe, model_notice
from rapidwhisper.providers.speech import SpeechToText
from tests.contracts.transcriber import tone
from tests.rig.coded import coded, sound, understands, words
from tests.rig.speech_server import Request, SpeechServer

NAMED = ("groq", "openai", "glm")
PATHS = {"groq": "/openai/v1", "openai": "/v1", "glm": "/api/paas/v4"}
FORMATS = {"groq": "flac", "openai": "flac", "glm": "wav"}
EVIDENCE = {name: {"response_format": "verbose_json"} for name in ("groq", "whisper-1")}
"""Whisper tells how likely it is that nobody spoke; newer models do not."""
PROMPT = "Kubernetes, Grafana"


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with SpeechServer() as listening:
        yield listening


def configured(name: str, server: SpeechServer | None = None, **more: str) -> Settings:
    """The provider with a key, and its address on this computer."""
    values = {f"{name}_api_key": f"key-of-{name}", **more}
    if server is not None:
        values[f"{name}_base_url"] = f"http://127.0.0.1:{server.port}{PATHS[name]}/"
    return replace(DEFAULTS, ai_provider=name, **values)  # type: ignore[arg-type]


def asked(settings: Settings, server: SpeechServer, clip: Clip | None = None) -> Request:
    """The last request that came of it."""
    speech = SpeechToText()
    try:
        speech.text(clip or tone(1.0), settings, Abort())
    finally:
        speech.close()
    return server.requests[-1]


@pytest.mark.parametrize("name", NAMED)
def test_the_request_goes_to_the_providers_path_with_its_key_and_model(
    name: str, server: SpeechServer
) -> None:
    server.answers("words")
    request = asked(configured(name, server), server)
    assert request.path == f"{PATHS[name]}/audio/transcriptions"
    assert request.headers["authorization"] == f"Bearer key-of-{name}"
    assert request.fields == {"model": PROVIDERS[name].model, **EVIDENCE.get(name, {})}
    assert request.lists == {}
    assert request.file is not None
    kind = FORMATS[name]
    assert (request.file.name, request.file.mime) == (f"audio.{kind}", f"audio/{kind}")
    assert request.file.data.startswith({"wav": b"RIFF", "flac": b"fLaC"}[kind])


@pytest.mark.parametrize("name", NAMED)
def test_without_settings_the_real_address_is_used(name: str) -> None:
    hosts = {"groq": "api.groq.com", "openai": "api.openai.com", "glm": "open.bigmodel.cn"}
    assert describe(configured(name)).url == f"https://{hosts[name]}{PATHS[name]}"


@pytest.mark.parametrize("name", NAMED)
def test_a_missing_key_is_told_before_anything_is_sent(name: str) -> None:
    told = configuration_problem(replace(DEFAULTS, ai_provider=name))
    assert told is not None
    assert told.code is Code.KEY_MISSING
    assert told.facts["key"] == f"{name.upper()}_API_KEY"
    assert configuration_problem(configured(name)) is None


@pytest.mark.parametrize("model", ["whisper-large-v3", "whisper-large-v3-turbo"])
def test_groq_takes_language_and_prompt(model: str, server: SpeechServer) -> None:
    server.answers("words")
    request = asked(configured("groq", server, groq_model=model, language="RU", prompt=PROMPT), server)
    assert request.fields == {"model": model, "language": "ru", "prompt": PROMPT, **EVIDENCE["groq"]}


def test_gpt_transcribe_takes_lists_and_no_older_fields(server: SpeechServer) -> None:
    server.answers("words")
    settings = configured("openai", server, language="ru", prompt="Kubernetes, <b>Grafana</b>; ,")
    request = asked(settings, server)
    assert request.fields == {"model": "gpt-transcribe"}
    assert request.lists == {"languages[]": ["ru"], "keywords[]": ["Kubernetes", "bGrafana/b"]}


@pytest.mark.parametrize("model", ["whisper-1", "gpt-4o-transcribe", "gpt-4o-mini-transcribe"])
def test_openais_older_models_take_language_and_prompt(model: str, server: SpeechServer) -> None:
    server.answers("words")
    settings = configured("openai", server, openai_model=model, language="ru", prompt=PROMPT)
    older = {"model": model, "language": "ru", "prompt": PROMPT}
    assert asked(settings, server).fields == {**older, **EVIDENCE.get(model, {})}


def test_glm_takes_no_language_and_a_list_without_brackets(server: SpeechServer) -> None:
    server.answers("words")
    request = asked(configured("glm", server, language="zh", prompt=PROMPT), server)
    assert request.fields == {"model": "glm-asr-2512"}
    assert request.lists == {"hotwords": PROMPT.split(", ")}


def test_glm_gets_75_seconds_in_pieces_of_at_most_30_joined_in_order(server: SpeechServer) -> None:
    server.answers(understands)
    speech = SpeechToText()
    try:
        text = speech.text(coded(75), configured("glm", server), Abort()).text
    finally:
        speech.close()
    assert text.split() == words(75)
    assert max(len(sound(request)) for request in server.requests) <= 30 * RATE


def test_a_chat_model_for_glm_is_replaced_and_told(server: SpeechServer) -> None:
    server.answers("words")
    settings = configured("glm", server, glm_model="glm-4-voice")
    assert asked(settings, server).fields["model"] == "glm-asr-2512"
    assert describe(settings).model == "glm-asr-2512"
    notice = model_notice(settings)
    assert notice is not None
    assert notice.facts == {"model": "glm-4-voice", "used": "glm-asr-2512"}


@pytest.mark.parametrize("name", [*NAMED, "custom", "local"])
def test_a_fitting_model_is_no_news(name: str) -> None:
    assert model_notice(replace(DEFAULTS, ai_provider=name)) is None

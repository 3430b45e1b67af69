"""Keys out of the keyring: in no message and in no log, and fetched anew once a server has refused them."""

from collections.abc import Iterator

import pytest

from rapidwhisper.config.keys import Keys
from rapidwhisper.core.audio import Clip
from rapidwhisper.core.parse import IN_KEYRING
from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.speech import SpeechToText
from rapidwhisper.providers.transcriber import ThreadTranscriber
from tests.contracts.transcriber import tone
from tests.rig.fakes_keyring import FakeKeyring
from tests.rig.process import wait_until
from tests.rig.recordings import Recordings
from tests.rig.speech_server import SpeechServer, as_json

KEY = "fx-4711-canary"
REFUSED = as_json({"error": {"message": "no such key"}}, 401)


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with SpeechServer() as listening:
        yield listening


@pytest.fixture
def settings(server: SpeechServer) -> Settings:
    return Settings(
        ai_provider="custom", custom_base_url=server.url, custom_api_key=IN_KEYRING, custom_model="tiny"
    )


@pytest.fixture
def ring() -> FakeKeyring:
    made = FakeKeyring()
    made.kept = {"CUSTOM_API_KEY": KEY}
    return made


@pytest.fixture
def keys(ring: FakeKeyring) -> Keys:
    return Keys(ring)


@pytest.fixture
def speech(keys: Keys) -> Iterator[SpeechToText]:
    made = SpeechToText(filled=keys.filled, refused=keys.forget)
    yield made
    made.close()


def test_a_key_that_was_changed_in_the_keyring_works_after_one_refusal(
    server: SpeechServer, settings: Settings, ring: FakeKeyring, speech: SpeechToText
) -> None:
    speech.text(tone(0.5), settings, Abort())
    ring.kept["CUSTOM_API_KEY"] = "fx-0815-canary"
    server.answers(REFUSED)
    with pytest.raises(ProblemError) as caught:
        speech.text(tone(0.5), settings, Abort())
    assert caught.value.problem.code is Code.KEY_REFUSED
    server.answers("with the new one")
    assert speech.text(tone(0.5), settings, Abort()).text == "with the new one"
    assert server.requests[-1].headers["authorization"] == "Bearer fx-0815-canary"


def test_asking_for_the_models_finds_a_changed_key_too(
    server: SpeechServer, settings: Settings, ring: FakeKeyring, speech: SpeechToText
) -> None:
    server.listing = REFUSED
    for _ in range(2):
        with pytest.raises(ProblemError):
            speech.models(settings, Abort())
    assert ring.asked == 2


def test_a_server_that_quotes_the_key_in_its_models_is_not_quoted(
    server: SpeechServer, settings: Settings, speech: SpeechToText
) -> None:
    server.answers(as_json({"error": {"message": "no `tiny`", "code": "model_not_found"}}, 404))
    server.listing = as_json({"object": "list", "data": [{"id": f"whisper-of-{KEY}"}]})
    with pytest.raises(ProblemError) as caught:
        speech.text(tone(0.5), settings, Abort())
    assert caught.value.problem.facts["models"] == "***"


def test_an_unforeseen_fault_is_logged_without_the_key(
    settings: Settings, keys: Keys, caplog: pytest.LogCaptureFixture
) -> None:
    def load(_: int) -> Clip:
        raise RuntimeError(f"header Bearer {keys.read('CUSTOM_API_KEY')}")

    ThreadTranscriber(lambda _: None, Recordings(load), fetched=lambda: keys.secrets).start(1, 1, settings)
    wait_until(lambda: "RuntimeError" in caplog.text, "it is told")
    assert "4711" not in caplog.text


def test_a_warm_up_that_breaks_off_is_a_line_in_the_log_and_no_more(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    def unable(_: Settings) -> Settings:
        raise FileNotFoundError("the file of certificates")

    ThreadTranscriber(lambda _: None, Recordings(lambda _: tone(1)), SpeechToText(filled=unable)).warm_up(
        settings
    )
    wait_until(lambda: "FileNotFoundError" in caplog.text, "it is told")
    assert "not warmed up" in caplog.text

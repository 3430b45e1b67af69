"""A provider tried out, against a real server on this computer."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from rapidwhisper.audio.file import read_clip
from rapidwhisper.core.audio import Clip
from rapidwhisper.core.check import Check, Verdict
from rapidwhisper.core.problem import AHEAD, Code
from rapidwhisper.core.settings import Settings
from rapidwhisper.doctor.providers import SAMPLE
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.speech import SpeechToText
from rapidwhisper.providers.trial import try_provider
from rapidwhisper.ui.messages import message
from tests.rig.known_servers import ROWS
from tests.rig.speech_server import Answer, SpeechServer, as_json, drop, hang, html, plain

KEY = "sk-canary-0123456789"


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with SpeechServer() as listening:
        yield listening


@pytest.fixture(scope="module")
def sample() -> Clip:
    return read_clip(SAMPLE)


def tried(
    server: SpeechServer, *, sample: Clip | None = None, model: str = "", key: str = KEY
) -> tuple[Check, ...]:
    settings = Settings(
        ai_provider="custom", custom_base_url=server.url, custom_model=model, custom_api_key=key
    )
    with closing(SpeechToText()) as speech:
        return try_provider(speech, settings, sample=sample, abort=Abort())


def code(check: Check) -> Code | None:
    return check.problem.code if check.problem is not None else None


def test_a_server_that_lists_its_models_is_all_right_and_is_sent_no_speech(server: SpeechServer) -> None:
    (check,) = tried(server, model="whisper-1")
    assert (check.name, check.verdict, check.problem) == ("provider/custom", Verdict.OK, None)
    assert check.found.endswith("lists models: 1.")
    assert server.requests == []
    (asked,) = server.others
    assert asked.path == "/v1/models"
    assert asked.headers["authorization"] == f"Bearer {KEY}"


def test_without_a_key_none_is_sent(server: SpeechServer) -> None:
    tried(server, key="")
    assert "authorization" not in server.others[0].headers


def test_a_model_that_is_not_listed_is_a_warning_with_the_models_that_are(server: SpeechServer) -> None:
    (check,) = tried(server, model="whisper-9")
    assert (check.verdict, code(check)) == (Verdict.WARNING, Code.MODEL_UNLISTED)
    assert check.problem is not None
    assert check.problem.facts == {"model": "whisper-9", "models": "whisper-1", AHEAD: "yes"}


def test_glm_lists_its_chat_models_only_so_its_speech_model_is_not_missed(server: SpeechServer) -> None:
    server.listing = as_json({"object": "list", "data": [{"id": "glm-5", "object": "model"}]})
    settings = Settings(ai_provider="glm", glm_base_url=server.url, glm_api_key=KEY)
    with closing(SpeechToText()) as speech:
        (check,) = try_provider(speech, settings, sample=None, abort=Abort())
    assert (check.verdict, check.problem) == (Verdict.OK, None)


FOREWARNED = [
    ("LM Studio", "qwen/qwen3-4b", Code.NO_SPEECH_ENDPOINT),
    ("LM Studio", "", Code.NO_SPEECH_ENDPOINT),
    ("Ollama", "whisper", Code.NO_WHISPER),
    ("Ollama", "", Code.MODEL_MISSING),
    ("speaches", "", Code.MODEL_MISSING),
]


@pytest.mark.parametrize(("name", "model", "cause"), FOREWARNED)
def test_what_a_server_cannot_do_is_told_before_anybody_speaks_to_it(
    server: SpeechServer, name: str, model: str, cause: Code
) -> None:
    server.listing = next(row for row in ROWS if row.name == name).models
    (check,) = tried(server, model=model)
    assert (check.verdict, code(check)) == (Verdict.WARNING, cause)
    assert check.problem is not None
    assert "speech is kept" not in str(message(check.problem))
    assert server.requests == []


@pytest.mark.parametrize(
    ("listing", "chosen"),
    [
        (as_json({"object": "list", "data": []}), "lm_studio"),
        (as_json({"error": "Unexpected endpoint or method. (GET /v1/models)"}), "auto"),
    ],
)
def test_lm_studio_is_warned_of_without_a_list_too(
    server: SpeechServer, listing: Answer, chosen: str
) -> None:
    server.listing = listing
    settings = Settings(ai_provider="custom", custom_base_url=server.url, custom_server=chosen)
    with closing(SpeechToText()) as speech:
        (check,) = try_provider(speech, settings, sample=None, abort=Abort())
    assert (check.verdict, code(check)) == (Verdict.WARNING, Code.NO_SPEECH_ENDPOINT)


def test_a_server_that_writes_down_what_it_hears_is_not_warned_of(server: SpeechServer, sample: Clip) -> None:
    server.listing = next(row for row in ROWS if row.name == "LM Studio").models
    server.answers("Hello, world.")
    reached, spoken = tried(server, sample=sample)
    assert (reached.verdict, reached.problem) == (Verdict.OK, None)
    assert spoken.verdict is Verdict.OK


@pytest.mark.parametrize(
    "listing",
    [
        as_json({"detail": "Not Found"}, 404),
        as_json({"data": None}),
        as_json(["whisper"]),
        plain("oops", 500),
        html(),
        Answer(b"{" * 100_000),
    ],
)
def test_a_server_without_a_list_of_models_may_be_a_good_one(server: SpeechServer, listing: Answer) -> None:
    server.listing = listing
    (check,) = tried(server, model="whisper-1")
    assert (check.verdict, check.problem) == (Verdict.OK, None)
    assert "no list of models" in check.found


@pytest.mark.parametrize(("status", "cause"), [(401, Code.KEY_REFUSED), (403, Code.ACCESS_DENIED)])
def test_a_refused_key_is_a_failure_that_tells_no_key(
    server: SpeechServer, sample: Clip, status: int, cause: Code
) -> None:
    server.listing = as_json({"error": {"message": f"Incorrect API key: {KEY}"}}, status)
    (check,) = tried(server, sample=sample)
    assert (check.verdict, code(check)) == (Verdict.FAILED, cause)
    assert check.problem is not None
    told = str(message(check.problem))
    assert KEY not in told
    assert "speech is kept" not in told
    assert server.requests == [], "whoever refuses the key gets no speech"


@pytest.mark.parametrize(("answer", "cause"), [(hang(), Code.TIMED_OUT), (drop(), Code.CONNECTION_LOST)])
def test_a_server_that_says_nothing_is_a_failure(
    server: SpeechServer, answer: Answer, cause: Code, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rapidwhisper.providers.client.LIST_S", 0.3)
    server.listing = answer
    (check,) = tried(server)
    assert (check.verdict, code(check)) == (Verdict.FAILED, cause)


def test_where_nobody_listens_it_says_so(server: SpeechServer) -> None:
    server.close()
    (check,) = tried(server)
    assert (check.verdict, code(check)) == (Verdict.FAILED, Code.UNREACHABLE)


def test_what_is_not_configured_is_a_failure_and_nobody_is_asked() -> None:
    with closing(SpeechToText()) as speech:
        (check,) = try_provider(speech, Settings(ai_provider="groq"), sample=None, abort=Abort())
    assert (check.name, check.verdict, code(check)) == ("provider/groq", Verdict.FAILED, Code.KEY_MISSING)


def test_the_sample_is_sent_on_wish_and_what_was_heard_is_told(server: SpeechServer, sample: Clip) -> None:
    server.answers("Hello, world.")
    _, spoken = tried(server, sample=sample)
    assert (spoken.name, spoken.verdict) == ("provider/custom/speech", Verdict.OK)
    assert spoken.found.startswith("It heard “Hello, world.” within ")
    (request,) = server.requests
    assert request.file is not None


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (as_json({"error": "model not loaded"}, 500), Code.SERVER_ERROR),
        (as_json({"text": ""}), Code.NOTHING_RECOGNISED),
        (html(), Code.WEB_PAGE),
    ],
)
def test_speech_that_is_not_written_down_is_a_failure_of_its_own(
    server: SpeechServer, sample: Clip, answer: Answer, cause: Code
) -> None:
    server.answers(answer)
    reached, spoken = tried(server, sample=sample)
    assert reached.verdict is Verdict.OK
    assert (spoken.verdict, code(spoken)) == (Verdict.FAILED, cause)
    assert spoken.problem is not None
    assert "speech is kept" not in message(spoken.problem).remedy


def test_nobody_stands_in_for_a_provider_that_is_tried_out(server: SpeechServer, sample: Clip) -> None:
    server.answers(plain("oops", 500))
    settings = Settings(ai_provider="custom", custom_base_url=server.url, fallback_providers=("local",))
    with closing(SpeechToText()) as speech:
        _, spoken = try_provider(speech, settings, sample=sample, abort=Abort())
    assert code(spoken) is Code.SERVER_ERROR


def test_the_engine_of_this_computer_hears_the_sample(sample: Clip) -> None:
    with closing(SpeechToText()) as speech:
        installed, spoken = try_provider(speech, Settings(ai_provider="local"), sample=sample, abort=Abort())
    assert (installed.verdict, spoken.verdict) == (Verdict.OK, Verdict.OK)
    assert "“hello world”" in spoken.found

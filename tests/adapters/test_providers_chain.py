"""The fallback chain with real servers: who is asked, in which order, and what is told if all have failed."""

import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest

from rapidwhisper.config.keys import Keys
from rapidwhisper.core.parse import IN_KEYRING
from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.core.settings import DEFAULTS, Settings
from rapidwhisper.core.waiting import transcribing_limit_s
from rapidwhisper.providers.abort import Abort, AbortedError
from rapidwhisper.providers.chain import REST_S, Chain, Heard, chain_limit_s
from rapidwhisper.providers.local.engine import LocalEngine
from rapidwhisper.providers.local.models.catalogue import RECOMMENDED
from rapidwhisper.providers.speech import SpeechToText, request_limit_s
from tests.contracts.transcriber import tone
from tests.rig.fakes_keyring import FakeKeyring
from tests.rig.process import wait_until
from tests.rig.speech_server import (
    Answer,
    SpeechServer,
    as_json,
    drop,
    hang,
    html,
    lm_studio,
    plain,
    rate_limited,
    redirect,
    text,
)

NOBODY = "http://127.0.0.1:9/v1/"

ENGINE = """
from rapidwhisper.providers.local.frames import *; import sys
write_frame(sys.stdout.buffer, Kind.READY, b"")
while read_frame(sys.stdin.buffer):
    write_frame(sys.stdout.buffer, Kind.TEXT, b"by this computer")
"""


@dataclass
class Scene:
    """The user's own server is the chosen provider; Groq and OpenAI, both on this computer, stand in."""

    chosen: SpeechServer
    groq: SpeechServer
    openai: SpeechServer
    settings: Settings
    now: float = 1000.0
    speech: SpeechToText = field(init=False)

    def __post_init__(self) -> None:
        engine = LocalEngine(command=(sys.executable, "-c", ENGINE))
        self.speech = SpeechToText(limit_s=lambda _: 20.0, engine=engine, chain=Chain(clock=self._clock))

    def _clock(self) -> float:
        """It has moved on a little whenever one looks at it, as real ones do."""
        self.now += 0.001
        return self.now

    def heard(self, **changes: object) -> Heard:
        settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        return self.speech.text(tone(1), settings, Abort())

    def failure(self, **changes: object) -> Code:
        with pytest.raises(ProblemError) as caught:
            self.heard(**changes)
        return caught.value.problem.code

    @property
    def asked(self) -> tuple[int, int, int]:
        """How often each has been sent the speech."""
        return len(self.chosen.requests), len(self.groq.requests), len(self.openai.requests)


@pytest.fixture
def scene() -> Iterator[Scene]:
    with SpeechServer() as chosen, SpeechServer() as groq, SpeechServer() as openai:
        chosen.answers("by the chosen one")
        groq.answers("by Groq")
        openai.answers("by OpenAI")
        settings = replace(
            DEFAULTS,
            ai_provider="custom",
            custom_base_url=chosen.url,
            custom_model="large",
            fallback_providers=("groq", "openai"),
            groq_base_url=groq.url,
            groq_api_key="key-of-groq",
            openai_base_url=openai.url,
            openai_api_key="key-of-openai",
        )
        made = Scene(chosen, groq, openai, settings)
        yield made
        made.speech.close()


def test_as_long_as_the_chosen_one_answers_nobody_else_hears_anything(scene: Scene) -> None:
    assert scene.heard() == Heard("by the chosen one", "custom", "large")
    assert scene.asked == (1, 0, 0)


def test_the_engine_on_this_computer_stands_in_and_does_not_push_in(scene: Scene) -> None:
    assert scene.heard(fallback_providers=("local", "groq")).provider == "custom"
    scene.chosen.answers(as_json({}, 500))
    heard = scene.heard(fallback_providers=("local", "groq"))
    assert heard == Heard("by this computer", "local", "basic-en")


@pytest.mark.parametrize("folder", ["~nobody-of-this-name/models", "models", "/" + "x" * 300])
def test_a_folder_of_models_that_cannot_be_used_costs_no_words_of_others(scene: Scene, folder: str) -> None:
    scene.settings = replace(
        scene.settings,
        fallback_providers=("local", "groq"),
        local_model=RECOMMENDED,
        local_models_folder=folder,
    )
    assert scene.heard().provider == "custom"
    scene.chosen.answers(as_json({}, 500))
    assert scene.heard().provider == "groq"
    assert scene.failure(ai_provider="local") is Code.MODELS_UNUSABLE


@pytest.mark.parametrize(
    "answer",
    [
        as_json({"error": {"message": "out of memory"}}, 500),
        rate_limited(20),
        plain("Request Entity Too Large", 413),
        as_json({"detail": "this sound is not for me"}, 422),
        as_json({"error": {"message": "model is loading"}}),
        Answer(b'{"text":"hel'),
        html(),
        redirect("http://127.0.0.1:9/login"),
        drop(),
    ],
    ids=["500", "429", "413", "422", "error with 200", "cut JSON", "sign-in page", "redirect", "dropped"],
)
def test_a_failure_that_another_can_cure_is_cured_by_the_next(scene: Scene, answer: Answer) -> None:
    scene.chosen.answers(answer)
    assert scene.heard() == Heard("by Groq", "groq", "whisper-large-v3")
    assert len(scene.openai.requests) == 0


@pytest.mark.parametrize("address", [NOBODY, "https://no-such-host.invalid/v1/"])
def test_a_server_that_cannot_be_reached_is_stood_in_for(scene: Scene, address: str) -> None:
    assert scene.heard(custom_base_url=address).provider == "groq"


def test_the_next_but_one_answers_where_the_next_fails_too(scene: Scene) -> None:
    scene.chosen.answers(as_json({}, 500))
    assert scene.heard(groq_base_url=NOBODY) == Heard("by OpenAI", "openai", "gpt-transcribe")


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (as_json({"error": {"message": "no such key"}}, 401), Code.KEY_REFUSED),
        (as_json({"error": {"message": "not for you"}}, 403), Code.ACCESS_DENIED),
        (as_json({"detail": "no such model"}, 404), Code.MODEL_NOT_FOUND),
        (lm_studio(), Code.NO_SPEECH_ENDPOINT),
        (text(""), Code.NOTHING_RECOGNISED),
    ],
    ids=["wrong key", "forbidden", "no such model", "no speech endpoint", "nothing said"],
)
def test_what_the_user_must_hear_of_is_told_and_nobody_else_is_asked(
    scene: Scene, answer: Answer, code: Code
) -> None:
    scene.chosen.answers(answer)
    assert scene.failure() is code
    assert scene.asked == (1, 0, 0)


def test_a_locked_keyring_does_not_cost_the_words_where_another_can_hear_them(scene: Scene) -> None:
    ring = FakeKeyring()
    scene.speech = SpeechToText(filled=Keys(ring).filled)
    assert scene.failure(custom_api_key=IN_KEYRING) is Code.KEYRING_LACKS_KEY
    ring.fails = "it is locked"
    assert scene.heard(custom_api_key=IN_KEYRING).provider == "groq"
    assert scene.asked == (0, 1, 0)


def test_a_missing_key_of_the_chosen_one_is_told_and_nobody_is_asked(scene: Scene) -> None:
    changes = {"ai_provider": "groq", "groq_api_key": "", "fallback_providers": ("openai",)}
    assert scene.failure(**changes) is Code.KEY_MISSING
    assert scene.asked == (0, 0, 0)


def test_where_all_fail_the_failure_of_the_chosen_one_is_told(scene: Scene) -> None:
    scene.chosen.answers(as_json({"error": {"message": "out of memory"}}, 500))
    scene.groq.answers(as_json({"error": {"message": "no such key"}}, 401))
    scene.openai.answers(text(""))
    assert scene.failure() is Code.SERVER_ERROR
    assert scene.asked == (1, 1, 1)


def test_a_stand_in_without_a_key_or_with_another_language_is_passed_over(scene: Scene) -> None:
    scene.chosen.answers(as_json({}, 500))
    changes = {"groq_api_key": "", "language": "ru", "fallback_providers": ("local", "groq", "openai")}
    assert scene.heard(**changes).provider == "openai"
    assert scene.asked == (1, 0, 1)


def test_the_chosen_one_in_its_own_list_is_not_asked_twice(scene: Scene) -> None:
    scene.chosen.answers(as_json({}, 500))
    assert scene.failure(fallback_providers=("custom",)) is Code.SERVER_ERROR
    assert scene.asked == (1, 0, 0)


def test_without_a_list_a_failure_is_a_failure(scene: Scene) -> None:
    scene.chosen.answers(as_json({}, 500))
    assert scene.failure(fallback_providers=()) is Code.SERVER_ERROR
    assert scene.asked == (1, 0, 0)


@pytest.mark.parametrize(("retry_after", "rest_s"), [(300, 300.0), ("", REST_S)])
def test_who_had_too_many_requests_is_left_alone_until_its_time_is_over(
    scene: Scene, retry_after: object, rest_s: float
) -> None:
    scene.chosen.script([rate_limited(retry_after)])
    assert scene.heard().provider == "groq"
    scene.now += rest_s - 1
    assert scene.heard().provider == "groq"
    assert scene.asked == (1, 2, 0)
    scene.now += 1
    assert scene.heard().provider == "custom"


def test_a_stand_in_that_had_too_many_requests_is_left_alone_too(scene: Scene) -> None:
    scene.chosen.answers(as_json({}, 500))
    scene.groq.answers(rate_limited(300))
    assert [scene.heard().provider, scene.heard().provider] == ["openai", "openai"]
    assert scene.asked == (2, 1, 2)


def test_who_rests_is_asked_after_all_where_everybody_else_fails(scene: Scene) -> None:
    scene.chosen.script([rate_limited(300)])
    scene.heard()
    assert scene.heard(groq_base_url=NOBODY, openai_base_url=NOBODY).provider == "custom"


def test_without_anybody_else_no_dictation_fails_for_a_rest(scene: Scene) -> None:
    scene.chosen.script([rate_limited(300)])
    scene.heard()
    assert scene.heard(fallback_providers=()).provider == "custom"


def test_another_account_is_not_made_to_rest(scene: Scene) -> None:
    scene.chosen.script([rate_limited(300)])
    scene.heard()
    assert scene.heard(custom_api_key="another-key").provider == "custom"


def all_met(scene: Scene, *, together_s: float) -> None:
    """Their connections are open, so that nothing but their answers takes of the time for all of them."""
    scene.speech = SpeechToText(limit_s=lambda _: 20.0, chain=Chain(limit_s=lambda _: together_s))
    for provider in ("custom", "groq", "openai"):
        scene.heard(ai_provider=provider, fallback_providers=())


def test_a_server_that_hangs_leaves_time_for_the_next(scene: Scene) -> None:
    """Its request might take 20 s, the whole chain 3."""
    all_met(scene, together_s=3.0)
    scene.chosen.answers(hang())
    assert scene.heard().provider == "groq"


def test_where_all_hang_the_deadline_of_the_chosen_one_is_told(scene: Scene) -> None:
    all_met(scene, together_s=3.0)
    for server in (scene.chosen, scene.groq, scene.openai):
        server.answers(hang())
    assert scene.failure() is Code.TIMED_OUT
    assert scene.asked == (2, 2, 2)


@pytest.mark.parametrize("seconds", [1, 30, 600, 7200])
def test_the_chain_ends_before_the_core_gives_it_up_and_has_time_for_two_requests(seconds: int) -> None:
    assert 2 * request_limit_s(seconds) <= chain_limit_s(seconds) < transcribing_limit_s(seconds)


def test_a_cancel_asks_nobody_else(scene: Scene) -> None:
    scene.chosen.answers(hang())
    abort = Abort()
    ends: list[type[Exception]] = []

    def dictate() -> None:
        try:
            scene.speech.text(tone(1), scene.settings, abort)
        except AbortedError as error:
            ends.append(type(error))

    work = threading.Thread(target=dictate)
    work.start()
    wait_until(lambda: scene.chosen.requests, "the chosen one is asked")
    abort.ask()
    work.join(20)
    assert ends == [AbortedError]
    assert scene.asked == (1, 0, 0)

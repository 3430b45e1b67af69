"""Keys in the keyring: fetched when needed, once, and never waited for without end."""

import threading
from dataclasses import replace

import pytest

from rapidwhisper.config.keys import Keys
from rapidwhisper.core.parse import IN_KEYRING
from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.core.settings import DEFAULTS
from tests.rig.fakes_keyring import FakeKeyring

GROQ = replace(DEFAULTS, ai_provider="groq", groq_api_key=IN_KEYRING, openai_api_key=IN_KEYRING)


@pytest.fixture
def ring() -> FakeKeyring:
    made = FakeKeyring()
    made.kept = {"GROQ_API_KEY": "gsk-1"}
    return made


def test_the_chosen_providers_key_is_filled_in_and_no_other(ring: FakeKeyring) -> None:
    assert Keys(ring).filled(GROQ) == replace(GROQ, groq_api_key="gsk-1")


@pytest.mark.parametrize("settings", [DEFAULTS, replace(GROQ, groq_api_key="gsk-file")])
def test_the_keyring_is_left_alone_where_the_file_has_the_key(ring: FakeKeyring, settings: object) -> None:
    assert Keys(ring).filled(settings) is settings  # type: ignore[arg-type]
    assert ring.asked == 0


def test_a_key_is_fetched_once_and_is_known_as_a_secret_from_then_on(ring: FakeKeyring) -> None:
    told: list[tuple[str, ...]] = []
    keys = Keys(ring, lambda: told.append(keys.secrets))
    for _ in range(3):
        keys.filled(GROQ)
    assert (ring.asked, told) == (1, [("gsk-1",)])


def test_two_threads_make_one_question(ring: FakeKeyring) -> None:
    ring.answers.clear()
    keys = Keys(ring)
    threads = [threading.Thread(target=keys.filled, args=(GROQ,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    ring.answers.set()
    for thread in threads:
        thread.join(30)
    assert ring.asked == 1


def test_a_locked_keyring_is_a_problem_that_names_the_setting(ring: FakeKeyring) -> None:
    ring.fails = "it is locked"
    with pytest.raises(ProblemError) as caught:
        Keys(ring).filled(GROQ)
    assert caught.value.problem == problem(Code.KEYRING_UNREADABLE, key="GROQ_API_KEY", detail="it is locked")


def test_a_key_that_is_not_there_is_told(ring: FakeKeyring) -> None:
    ring.kept = {}
    with pytest.raises(ProblemError) as caught:
        Keys(ring).filled(GROQ)
    assert caught.value.problem == problem(Code.KEYRING_LACKS_KEY, key="GROQ_API_KEY")


def test_a_question_that_nobody_answers_ends(ring: FakeKeyring) -> None:
    ring.answers.clear()
    with pytest.raises(ProblemError) as caught:
        Keys(ring, patience_s=0.01).filled(GROQ)
    assert caught.value.problem.facts["detail"] == "it does not answer"
    ring.answers.set()


def test_a_failure_is_not_remembered(ring: FakeKeyring) -> None:
    keys = Keys(ring)
    ring.fails = "it is locked"
    with pytest.raises(ProblemError):
        keys.filled(GROQ)
    ring.fails = ""
    assert keys.filled(GROQ).groq_api_key == "gsk-1"


def test_a_saved_key_is_used_at_once(ring: FakeKeyring) -> None:
    keys = Keys(ring)
    keys.filled(GROQ)
    keys.write("GROQ_API_KEY", "gsk-2")
    assert keys.filled(GROQ).groq_api_key == "gsk-2"
    assert ring.kept == {"GROQ_API_KEY": "gsk-2"}


def test_a_key_that_was_refused_is_fetched_anew(ring: FakeKeyring) -> None:
    keys = Keys(ring)
    keys.filled(GROQ)
    ring.kept["GROQ_API_KEY"] = "gsk-2"
    assert keys.filled(GROQ).groq_api_key == "gsk-1"
    keys.forget(GROQ)
    assert keys.filled(GROQ).groq_api_key == "gsk-2"


def test_a_key_that_came_by_once_stays_a_secret(ring: FakeKeyring) -> None:
    keys = Keys(ring)
    keys.filled(GROQ)
    keys.write("GROQ_API_KEY", "gsk-2")
    keys.delete("GROQ_API_KEY")
    keys.forget(GROQ)
    assert keys.secrets == ("gsk-1", "gsk-2")


def test_where_no_keyring_runs_the_reason_is_told(ring: FakeKeyring) -> None:
    assert Keys(ring).hindrance() is None
    ring.fails = "none is running on this desktop"
    assert Keys(ring).hindrance() == problem(Code.KEYRING_MISSING, detail="none is running on this desktop")


def test_a_key_that_cannot_be_deleted_is_just_not_used(ring: FakeKeyring) -> None:
    keys = Keys(ring)
    ring.fails = "it is locked"
    keys.delete("GROQ_API_KEY")
    assert ring.kept == {"GROQ_API_KEY": "gsk-1"}

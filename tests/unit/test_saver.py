"""Saving settings holds nobody up, and its outcome comes back."""

import queue
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rapidwhisper.config import env_file
from rapidwhisper.config.env_file import EnvFile
from rapidwhisper.config.keys import ForKeyring, Keys
from rapidwhisper.config.saver import Saver
from rapidwhisper.config.turn import turn
from rapidwhisper.core.problem import Code, Problem, problem
from tests.rig.fakes_keyring import FakeKeyring


class Desk:
    """The main thread's side."""

    def __init__(self, env: EnvFile) -> None:
        self.env = env
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.answers: list[Problem | None] = []
        self.ring = FakeKeyring()
        self.saver = Saver(env, Keys(self.ring), self._calls.put)

    def save(self, **changes: str) -> None:
        self.saver.save(changes, self.answers.append)

    def take_call(self) -> None:
        self._calls.get(timeout=30)()

    def value(self, key: str) -> str:
        return self.env.read()[key].value


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(EnvFile(tmp_path / ".env"))
    yield made
    made.saver.close()


def test_settings_are_saved_in_the_order_in_which_they_were_chosen(desk: Desk) -> None:
    for number in range(20):
        desk.save(LANGUAGE=str(number))
    assert desk.answers == [], "the answer waits for the main thread"
    for _ in range(20):
        desk.take_call()
    assert desk.answers == [None] * 20
    assert desk.value("LANGUAGE") == "19"


def test_another_writer_who_has_his_turn_does_not_hold_up_who_saves(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rapidwhisper.config.turn.PATIENCE_S", 60.0)
    with turn(desk.env.path.parent):
        desk.save(LANGUAGE="ru")
        assert desk.env.read() == {}, "it waits for its turn, elsewhere"
    desk.take_call()
    assert desk.value("LANGUAGE") == "ru"


def test_why_nothing_was_saved_comes_back_and_the_next_time_works(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.env.path.mkdir()
    desk.save(LANGUAGE="ru")
    desk.take_call()
    desk.env.path.rmdir()
    with monkeypatch.context() as patch:
        patch.setattr(env_file, "merged", lambda *_: 1 / 0)
        desk.save(LANGUAGE="ru")
        desk.take_call()
    desk.save(LANGUAGE="ru")
    desk.take_call()
    refused, failed, saved = desk.answers
    assert refused is not None
    assert refused.code is Code.SETTINGS_UNREADABLE
    assert failed == problem(Code.INTERNAL, detail="ZeroDivisionError")
    assert saved is None
    assert desk.value("LANGUAGE") == "ru"


def test_what_was_saved_just_before_the_end_is_written(desk: Desk) -> None:
    with turn(desk.env.path.parent):
        desk.save(LANGUAGE="ru")
    desk.saver.close()
    assert desk.value("LANGUAGE") == "ru"


def test_a_key_for_the_keyring_goes_there_and_the_file_says_so(desk: Desk) -> None:
    desk.save(GROQ_API_KEY=ForKeyring("gsk-1"), LANGUAGE="ru")
    desk.take_call()
    assert desk.ring.kept == {"GROQ_API_KEY": "gsk-1"}
    assert (desk.value("GROQ_API_KEY"), desk.value("LANGUAGE")) == ("keyring", "ru")
    assert "gsk-1" not in desk.env.path.read_text("utf-8")


def test_a_key_that_the_keyring_does_not_take_leaves_the_file_as_it_was(desk: Desk) -> None:
    desk.save(GROQ_API_KEY="gsk-old")
    desk.take_call()
    desk.ring.fails = "it is locked"
    desk.save(GROQ_API_KEY=ForKeyring("gsk-new"))
    desk.take_call()
    assert desk.answers[-1] == problem(Code.KEYRING_UNWRITABLE, detail="it is locked")
    assert desk.value("GROQ_API_KEY") == "gsk-old"


def test_a_key_that_goes_back_into_the_file_leaves_the_keyring(desk: Desk) -> None:
    for text in (ForKeyring("gsk-1"), "gsk-1"):
        desk.save(GROQ_API_KEY=text)
        desk.take_call()
    assert desk.value("GROQ_API_KEY") == "gsk-1"
    assert desk.ring.kept == {}


def test_a_new_key_takes_the_place_of_the_one_in_the_keyring(desk: Desk) -> None:
    for text in ("gsk-1", "gsk-2"):
        desk.save(GROQ_API_KEY=ForKeyring(text))
        desk.take_call()
    assert desk.ring.kept == {"GROQ_API_KEY": "gsk-2"}

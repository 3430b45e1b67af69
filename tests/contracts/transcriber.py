"""What everything that turns speech into text promises the core, the fake included."""

from abc import ABC, abstractmethod
from typing import Protocol

import numpy as np
import pytest

from rapidwhisper.core.audio import RATE, Clip
from rapidwhisper.core.events import Event, NotTranscribed, Probed, Transcribed
from rapidwhisper.core.ports import Transcriber
from rapidwhisper.core.settings import Settings
from tests.rig.process import wait_until


def tone(seconds: float) -> Clip:
    """Something to send where nobody listens."""
    return Clip((8000 * np.sin(np.arange(int(seconds * RATE)) / 6)).astype(np.int16))


class Booth(Protocol):
    """A transcriber, somebody who decides what it hears, and what it told."""

    transcriber: Transcriber
    settings: Settings
    events: list[Event]

    def hears(self, text: str) -> None:
        """From now on the audio is understood like this."""

    def fails(self) -> None:
        """From now on the recogniser refuses."""

    def is_stood_in_for(self, text: str) -> None:
        """From now on the recogniser refuses, and another one that may be asked then understands this."""

    def thinks(self) -> None:
        """From now on the recogniser is busy until `hears` or `fails`."""

    def settle(self) -> None:
        """Everything that was started and not dropped has been answered."""


class TranscriberContract(ABC):
    @pytest.fixture
    @abstractmethod
    def booth(self) -> Booth: ...

    def test_speech_becomes_text_once(self, booth: Booth) -> None:
        booth.hears("hello world")
        booth.transcriber.start(1, 1, booth.settings)
        booth.settle()
        assert booth.events == [Transcribed(1, 1, "hello world", booth.settings.ai_provider)]

    def test_following_tells_nothing(self, booth: Booth) -> None:
        booth.hears("hello")
        booth.transcriber.follow(1, booth.settings)
        booth.transcriber.follow(2, booth.settings)
        booth.transcriber.stop_following(2)
        booth.transcriber.stop_following(7)
        booth.transcriber.start(1, 1, booth.settings)
        booth.settle()
        assert booth.events == [Transcribed(1, 1, "hello", booth.settings.ai_provider)]

    def test_a_failure_is_told_once_and_the_next_start_is_a_new_chance(self, booth: Booth) -> None:
        booth.fails()
        booth.transcriber.start(1, 1, booth.settings)
        booth.settle()
        (told,) = booth.events
        assert isinstance(told, NotTranscribed)
        assert (told.id, told.job) == (1, 1)
        booth.hears("again")
        booth.transcriber.start(1, 2, booth.settings)
        booth.settle()
        assert booth.events[1:] == [Transcribed(1, 2, "again", booth.settings.ai_provider)]

    def test_a_text_by_another_provider_says_whose_it_is(self, booth: Booth) -> None:
        booth.is_stood_in_for("hello world")
        booth.transcriber.start(1, 1, booth.settings)
        booth.settle()
        (told,) = booth.events
        assert isinstance(told, Transcribed)
        assert told.text == "hello world"
        assert told.by not in ("", booth.settings.ai_provider)

    def test_a_probe_tells_whether_the_recogniser_can_be_reached(self, booth: Booth) -> None:
        booth.transcriber.probe(booth.settings)
        wait_until(lambda: booth.events, "the answer to the probe")
        assert booth.events == [Probed(reachable=True)]

    def test_two_at_a_time_are_both_answered(self, booth: Booth) -> None:
        booth.hears("both")
        booth.transcriber.start(1, 1, booth.settings)
        booth.transcriber.start(2, 2, booth.settings)
        wait_until(lambda: len(booth.events) == 2, "both answers")
        booth.settle()
        by = booth.settings.ai_provider
        assert set(booth.events) == {Transcribed(1, 1, "both", by), Transcribed(2, 2, "both", by)}

    def test_a_dropped_one_tells_nothing_and_is_not_in_the_way_of_the_next(self, booth: Booth) -> None:
        booth.thinks()
        booth.transcriber.start(1, 1, booth.settings)
        booth.transcriber.drop(1, 1)
        booth.hears("the next")
        booth.transcriber.start(2, 2, booth.settings)
        booth.settle()
        assert booth.events == [Transcribed(2, 2, "the next", booth.settings.ai_provider)]

    def test_dropping_what_is_answered_or_was_never_started_is_harmless(self, booth: Booth) -> None:
        booth.transcriber.drop(7, 7)
        booth.hears("hello")
        booth.transcriber.start(1, 1, booth.settings)
        booth.settle()
        booth.transcriber.drop(1, 1)
        booth.transcriber.drop(1, 1)
        assert booth.events == [Transcribed(1, 1, "hello", booth.settings.ai_provider)]

"""The fake that the core's tests use keeps the promises of the real transcriber."""

import pytest

from rapidwhisper.core.events import Event
from rapidwhisper.core.ports import Transcriber
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.settings import Settings
from tests.contracts.transcriber import Booth, TranscriberContract
from tests.rig.fakes_transcriber import FakeTranscriber


class FakeBooth:
    events: list[Event]
    transcriber: Transcriber

    def __init__(self) -> None:
        self.events = []
        self.fake = self.transcriber = FakeTranscriber(self.events.append)
        self.settings = Settings()

    def hears(self, text: str) -> None:
        self.fake.says = text

    def fails(self) -> None:
        self.fake.says = problem(Code.SERVER_ERROR)

    def is_stood_in_for(self, text: str) -> None:
        self.hears(text)
        self.fake.stand_in = "groq"

    def thinks(self) -> None:
        self.fake.says = None

    def settle(self) -> None:
        pass


class TestFakeTranscriber(TranscriberContract):
    @pytest.fixture
    def booth(self) -> Booth:
        return FakeBooth()

"""The real transcriber against real HTTP keeps the promises that the core relies on."""

import threading
from collections.abc import Iterator

import pytest

from rapidwhisper.core.events import Event
from rapidwhisper.core.ports import Transcriber
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.transcriber import ThreadTranscriber
from tests.contracts.transcriber import Booth, TranscriberContract, tone
from tests.rig.process import wait_until
from tests.rig.recordings import Recordings
from tests.rig.speech_server import SpeechServer, as_json, hang


class HttpBooth:
    events: list[Event]
    transcriber: Transcriber

    def __init__(self, server: SpeechServer, other: SpeechServer) -> None:
        self.server = server
        self.other = other
        self.events = []
        self.settings = Settings(
            ai_provider="custom",
            custom_base_url=server.url,
            fallback_providers=("groq",),
            groq_base_url=other.url,
            groq_api_key="a-key",
        )
        self.real = self.transcriber = ThreadTranscriber(self.events.append, Recordings(lambda _: tone(0.5)))

    def hears(self, text: str) -> None:
        self.server.answers(text)

    def fails(self) -> None:
        for server in (self.server, self.other):
            server.answers(as_json({"error": {"message": "out of memory"}}, 500))

    def is_stood_in_for(self, text: str) -> None:
        self.fails()
        self.other.answers(text)

    def thinks(self) -> None:
        self.server.answers(hang())

    def settle(self) -> None:
        wait_until(lambda: not _at_work(), "every transcription ended")


def _at_work() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("transcribe-")]


class TestThreadTranscriber(TranscriberContract):
    @pytest.fixture
    def booth(self) -> Iterator[Booth]:
        with SpeechServer() as server, SpeechServer() as other:
            booth = HttpBooth(server, other)
            yield booth
            booth.real.close()

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
from tests.rig.speech_server import SpeechServer, as_json, hang


class HttpBooth:
    events: list[Event]
    transcriber: Transcriber

    def __init__(self, server: SpeechServer) -> None:
        self.server = server
        self.events = []
        self.settings = Settings(ai_provider="custom", custom_base_url=server.url)
        self.real = self.transcriber = ThreadTranscriber(self.events.append, lambda _: tone(0.5))

    def hears(self, text: str) -> None:
        self.server.answers(text)

    def fails(self) -> None:
        self.server.answers(as_json({"error": {"message": "out of memory"}}, 500))

    def thinks(self) -> None:
        self.server.answers(hang())

    def settle(self) -> None:
        wait_until(lambda: not _at_work(), "every transcription ended")


def _at_work() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("transcribe-")]


class TestThreadTranscriber(TranscriberContract):
    @pytest.fixture
    def booth(self) -> Iterator[Booth]:
        with SpeechServer() as server:
            booth = HttpBooth(server)
            yield booth
            booth.real.close()

"""The fake keeps the contract, so tests of the driver may trust it."""

from queue import SimpleQueue

import pytest

from rapidwhisper.core.dictation import Target
from rapidwhisper.core.events import Event
from tests.contracts.inserter import InserterContract
from tests.rig.fakes_inserter import FakeInserter


class FakeBench:
    def __init__(self) -> None:
        self._events: SimpleQueue[Event] = SimpleQueue()
        self.inserter = FakeInserter(self._events.put)

    def next_event(self) -> Event:
        return self._events.get_nowait()

    def wait_for_text(self, expected: str) -> None:
        assert self.inserter.windows[Target(1)] == expected

    def focus_elsewhere(self) -> None:
        self.inserter.focused = Target(2)

    def focus_back(self) -> None:
        self.inserter.focused = Target(1)

    def closed_window(self) -> Target:
        self.inserter.gone = {Target(3)}
        return Target(3)

    def wait_for_text_elsewhere(self, expected: str) -> None:
        assert self.inserter.windows[Target(2)] == expected

    def user_copies(self, text: str) -> None:
        self.inserter.clipboard = text

    def wait_for_clipboard(self, expected: str) -> None:
        assert self.inserter.clipboard == expected


@pytest.fixture
def bench() -> FakeBench:
    return FakeBench()


class TestFakeInserter(InserterContract):
    pass

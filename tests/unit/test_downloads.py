"""Downloads of models: told on the main thread, paused, given up, and gone on with at the next start."""

import queue
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rapidwhisper.config.remembered import Remembered
from rapidwhisper.core.local_model import Phase, Standing
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.downloads import Downloads
from tests.rig.fakes_store import FakeStore

SETTINGS = Settings()
HALF = Standing(Phase.DOWNLOADING, 50, 100, 10.0)
PAUSED = Standing(Phase.PAUSED, 50, 100)


class Desk:
    """The main thread, and what it is told on it."""

    def __init__(self, folder: Path) -> None:
        self.store = FakeStore()
        self.ready: list[str] = []
        self.failures: list[Problem] = []
        self._calls: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._file = folder / "state.json"
        self.downloads = self.program()

    def program(self) -> Downloads:
        """Started anew."""
        return Downloads(
            self.store.for_settings,
            ("small", "large"),
            Remembered(self._file),
            call=self._calls.put,
            changed=lambda: None,
            ready=self.ready.append,
            failed=self.failures.append,
        )

    def until(self, condition: Callable[[], object]) -> None:
        while not condition():
            self._calls.get(timeout=10)()

    def until_phase(self, name: str, phase: Phase) -> None:
        self.until(lambda: name in self.downloads.known and self.downloads.known[name].phase is phase)

    def begun(self, name: str = "small") -> None:
        """It has come half the way."""
        self.downloads.start(name, SETTINGS)
        self.store.steps.put(HALF)
        self.until(lambda: self.downloads.known[name] == HALF)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.downloads.close()


def test_a_download_is_told_and_its_end_once(desk: Desk) -> None:
    desk.begun()
    assert dict(desk.downloads.running) == {"small": HALF}
    desk.store.steps.put(None)
    desk.until(lambda: desk.ready)
    assert desk.ready == ["small"]
    assert not desk.downloads.known, "from now on the disk tells"


def test_nothing_is_asked_before_somebody_wants_it_and_then_once(desk: Desk) -> None:
    assert desk.downloads.standings(SETTINGS) == {name: Standing(Phase.ABSENT) for name in ("small", "large")}
    assert not desk.store.asked
    desk.begun()
    desk.downloads.start("small", SETTINGS)
    desk.downloads.start("unheard-of", SETTINGS)
    assert desk.store.asked == [("small", SETTINGS)]


def test_a_paused_download_goes_on_at_a_click_and_not_at_the_next_start(desk: Desk) -> None:
    desk.begun()
    desk.downloads.pause("small")
    desk.until_phase("small", Phase.PAUSED)
    assert desk.downloads.known["small"] == PAUSED
    assert not desk.downloads.running
    desk.program().go_on(SETTINGS)
    assert len(desk.store.asked) == 1
    desk.downloads.start("small", SETTINGS)
    desk.until_phase("small", Phase.DOWNLOADING)
    assert desk.downloads.known["small"].done_bytes == 50
    assert not desk.failures


def test_what_the_end_of_the_program_has_interrupted_goes_on_at_the_next_start(desk: Desk) -> None:
    desk.begun()
    desk.downloads.close()
    desk.downloads = desk.program()
    desk.downloads.go_on(replace(SETTINGS, local_only=True))
    assert not desk.downloads.running, "nothing may be asked of the network now"
    desk.downloads.go_on(SETTINGS)
    assert set(desk.downloads.running) == {"small"}


def test_a_failure_is_told_and_what_has_come_stays(desk: Desk) -> None:
    cause = problem(Code.CONNECTION_LOST, host="hub.example")
    desk.begun()
    desk.store.steps.put(ProblemError(cause))
    desk.until(lambda: desk.failures)
    assert desk.failures == [cause]
    assert desk.downloads.known["small"] == replace(PAUSED, problem=cause)
    desk.downloads.start("small", SETTINGS)
    assert desk.downloads.known["small"].problem is None


def test_a_failure_before_anything_has_come_leaves_nothing(desk: Desk) -> None:
    cause = problem(Code.OFFLINE, host="hub.example")
    desk.downloads.start("small", SETTINGS)
    desk.store.steps.put(ProblemError(cause))
    desk.until(lambda: desk.failures)
    assert desk.downloads.known["small"] == Standing(Phase.ABSENT, problem=cause)


def test_whatever_goes_wrong_the_download_comes_to_an_end(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.begun()
    desk.store.steps.put(RuntimeError("a bug"))
    desk.until(lambda: desk.failures)
    assert desk.failures == [problem(Code.INTERNAL, detail="RuntimeError")]
    assert "a bug" in caplog.text
    caplog.clear()


def test_a_download_that_is_given_up_leaves_nothing(desk: Desk) -> None:
    desk.begun()
    desk.downloads.remove("small", SETTINGS)
    desk.until(lambda: not desk.downloads.known)
    assert desk.store.removed == ["small"]
    assert not desk.ready


def test_a_model_that_cannot_be_removed_is_told(desk: Desk) -> None:
    cause = problem(Code.FOLDER_UNWRITABLE, path="/models", detail="read-only")
    desk.store.refusal = ProblemError(cause)
    desk.downloads.remove("large", SETTINGS)
    desk.until(lambda: desk.failures)
    assert desk.failures == [cause]


def test_where_nothing_may_leave_this_computer_a_download_stops(desk: Desk) -> None:
    desk.begun()
    desk.downloads.obey(SETTINGS)
    assert desk.downloads.running
    desk.downloads.obey(replace(SETTINGS, local_only=True))
    desk.until_phase("small", Phase.PAUSED)


def test_who_has_switched_it_off_without_saving_still_asks_nobody(desk: Desk) -> None:
    desk.downloads.go_on(replace(SETTINGS, local_only=True))
    desk.downloads.start("small", SETTINGS)
    desk.until(lambda: desk.store.asked)
    ((_, asked_with),) = desk.store.asked
    assert asked_with.local_only


def test_a_model_on_its_way_is_not_called_absent(desk: Desk) -> None:
    absent = problem(Code.LOCAL_MODEL_ABSENT, model="small")
    assert desk.downloads.explained(absent) is absent
    desk.begun()
    assert desk.downloads.explained(absent) == problem(Code.LOCAL_MODEL_COMING, model="small")
    for other in (problem(Code.LOCAL_MODEL_ABSENT, model="large"), problem(Code.NO_SPEECH)):
        assert desk.downloads.explained(other) is other

"""Who wants the engine on this computer when, and how long everybody waits: turns, cancels, limits."""

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from rapidwhisper.core.waiting import transcribing_limit_s
from rapidwhisper.providers.abort import Abort, AbortedError
from rapidwhisper.providers.local import child
from rapidwhisper.providers.local import engine as local_engine
from rapidwhisper.providers.local.engine import LocalEngine, decoding_limit_s
from rapidwhisper.providers.local.models.catalogue import CATALOGUE
from rapidwhisper.providers.local.spec import Spec
from tests.contracts.transcriber import tone
from tests.rig.engine_process import gone, loaded, pid
from tests.rig.process import wait_until

T = TypeVar("T")

BASIC = Spec()

GATED = """
from pathlib import Path; import sys, time
from rapidwhisper.providers.local.frames import *

folder, source, sink = Path(sys.argv[1]), sys.stdin.buffer, sys.stdout.buffer
write_frame(sink, Kind.READY, b"")
while True:
    pcm, _ = read_request(read_frame(source)[1])
    seconds = str(len(pcm) // 32000)
    (folder / f"{seconds} is asked").touch()
    while not (folder / f"{seconds} may").exists():
        time.sleep(0.01)
    write_frame(sink, Kind.TEXT, seconds.encode())
"""
"""A worker that answers a piece with its seconds, and each only once it may."""


def gated(folder: Path) -> tuple[str, ...]:
    return sys.executable, "-c", GATED, str(folder)


class Gated:
    """An engine with such a worker."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.engine = LocalEngine(command=gated(folder))

    def let(self, seconds: int) -> None:
        (self._folder / f"{seconds} may").touch()

    def asked(self, seconds: int) -> bool:
        return (self._folder / f"{seconds} is asked").exists()

    def recognise(self, seconds: int, abort: Abort | None = None) -> Future[str]:
        return later(lambda: self.engine.recognise(tone(seconds), BASIC, "", abort or Abort()))

    def under_way(self, seconds: int, abort: Abort | None = None) -> Future[str]:
        answer = self.recognise(seconds, abort)
        wait_until(lambda: self.asked(seconds), "it is at work on it")
        return answer


def later(work: Callable[[], T]) -> Future[T]:
    outcome: Future[T] = Future()

    def run() -> None:
        try:
            outcome.set_result(work())
        except BaseException as error:  # noqa: BLE001 - it is what the test looks at
            outcome.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return outcome


@pytest.fixture
def booth(tmp_path: Path) -> Iterator[Gated]:
    made = Gated(tmp_path)
    yield made
    made.engine.close()


def test_a_cancelled_dictation_lets_go_at_once_and_the_model_stays_loaded(booth: Gated) -> None:
    abort = Abort()
    dropped = booth.under_way(1, abort)
    process = pid(booth.engine)
    abort.ask()
    assert isinstance(dropped.exception(10), AbortedError)
    wanted = booth.recognise(2)
    booth.let(2)
    booth.let(1)
    assert wanted.result(10) == "2", "the words of the piece that nobody wanted"
    assert pid(booth.engine) == process
    with pytest.raises(AbortedError):
        booth.engine.recognise(tone(3), BASIC, "", abort)
    assert not booth.asked(3)


def test_a_cancelled_piece_that_takes_too_long_gives_way_and_whoever_speaks_finds_another_process(
    booth: Gated, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local_engine, "UNWANTED_S", 0.2)
    over, abort = Abort(), Abort()
    speaks = later(lambda: booth.engine.stay_warm(BASIC, over))
    first = loaded(booth.engine)
    booth.under_way(1, abort)
    abort.ask()
    wait_until(lambda: booth.engine._child is not None and pid(booth.engine) != first, "there is another")
    assert gone(first)
    booth.let(2)
    assert booth.recognise(2).result(10) == "2"
    over.ask()
    speaks.result(10)


def test_a_cancelled_piece_that_takes_too_long_leaves_no_process_where_nobody_speaks(
    booth: Gated, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local_engine, "UNWANTED_S", 0.2)
    abort = Abort()
    booth.under_way(1, abort)
    first = pid(booth.engine)
    abort.ask()
    wait_until(lambda: gone(first) and booth.engine._child is None, "it is gone")


def test_who_cancels_twice_does_so_once() -> None:
    stopped: list[None] = []
    abort = Abort()
    with abort.stops(lambda: stopped.append(None)):
        abort.ask()
        abort.ask()
    assert stopped == [None]


def test_a_dictation_that_is_cancelled_before_its_turn_is_not_kept_waiting_by_the_one_before(
    booth: Gated,
) -> None:
    first, abort = booth.under_way(1), Abort()
    second = booth.recognise(2, abort)
    abort.ask()
    assert isinstance(second.exception(10), AbortedError)
    booth.let(1)
    assert first.result(10) == "1"
    assert booth.recognise(1).result(10) == "1"
    assert not booth.asked(2)


def test_a_press_that_was_over_before_its_turn_came_does_not_oust_the_model_that_is_loaded(
    booth: Gated,
) -> None:
    first, over = booth.under_way(1), Abort()
    process = pid(booth.engine)
    stale = later(lambda: booth.engine.stay_warm(replace(BASIC, name="another"), over))
    wait_until(lambda: over in booth.engine._expected, "it waits for its turn")
    over.ask()
    booth.let(1)
    assert first.result(10) == "1"
    stale.result(10)
    assert pid(booth.engine) == process


def test_quitting_while_the_process_is_being_started_does_not_wait_until_it_has_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever quits in between sees no process to kill."""
    engine = LocalEngine(command=(sys.executable, "-c", "import time; time.sleep(600)"))
    started: list[int] = []
    quits: list[Future[None]] = []

    class Slow(child.Child):
        def __init__(self, command: Sequence[str], spec: Spec) -> None:
            super().__init__(command, spec)
            started.append(self.pid)
            quits.append(later(engine.close))
            wait_until(engine._closed.is_set, "somebody quits")

    monkeypatch.setattr(local_engine, "Child", Slow)
    with pytest.raises(AbortedError):
        engine.recognise(tone(0.5), BASIC, "", Abort())
    quits[0].result(10)
    assert gone(started[0])


@pytest.mark.parametrize("model", [each.name for each in CATALOGUE.values()])
@pytest.mark.parametrize("spoken_s", [0.5, 3.0, 15.0, 60.0, 600.0])
def test_the_core_is_more_patient_than_the_engine_with_a_piece(model: str, spoken_s: float) -> None:
    of = CATALOGUE[model]
    piece_s = max(min(spoken_s, of.max_seconds), Spec(kind=of.kind).window_s)
    assert decoding_limit_s(piece_s) < transcribing_limit_s(spoken_s)


@pytest.mark.parametrize("kind", ["whisper", "whisper-base", "whisper-ort"])
def test_a_short_phrase_on_a_slow_computer_gets_the_time_that_whisper_takes_for_half_a_minute(
    kind: str, tmp_path: Path
) -> None:
    asked: list[float] = []

    def limit_s(seconds: float) -> float:
        asked.append(seconds)
        return decoding_limit_s(seconds)

    (tmp_path / "3 may").touch()
    with closing(LocalEngine(command=gated(tmp_path), limit_s=limit_s)) as engine:
        assert engine.recognise(tone(3.0), Spec(kind, kind), "", Abort()) == "3"
    assert asked == [30.0]

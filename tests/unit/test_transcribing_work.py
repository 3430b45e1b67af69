"""The parts of a file on their way: order, haste, luck and bad luck, and a wish to stop."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pytest

from rapidwhisper.core.audio import RATE, Clip
from rapidwhisper.core.cutting import Part
from rapidwhisper.core.passage import Passage, text_of
from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.core.settings import DEFAULTS, Settings
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.chain import Heard
from rapidwhisper.transcribing import asked
from rapidwhisper.transcribing.work import Work
from tests.rig.process import wait_until

LOUD = 1000


def part(number: int) -> Part:
    """A second that says which one it is."""
    return Part(number * RATE, Clip(np.full(RATE, LOUD + number, np.int16)))


@dataclass
class Ear:
    """Hears the numbers of the parts; some fail, some wait until they are let go."""

    failing: dict[int, list[Code]] = field(default_factory=dict)
    waiting: dict[int, threading.Event] = field(default_factory=dict)
    heard: list[int] = field(default_factory=list)
    busy: int = 0
    most: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def text(self, clip: Clip, _settings: Settings, abort: Abort) -> Heard:
        number = int(clip.samples[0]) - LOUD
        with self.lock:
            self.busy += 1
            self.most = max(self.most, self.busy)
            self.heard.append(number)
        try:
            if number in self.waiting:
                with abort.stops(self.waiting[number].set):
                    assert self.waiting[number].wait(30)
                abort.wait(0.0)
            if self.failing.get(number):
                raise ProblemError(problem(self.failing[number].pop(0)))
        finally:
            with self.lock:
                self.busy -= 1
        return Heard(f"w{number}", "groq", "large")


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "PAUSE_S", 0.0)


def work(ear: Ear, *, at_once: int = 3, stop: threading.Event | None = None) -> Work:
    return Work(ear, DEFAULTS, at_once=at_once, stopped=(stop or threading.Event()).is_set)


def all_of(count: int, ear: Ear, *, at_once: int = 3) -> list[Passage]:
    parts = iter([part(number) for number in range(count)])
    return list(work(ear, at_once=at_once).passages(parts, count))


def codes(passages: list[Passage]) -> list[Code | None]:
    return [each.problem.code if each.problem is not None else None for each in passages]


@pytest.mark.parametrize("at_once", [1, 3])
def test_so_many_at_a_time_as_the_provider_allows_and_all_in_order(at_once: int) -> None:
    ear = Ear()
    assert text_of(all_of(9, ear, at_once=at_once)) == " ".join(f"w{number}" for number in range(9))
    assert ear.most <= at_once


def test_a_late_answer_holds_up_the_ones_behind_it_and_loses_none() -> None:
    ear = Ear(waiting={0: threading.Event()})
    parts = (part(number) for number in range(3))
    passages = work(ear).passages(parts, 3)
    threading.Timer(0.05, ear.waiting[0].set).start()
    assert text_of(passages) == "w0 w1 w2"


@pytest.mark.parametrize(
    "passing", [Code.CONNECTION_LOST, Code.RATE_LIMITED, Code.TIMED_OUT, Code.ENGINE_FAILED]
)
def test_bad_luck_is_tried_again(passing: Code) -> None:
    assert codes(all_of(3, Ear(failing={1: [passing]}))) == [None, None, None]


def test_what_stays_failed_is_a_gap_and_the_rest_goes_on() -> None:
    ear = Ear(failing={1: [Code.TIMED_OUT] * 2, 3: [Code.CONTENT_REFUSED]})
    assert codes(all_of(5, ear)) == [None, Code.TIMED_OUT, None, Code.CONTENT_REFUSED, None]


def test_nothing_recognised_is_silence_and_no_failure() -> None:
    passages = all_of(3, Ear(failing={1: [Code.NOTHING_RECOGNISED]}))
    assert (text_of(passages), codes(passages)) == ("w0 w2", [None, None, None])


def test_silence_is_not_asked_for() -> None:
    ear = Ear()
    silent = Part(0, Clip(np.full(RATE, 3, np.int16)))
    assert list(work(ear).passages(iter([silent]), 1.0)) == [Passage(0.0, 1.0)]
    assert ear.heard == []


@pytest.mark.parametrize("hopeless", [Code.KEY_REFUSED, Code.UNREACHABLE, Code.URL_MISSING])
def test_what_the_next_part_would_meet_too_ends_the_file(hopeless: Code) -> None:
    ear = Ear(failing={number: [hopeless] for number in range(2, 10)})
    passages = all_of(10, ear, at_once=1)
    assert codes(passages) == [None, None, hopeless, hopeless]
    assert (passages[-1].start_s, passages[-1].stop_s) == (3.0, 10.0)
    assert ear.heard == [0, 1, 2]


def test_three_failures_in_a_row_end_the_file() -> None:
    ear = Ear(failing={number: [Code.SERVER_ERROR] for number in (0, 1, 3, 4, 5, 6)})
    passages = all_of(9, ear, at_once=1)
    assert ear.heard == [0, 1, 2, 3, 4, 5]
    assert text_of(passages) == "[…] w2 […]"


def test_a_stop_keeps_what_was_answered_also_behind_what_was_not() -> None:
    """The second one waits; the third has been paid for."""
    stop = threading.Event()
    ear = Ear(waiting={1: threading.Event()})

    def parts() -> Iterator[Part]:
        yield from (part(number) for number in range(3))
        wait_until(lambda: len(ear.heard) == 3 and ear.busy == 1, "only the second one is missing")
        stop.set()
        yield part(3)

    passages = list(work(ear, stop=stop).passages(parts(), 9.0))
    assert text_of(passages) == "w0 […] w2 […]"
    assert codes(passages) == [None, Code.CANCELLED, None, Code.CANCELLED]
    assert (passages[-1].start_s, passages[-1].stop_s) == (3.0, 9.0)


def test_a_stop_at_the_moment_of_the_last_answer_cancels_nothing() -> None:
    stop = threading.Event()
    ear = Ear()

    def parts() -> Iterator[Part]:
        yield from (part(number) for number in range(3))
        wait_until(lambda: len(ear.heard) == 3 and ear.busy == 0, "all are answered")
        stop.set()

    passages = list(work(ear, stop=stop).passages(parts(), 3.0))
    assert (text_of(passages), codes(passages)) == ("w0 w1 w2", [None] * 3)


def test_where_the_last_part_fails_no_second_gap_follows_it() -> None:
    assert codes(all_of(2, Ear(failing={1: [Code.KEY_REFUSED]}))) == [None, Code.KEY_REFUSED]


def test_while_something_more_urgent_is_under_way_nothing_is_asked_for() -> None:
    ear = Ear()
    looks = iter([False, False, False])

    def free() -> bool:
        return next(looks, True)

    stopped = threading.Event().is_set
    patient = Work(ear, DEFAULTS, at_once=1, stopped=stopped, free=free)
    assert text_of(patient.passages(iter([part(0), part(1)]), 2.0)) == "w0 w1"
    assert next(looks, None) is None


def test_a_file_that_breaks_off_ends_with_a_gap() -> None:
    def parts() -> Iterator[Part]:
        yield part(0)
        raise ProblemError(problem(Code.FILE_DAMAGED, path="a.flac", at="0:00:01"))

    passages = list(work(Ear()).passages(parts(), 5.0))
    assert [(each.start_s, each.stop_s, each.text) for each in passages] == [(0, 1, "w0"), (1, 5, "")]
    assert codes(passages) == [None, Code.FILE_DAMAGED]


def test_a_file_without_sound_is_a_problem_and_no_gap() -> None:
    def parts() -> Iterator[Part]:
        yield from ()
        raise ProblemError(problem(Code.FILE_TOO_SHORT, path="a.flac"))

    with pytest.raises(ProblemError):
        list(work(Ear()).passages(parts(), 0.0))


def test_whoever_goes_away_leaves_no_request_behind() -> None:
    ear = Ear(waiting={0: threading.Event(), 1: threading.Event()})

    def parts() -> Iterator[Part]:
        yield from (part(0), part(1))
        wait_until(lambda: len(ear.heard) == 2, "both are asked for")
        ear.waiting[0].set()
        yield part(2)

    passages = work(ear).passages(parts(), 3.0)
    assert next(passages).text == "w0"
    passages.close()  # type: ignore[attr-defined]
    assert ear.waiting[1].wait(30)

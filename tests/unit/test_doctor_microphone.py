"""The doctor's judgement of a microphone."""

from collections.abc import Sequence

import numpy as np
import pytest

from rapidwhisper.audio.microphone import Hearing, OpenStream
from rapidwhisper.audio.pulse import Source
from rapidwhisper.core.audio import RATE, Samples
from rapidwhisper.core.check import Check, Verdict
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.doctor.microphone import check_microphone

ZEROS = np.zeros(RATE // 50, np.int16)
SOUND = np.full(RATE // 50, 3277, np.int16)
"""A tenth of full scale."""


class Stream:
    rate = RATE
    latency_s = 0.0
    source: Source | None = Source("alsa.desk", "Desk microphone")

    def __init__(self, notice: Problem | None) -> None:
        self.notice = notice
        self.closed = False

    def close(self) -> None:
        self.closed = True


def opening(blocks: Sequence[Samples], opened: list[Stream], notice: Problem | None = None) -> OpenStream:
    def open_stream(_name: str, hearing: Hearing) -> Stream:
        for block in blocks:
            hearing.block(block, 0.0, 0.0)
        opened.append(Stream(notice))
        return opened[-1]

    return open_stream


def code(check: Check) -> Code | None:
    return check.problem.code if check.problem is not None else None


def test_a_microphone_that_hears_something_is_all_right_and_let_go_of() -> None:
    opened: list[Stream] = []
    check = check_microphone("", opening([SOUND] * 25, opened))
    assert (check.verdict, check.problem) == (Verdict.OK, None)
    assert check.found == "Desk microphone: 16000 Hz, level −20 dBFS."
    assert opened[0].closed


def test_a_microphone_that_wakes_up_with_zeros_is_not_muted() -> None:
    check = check_microphone("", opening([ZEROS] * 40 + [SOUND] * 25, []))
    assert check.verdict is Verdict.OK
    assert "−20 dBFS" in check.found


def test_nothing_but_zeros_is_a_mute_switch() -> None:
    check = check_microphone("", opening([ZEROS] * 80, []))
    assert (check.verdict, code(check)) == (Verdict.FAILED, Code.MICROPHONE_SILENT)


def test_another_microphone_than_the_wished_one_is_a_warning() -> None:
    notice = problem(Code.MICROPHONE_NOT_FOUND, name="Headset", used="Desk microphone", available="")
    check = check_microphone("Headset", opening([SOUND] * 25, [], notice))
    assert (check.verdict, check.problem) == (Verdict.WARNING, notice)


@pytest.mark.parametrize("cause", [Code.NO_MICROPHONE, Code.AUDIO_UNAVAILABLE])
def test_what_keeps_it_from_opening_is_told(cause: Code) -> None:
    def refuse(_name: str, _hearing: Hearing) -> Stream:
        raise ProblemError(problem(cause))

    check = check_microphone("", refuse)
    assert (check.verdict, code(check)) == (Verdict.FAILED, cause)

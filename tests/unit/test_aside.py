"""Work that may never come back is waited for only so long."""

import threading

import pytest

from rapidwhisper.audio.aside import within
from tests.rig.process import wait_until


def test_what_comes_in_time_is_given_and_what_fails_is_raised() -> None:
    assert within(20, lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        within(20, lambda: 1 // 0)


def test_its_own_timeout_is_not_taken_for_ours() -> None:
    def work() -> None:
        raise TimeoutError("from below")

    with pytest.raises(TimeoutError, match="from below"):
        within(20, work)


def test_what_hangs_is_left_to_itself_and_what_it_gives_in_the_end_is_taken_care_of() -> None:
    lets_go = threading.Event()
    late: list[int] = []

    def work() -> int:
        lets_go.wait()
        return 7

    with pytest.raises(TimeoutError):
        within(0.05, work, late=late.append)
    assert late == []
    lets_go.set()
    wait_until(lambda: late == [7], "the late answer is taken care of")


def test_a_failure_that_comes_too_late_goes_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    lets_go = threading.Event()

    def work() -> None:
        lets_go.wait()
        raise OSError("the device is gone")

    with pytest.raises(TimeoutError):
        within(0.05, work)
    lets_go.set()
    wait_until(lambda: "nobody waited" in caplog.text, "it is logged")

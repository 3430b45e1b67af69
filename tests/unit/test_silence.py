"""Stop by silence: after speech, once, and not before. And a microphone that gives only zeros."""

import numpy as np

from rapidwhisper.core.silence import SilenceStop, Zeros


def test_silence_after_speech_stops_once() -> None:
    stop = SilenceStop(threshold=0.02, duration_s=1.5)
    assert not stop.feed(0.1, 1.0, spoken=True)
    assert not stop.feed(0.001, 1.0, spoken=True)
    assert stop.feed(0.001, 0.5, spoken=True)
    assert not stop.feed(0.001, 5.0, spoken=True)


def test_silence_before_any_speech_does_not_stop() -> None:
    stop = SilenceStop(threshold=0.02, duration_s=1.5)
    assert not stop.feed(0.001, 60.0, spoken=False)
    assert not stop.feed(0.001, 1.0, spoken=True)


def test_a_word_in_between_starts_the_wait_anew() -> None:
    stop = SilenceStop(threshold=0.02, duration_s=1.5)
    stop.feed(0.1, 1.0, spoken=True)
    assert not stop.feed(0.001, 1.4, spoken=True)
    assert not stop.feed(0.05, 0.2, spoken=True)
    assert not stop.feed(0.001, 1.4, spoken=True)
    assert stop.feed(0.001, 0.2, spoken=True)


def zeros(seconds: float) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    return np.zeros(round(seconds * 1000), np.int16)


FAINT = np.array([0, 1, 0], np.int16)


def test_a_second_of_nothing_but_zeros_is_told_once() -> None:
    heard = Zeros(rate=1000)
    assert not heard.feed(zeros(0.9))
    assert heard.feed(zeros(0.2))
    assert not heard.feed(zeros(9.0))
    assert heard.only


def test_bluetooth_that_wakes_up_is_not_muted() -> None:
    heard = Zeros(rate=1000)
    assert not heard.feed(zeros(0.7))
    assert not heard.feed(FAINT)
    assert heard.sounded
    assert not heard.only


def test_a_noise_gate_between_two_sentences_is_not_muted_but_somebody_who_mutes_is() -> None:
    heard = Zeros(rate=1000)
    heard.feed(FAINT)
    assert not heard.feed(zeros(2.9))
    assert not heard.feed(FAINT)
    assert not heard.feed(zeros(2.9))
    assert heard.feed(zeros(0.2))
    assert not heard.only

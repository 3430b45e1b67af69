"""Stop by silence: after speech, once, and not before."""

from rapidwhisper.core.silence import SilenceStop


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

"""Where a recording may be cut while it is spoken."""

from rapidwhisper.core.pauses import CLEAR_S, Pauses

CHUNK, RATE = 512, 16_000
CHUNKS = round(CLEAR_S * RATE / CHUNK) + 1
"""Enough of them for a clear pause."""

SPEECH, SILENCE = 0.9, 0.01


def found(*verdicts: float) -> list[int]:
    pauses = Pauses(chunk=CHUNK, rate=RATE)
    return [at for verdict in verdicts if (at := pauses.feed(verdict)) is not None]


def test_a_pause_is_told_of_once_in_its_middle_as_soon_as_it_is_clear() -> None:
    (at,) = found(*[SPEECH] * 10, *[SILENCE] * 100)
    assert at == 10 * CHUNK + -(-round(CLEAR_S * RATE) // CHUNK) * CHUNK // 2


def test_the_silence_within_a_word_is_no_pause() -> None:
    assert not found(*([SPEECH] * 5 + [SILENCE] * 8) * 10)


def test_what_may_be_speech_ends_a_pause() -> None:
    assert not found(SPEECH, *([SILENCE] * (CHUNKS // 2) + [0.2]) * 10)


def test_silence_before_the_first_word_is_no_pause_in_speech() -> None:
    assert not found(*[SILENCE] * 100)


def test_each_sentence_ends_with_a_pause_of_its_own() -> None:
    ats = found(*([SPEECH] * 20 + [SILENCE] * CHUNKS) * 3)
    assert len(ats) == 3
    period = (20 + CHUNKS) * CHUNK
    assert [at - ats[0] for at in ats] == [0, period, 2 * period]

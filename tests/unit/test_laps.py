"""The laps of a dictation: one behind the other, from the key to the window, with nothing between them."""

from dataclasses import replace

from rapidwhisper.core.commands import UpdateRow
from rapidwhisper.core.dictation import Outcome, Take
from rapidwhisper.core.events import (
    Inserted,
    Listening,
    Pressed,
    Recorded,
    Released,
    StopWished,
    Transcribed,
)
from rapidwhisper.core.laps import TOTAL, Lap, Stamps, laps_ms
from rapidwhisper.core.stopwatch import Stopwatch

WHOLE: Stamps = {
    Lap.FIRST_SAMPLE: 10.125,
    Lap.LAST_SAMPLE: 20.020,
    Lap.PREPARE: 20.025,
    Lap.ENCODE: 20.0312,
    Lap.CONNECT: 20.0313,
    Lap.SEND: 20.0449,
    Lap.ANSWER: 20.345,
    Lap.TEXT: 20.3459,
    Lap.WAIT: 20.348,
    Lap.PASTE: 20.3544,
    Lap.RECEIPT: 20.361,
}


def without(*laps: Lap) -> Stamps:
    return dict(item for item in WHOLE.items() if item[0] not in laps)


def added_up(spans: dict[str, int]) -> int:
    return sum(spans[lap] for lap in list(Lap)[1:] if lap in spans)


def test_all_laps_behind_the_key_add_up_to_the_total() -> None:
    spans = laps_ms(10.0, 20.0, WHOLE)
    assert list(spans) == [*Lap, TOTAL]
    assert spans[Lap.FIRST_SAMPLE] == 125
    assert spans[Lap.ANSWER] == 300
    assert spans[TOTAL] == added_up(spans) == 361


def test_a_lap_that_nobody_stamped_is_part_of_the_next_one() -> None:
    spans = laps_ms(10.0, 20.0, without(Lap.ENCODE, Lap.CONNECT, Lap.SEND))
    assert Lap.SEND not in spans
    assert spans[Lap.ANSWER] == 320
    assert spans[TOTAL] == added_up(spans) == 361


def test_what_was_done_while_the_user_spoke_cost_nothing() -> None:
    early = {Lap.PREPARE: 14.0, Lap.ENCODE: 14.1, Lap.CONNECT: 14.1, Lap.SEND: 14.2}
    spans = laps_ms(10.0, 20.0, {**WHOLE, **early})
    assert [spans[lap] for lap in early] == [0, 0, 0, 0]
    assert spans[Lap.ANSWER] == 325
    assert spans[TOTAL] == added_up(spans) == 361


def test_a_window_that_gives_no_receipt_has_a_total_all_the_same() -> None:
    assert laps_ms(10.0, 20.0, without(Lap.RECEIPT))[TOTAL] == 354


def test_a_text_that_never_came_to_its_end_has_no_total() -> None:
    stamps = {Lap.FIRST_SAMPLE: 10.125, Lap.LAST_SAMPLE: 20.020}
    assert laps_ms(10.0, 20.0, stamps) == {Lap.FIRST_SAMPLE: 125, Lap.LAST_SAMPLE: 20}


def test_one_that_was_cancelled_while_it_was_spoken_has_only_its_beginning() -> None:
    assert laps_ms(10.0, None, {Lap.FIRST_SAMPLE: 10.125}) == {Lap.FIRST_SAMPLE: 125}
    assert laps_ms(10.0, None, {}) == {}


def dictated(watch: Stopwatch) -> None:
    watch.note(Pressed(10.0))
    watch.began(1)
    watch.note(Listening(1, {Lap.FIRST_SAMPLE: 10.125}))
    watch.note(Released(20.0))
    watch.stopped(1)
    for event in (
        Recorded(1, Take(10.0, speech=True), None, {Lap.LAST_SAMPLE: 20.020}),
        Transcribed(1, 1, "words", "groq", {Lap.ANSWER: 20.3, Lap.TEXT: 20.301}),
        Inserted(1, {Lap.PASTE: 20.310, Lap.RECEIPT: 20.315}),
    ):
        watch.note(event)


def test_the_stopwatch_gathers_what_the_events_carry_and_takes_the_keys_own_times() -> None:
    watch = Stopwatch(lambda: 99.0)
    dictated(watch)
    row = watch.complete(UpdateRow(1, outcome=Outcome.DONE))
    assert row.timings_ms == {
        "first_sample": 125,
        "last_sample": 20,
        "answer": 280,
        "text": 1,
        "paste": 9,
        "receipt": 5,
        "total": 315,
    }
    assert watch.of_last(1) == row.timings_ms


def test_an_end_that_no_key_made_is_timed_when_it_is_heard_of() -> None:
    now = [10.0]
    watch = Stopwatch(lambda: now[0])
    watch.note(StopWished())
    watch.began(1)
    now[0] = 20.0
    watch.note(StopWished())
    watch.stopped(1)
    watch.note(Inserted(1, {Lap.RECEIPT: 20.5}))
    assert watch.end(1) == {"receipt": 500, "total": 500}


def test_a_row_that_is_not_the_last_word_ends_nothing() -> None:
    watch = Stopwatch(lambda: 99.0)
    dictated(watch)
    early = UpdateRow(1, seconds=10.0)
    assert watch.complete(early) == early
    assert watch.complete(replace(early, outcome=Outcome.DONE)).timings_ms


def test_a_retry_has_no_laps_and_leaves_those_of_the_last_one() -> None:
    watch = Stopwatch(lambda: 99.0)
    dictated(watch)
    spans = watch.end(1)
    watch.stopped(7)
    watch.note(Transcribed(7, 2, "words", "groq", {Lap.ANSWER: 30.0}))
    assert watch.end(7) is None
    retried = UpdateRow(7, outcome=Outcome.HELD)
    assert watch.complete(retried) == retried
    assert watch.of_last(7) == {}
    assert watch.of_last(1) == spans


def test_when_it_happened_makes_no_other_event() -> None:
    assert Inserted(1, {Lap.RECEIPT: 1.0}) == Inserted(1)
    assert hash(Inserted(1, {Lap.RECEIPT: 1.0})) == hash(Inserted(1))

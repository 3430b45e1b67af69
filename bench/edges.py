"""P3: what the recording lacks right after the key that starts it and right before the key that ends it.

Somebody speaks all the time in a noise that never repeats, so that each moment can be found in what a bare
recorder has heard, which also knows when that was.
"""

import time

from bench.desk import REST_S, Timed, exactly, running_desk
from bench.figures import Calibration, Figure
from bench.overhead import answered
from rapidwhisper.core.audio import RATE
from tests.rig.tone_speech import sound
from tests.rig.voice import place as found
from tests.rig.voice import voice
from tests.rig.witness import Witness, witness

TIMES = 10
SPEAKS_S = 2.0
PROBE = RATE // 2
"""Samples at each end of the recording: enough to be sure of their place."""


def edges() -> list[Figure]:
    begins, ends = [], []
    with running_desk() as place:
        talk = voice(place.folder, TIMES * (SPEAKS_S + 3 * REST_S + 2.0))
        with witness(place.desktop.microphone) as heard, place.desktop.microphone.playing(talk):
            time.sleep(REST_S)
            for number in range(TIMES + 1):
                words = answered(place, number)
                start_at = place.tap()
                time.sleep(SPEAKS_S)
                timed = place.stop(start_at, exactly(words))
                begin, end = _missing_ms(timed, heard)
                begins.append(begin)
                ends.append(end)
                place.clear()
            delays = tuple(heard.delays_ms())
    bare = Calibration("a bare recorder, later than the soonest", "ms", delays)
    return [
        Figure("P3", "missing after key-down", "ms", tuple(begins[1:]), 20, 0, calibration=(bare,)),
        Figure("P3", "missing before key-up", "ms", tuple(ends[1:]), 20, 0),
    ]


def _missing_ms(timed: Timed, heard: Witness) -> tuple[float, float]:
    """Negative: there is more than was needed."""
    recorded, room = sound(timed.served[-1].request), heard.samples
    first = heard.at(found(recorded[:PROBE], room))
    last = heard.at(found(recorded[-PROBE:], room) + PROBE)
    return 1000 * (first - timed.start_at), 1000 * (timed.stop_at - last)

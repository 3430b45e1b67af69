"""P2: what a long dictation costs more than a short one, on a slow uplink, with every word there once.

Five desktops at a time, each with its own server and uplink, for a recording of two minutes takes as long
as it is. They stop one after the other, so that none waits while another has work to do.
"""

import math
import time
from concurrent.futures import ThreadPoolExecutor

from bench.desk import UPLINK_BYTES_PER_S, Desk, is_whole, running_desk, something, speech, thinking
from bench.figures import By, Calibration, Figure
from tests.rig.tone_speech import Spoken, understands, wav

DESKS = 5
APART_S = 5.0
SHORT_S, LONG_S = 10.0, 120.0
SERVER_S, SERVER_S_PER_S = 0.2, 0.05


def length() -> list[Figure]:
    with ThreadPoolExecutor(DESKS) as together:
        pairs = list(together.map(_pair, range(DESKS)))
    short, long = tuple(one for one, _ in pairs), tuple(other for _, other in pairs)
    whole = sum(math.isfinite(one) and math.isfinite(other) for one, other in pairs)
    return [
        Figure(
            "P2",
            "after 120 s of speech ÷ after 10 s",
            "",
            tuple(math.inf if math.isinf(one) else other / one for one, other in pairs),
            1.3,
            1.1,
            By.P50,
            (
                Calibration("after 10 s of speech", "s", short),
                Calibration("after 120 s of speech", "s", long),
            ),
            whole,
        )
    ]


def _pair(number: int) -> tuple[float, float]:
    """Seconds from the stop key to the text, after a short dictation and after a long one."""
    time.sleep(number * APART_S)
    with running_desk(uplink_bytes_per_s=UPLINK_BYTES_PER_S) as place:
        place.server.answers(thinking(understands, SERVER_S, SERVER_S_PER_S))
        _latency_s(place, speech(2.0))  # the first one loads what all need
        short = speech(SHORT_S, seed=number)
        long = speech(LONG_S, seed=DESKS + number)
        return _latency_s(place, short), _latency_s(place, long)


def _latency_s(place: Desk, said: Spoken) -> float:
    """Endless, if not every word is there once and in its place."""
    recording = wav(said.samples, place.folder / "said.wav")
    timed = place.dictate(recording, something)
    place.clear()
    return timed.latency_s if is_whole(timed, said) else math.inf

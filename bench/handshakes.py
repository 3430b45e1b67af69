"""P5: connections that are opened while the user waits for the text."""

import time
from collections.abc import Iterator
from pathlib import Path

from bench.desk import REST_S, Desk, desk, exactly, running_desk
from bench.figures import Figure
from bench.overhead import answered, said

TIMES = 5
KEPT_S = 6.0
"""Instead of the five minutes for which an idle connection is kept."""
SERVER_CLOSES_S = 5.0


def handshakes() -> list[Figure]:
    return [
        Figure("P5", "connections, first dictation", "", tuple(_first()), 0, 0),
        Figure("P5", "connections, after 5 minutes' rest", "", tuple(_rested()), 0, 0),
        Figure("P5", "connections, server closes after 5 s", "", tuple(_closed()), 0, 0),
    ]


def _first() -> Iterator[int]:
    with desk() as place:
        recording = said(place.folder, 2.0)
        for number in range(TIMES):
            place.app.start()
            yield _opened(place, recording, number)
            place.app.close()


def _rested() -> Iterator[int]:
    with running_desk("bench.short_rest", str(KEPT_S)) as place:
        recording = said(place.folder, 1.0)
        _opened(place, recording, TIMES)
        for number in range(TIMES):
            time.sleep(KEPT_S + REST_S)
            yield _opened(place, recording, number)


def _closed() -> Iterator[int]:
    with running_desk(closes_idle_after_s=SERVER_CLOSES_S) as place:
        recording = said(place.folder, SERVER_CLOSES_S + 2.0)
        for number in range(TIMES):
            yield _opened(place, recording, number)


def _opened(place: Desk, recording: Path, number: int) -> int:
    timed = place.dictate(recording, exactly(answered(place, number)))
    place.clear()
    return place.connections_between(timed.stop_at, timed.visible_at)

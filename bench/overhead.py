"""P1 and P9: what the program adds between the stop key and the text, beside the server's own time."""

import json
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench.desk import Desk, desk, exactly, is_whole, running_desk, something, speech, thinking
from bench.figures import Calibration, Figure
from bench.start import armed
from tests.rig.process import running, wait_until
from tests.rig.tone_speech import understands, wav

WARM = 30
COLD = 10
COLD_S = 3.0
SERVER_S = 0.2


def overhead() -> list[Figure]:
    """P1: in a program that has dictated before."""
    values = []
    with running_desk() as place:
        recording = said(place.folder, 5.0)
        for number in range(WARM + 2):
            words = answered(place, number)
            timed = place.dictate(recording, exactly(words))
            values.append(timed.overhead_ms)
            place.clear()
        bare = Calibration("bare clipboard and Shift+Insert", "ms", tuple(_bare(place)))
        beside = (bare, *_stages(place))
    return [Figure("P1", "overhead, 5 s of speech", "ms", tuple(values[2:]), 60, 30, calibration=beside)]


def first() -> list[Figure]:
    """P9: in a fresh program, pressed the moment its hotkey is armed; the words tell whether it listened."""
    values, heard = [], []
    with desk() as place:
        told = speech(COLD_S)
        recording = wav(told.samples, place.folder / "said.wav")
        place.server.answers(thinking(understands, SERVER_S))
        for _ in range(COLD):
            armed(place)
            timed = place.dictate(recording, something)
            values.append(timed.overhead_ms)
            heard.append(is_whole(timed, told))
            place.app.close()
            place.clear()
    return [Figure("P9", "first dictation, 3 s of speech", "ms", tuple(values), 150, 60, whole=sum(heard))]


def said(folder: Path, seconds: float) -> Path:
    return wav(speech(seconds).samples, folder / f"{seconds:g}.wav")


def answered(place: Desk, number: int) -> str:
    """What the server will hear next."""
    words = f"these are the words of dictation {number}"
    place.server.answers(thinking(lambda _: words, SERVER_S))
    return words


def _stages(place: Desk) -> Iterator[Calibration]:
    """What the program itself tells of these dictations, in the order of its stages."""
    history = json.loads(place.app.tell("history", "--json", "--limit", str(WARM)))
    rows = [row["timings_ms"] for row in history]
    for stage in rows[0]:
        yield Calibration(f"`{stage}`", "ms", tuple(told[stage] for told in rows if stage in told))


def _bare(place: Desk) -> Iterator[float]:
    """Milliseconds from nothing to the text in the same editor."""
    command = [sys.executable, "-m", "bench.bare_paste"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with running(command, env=place.desktop.env, **pipes) as bare:
        assert bare.stdin is not None
        assert bare.stdout is not None
        for number in range(WARM):
            words = f"these are the words of paste {number}"
            bare.stdin.write(words + "\n")
            bare.stdin.flush()
            at = float(bare.stdout.readline())
            visible_at, _ = wait_until(partial(place.seen, at, exactly(words)), "the bare text is visible")
            yield 1000 * (visible_at - at)
            place.clear()

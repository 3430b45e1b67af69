"""P10: the engine on this computer, fed segment by segment while one speaks, and with all of it at the end.

With real words, so that what the cuts cost is seen as well. The same words sound a little different whenever
they are played, so each recording is also decoded a second time, all of it at once.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from bench.desk import Desk, running_desk, something
from bench.figures import Calibration, Figure
from bench.word_errors import errors
from tests.rig.passage import passage
from tests.rig.tone_speech import wav

TIMES = {10: 5, 60: 3}
"""How often for which length in seconds."""
DECODES_S = 120.0


@dataclass(frozen=True, slots=True)
class Read:
    """A passage that was read aloud, and what was heard."""

    latency_s: float
    spoken: str
    heard: str
    again: str
    """By decoding the same recording once more, all of it at once."""


def while_speaking() -> list[Figure]:
    segments, whole = _read(), _read(SEGMENT_SECONDS="0")
    return [_figure(seconds, segments[seconds], whole[seconds]) for seconds in TIMES]


def _read(**settings: str) -> dict[int, list[Read]]:
    with running_desk(settings={"AI_PROVIDER": "local", **settings}) as place:
        _read_aloud(place, 3, seed=0)  # the first one waits for the model
        return {
            seconds: [_read_aloud(place, seconds, seed=seconds + number) for number in range(times)]
            for seconds, times in TIMES.items()
        }


def _read_aloud(place: Desk, seconds: int, *, seed: int) -> Read:
    said = passage(place.folder, seconds=seconds, seed=seed)
    timed = place.dictate(wav(said.samples, place.folder / "said.wav"), something)
    place.clear()
    dictation = place.app.finished()["id"]
    again = place.app.tell("retry", str(dictation), timeout=DECODES_S)
    return Read(timed.latency_s, said.text, timed.text.strip(), again.strip())


def _figure(seconds: int, segments: Sequence[Read], whole: Sequence[Read]) -> Figure:
    texts = tuple(
        {
            "spoken": cut.spoken,
            "segments": cut.heard,
            "segments at once": cut.again,
            "after the stop": uncut.heard,
        }
        for cut, uncut in zip(segments, whole, strict=True)
    )
    for text in texts:
        if len(set(text.values())) > 1:
            print("\n".join(f"{how}: {words}" for how, words in text.items()), file=sys.stderr)
    late = tuple(each.latency_s for each in whole)
    return Figure(
        "P10",
        f"stop key to text, {seconds} s of speech",
        "s",
        tuple(each.latency_s for each in segments),
        calibration=(
            Calibration(f"all after the stop, {seconds} s of speech", "s", late),
            _share(f"words wrong, {seconds} s", [(each.spoken, each.heard) for each in segments]),
            _share(
                f"words wrong, all after the stop, {seconds} s", [(each.spoken, each.heard) for each in whole]
            ),
            _share(
                f"words changed by the cuts, {seconds} s", [(each.again, each.heard) for each in segments]
            ),
            _share(
                f"words changed by decoding twice, {seconds} s", [(each.again, each.heard) for each in whole]
            ),
        ),
        texts=texts,
    )


def _share(name: str, pairs: Sequence[tuple[str, str]]) -> Calibration:
    return Calibration(name, "%", tuple(100 * errors(right, heard) for right, heard in pairs))

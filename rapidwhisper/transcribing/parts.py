"""A sound file as the parts that are asked for, cut while it is read."""

from collections.abc import Iterator

from rapidwhisper.audio.file import SoundFile
from rapidwhisper.audio.voice import CHUNK, SpeechGate, load_detector
from rapidwhisper.core.audio import Clip, dbfs, rms
from rapidwhisper.core.cutting import Cutter, Lengths, Part
from rapidwhisper.core.problem import Code, ProblemError, problem

INAUDIBLE_DBFS = -60.0
"""A part without anything louder is not asked for: nobody has said anything there."""

SHORTEST_S = 0.1


def parts(file: SoundFile, lengths: Lengths) -> Iterator[Part]:
    """All of it; at the end ProblemError if not all could be read, or if there was hardly anything."""
    cutter = Cutter(lengths)
    gate = SpeechGate(load_detector(), pauses=True)
    stop_s = 0.0
    damage: ProblemError | None = None
    try:
        for block in file.blocks():
            for part in cutter.feed(block, gate.feed(block).pauses):
                yield part
                stop_s = part.stop_s
    except ProblemError as error:
        damage = error
    for part in cutter.finish():
        stop_s = part.stop_s
        if stop_s >= SHORTEST_S:
            yield part
    if damage is not None:
        raise damage
    if stop_s < SHORTEST_S:
        raise ProblemError(problem(Code.FILE_TOO_SHORT, path=file.path))


def audible(clip: Clip) -> bool:
    """Judged by its loudest moment: a word in minutes of silence is as precious as any."""
    chunks = range(0, len(clip.samples), CHUNK)
    return any(dbfs(rms(clip.samples[at : at + CHUNK])) > INAUDIBLE_DBFS for at in chunks)

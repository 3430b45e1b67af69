"""A sound file, read in a stream: wav, flac, ogg (Vorbis, Opus), mp3 and whatever else libsndfile reads."""

import shlex
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from rapidwhisper.core.audio import RATE, Clip, Samples
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.times import clock

BLOCK_S = 0.5
"""Read at a time; so much is lost where a file is damaged."""

MISSING_S = 0.5
"""If it ends so much before its header says, it is not whole; compressed ones are a little off by nature."""

TO_CONVERT = {
    *(".m4a", ".m4b", ".mp4", ".m4v", ".mov", ".aac", ".3gp", ".amr"),
    *(".wma", ".wmv", ".webm", ".mkv", ".avi", ".mpg", ".mpeg"),
}
"""Sound and pictures in formats that libsndfile does not know."""


class SoundFile:
    """Open from the start; raises ProblemError if it is no readable sound file. Used on one thread."""

    def __init__(self, path: Path) -> None:
        import soundfile

        try:
            if not path.exists():
                raise ProblemError(problem(Code.FILE_MISSING, path=path))
            self._file = soundfile.SoundFile(path)
        except (
            OSError,
            ValueError,
            TypeError,
            soundfile.SoundFileError,
        ) as error:  # TypeError: .raw has no header
            raise ProblemError(_unreadable(path, error)) from error
        self.path = path
        self._error = soundfile.SoundFileError

    @property
    def seconds(self) -> float:
        """As its header says."""
        return float(self._file.frames / self._file.samplerate)

    def blocks(self) -> Iterator[Samples]:
        """All channels mixed to one and resampled to 16 kHz.

        What can be read of a damaged file comes, then ProblemError with FILE_DAMAGED.
        """
        import soxr

        rate = self._file.samplerate
        resample = soxr.ResampleStream(rate, RATE, 1, dtype="float32").resample_chunk
        damaged = False
        read = 0
        while True:
            try:
                block = self._file.read(round(BLOCK_S * rate), dtype="float32", always_2d=True)
            except (self._error, OSError):
                damaged, block = True, np.empty((0, 1), np.float32)
            read += len(block)
            yield _whole_numbers(resample(block.mean(axis=1), last=len(block) == 0))
            if len(block) == 0:
                break
        if damaged or self._file.frames - read > MISSING_S * rate:
            raise ProblemError(problem(Code.FILE_DAMAGED, path=self.path, at=clock(read / rate)))

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_clip(path: Path) -> Clip:
    """A short one as a whole; raises ProblemError."""
    with SoundFile(path) as file:
        return Clip(np.concatenate(list(file.blocks())))


def _whole_numbers(samples: "np.ndarray[tuple[int, ...], np.dtype[np.float32]]") -> Samples:
    return np.clip(np.round(samples * 32768.0), -32768, 32767).astype(np.int16)


def _unreadable(path: Path, error: Exception) -> Problem:
    if path.suffix.lower() in TO_CONVERT:
        into = path.with_suffix(".flac")
        command = shlex.join(["ffmpeg", "-i", str(path), "-ac", "1", "-ar", str(RATE), str(into)])
        return problem(Code.FILE_TO_CONVERT, path=path, command=command)
    return problem(Code.FILE_UNREADABLE, path=path, detail=error)

"""The journal: every recording as raw samples on disk, written while it is spoken.

Raw PCM, because the header of a WAV file cut off by a crash is wrong.
"""

import os
import threading
from pathlib import Path

import numpy as np

from rapidwhisper.audio.disk import Disk
from rapidwhisper.audio.journal_file import NEVER_A_LINK, JournalFile, read, size
from rapidwhisper.core.audio import BYTES_PER_SAMPLE, RATE, Clip
from rapidwhisper.core.dictation import DictationId
from rapidwhisper.core.problem import Code, ProblemError, problem

_SUFFIX = ".pcm"


class Journal:
    """All recordings in one folder, by the number of their dictation. Every method may be called anywhere."""

    def __init__(self, folder: Path, disk: Disk | None = None) -> None:
        self._folder = folder
        self._disk = disk or Disk()
        self._lock = threading.Lock()
        self._files: dict[DictationId, JournalFile] = {}

    def open(self, dictation: DictationId) -> JournalFile:
        """A new recording; never fails, see `JournalFile.problem`."""
        file = JournalFile(self._path(dictation), self._create, self._disk)
        with self._lock:
            self._files = {id_: old for id_, old in self._files.items() if old.needed}
            self._files[dictation] = file
        return file

    def clip(self, dictation: DictationId) -> Clip:
        """What was recorded so far; ProblemError(AUDIO_GONE) if that is nothing."""
        file = self._known(dictation)
        try:
            data = file.contents() if file else read(self._path(dictation))
        except OSError as error:
            raise ProblemError(problem(Code.AUDIO_GONE)) from error
        whole = len(data) - len(data) % BYTES_PER_SAMPLE
        if not whole:
            raise ProblemError(problem(Code.AUDIO_GONE))
        return Clip(np.frombuffer(data[:whole], "<i2").astype(np.int16, copy=False))

    def seconds(self, dictation: DictationId) -> float:
        file = self._known(dictation)
        length = file.size() if file else size(self._path(dictation))
        return length // BYTES_PER_SAMPLE / RATE

    def discard(self, dictation: DictationId) -> None:
        with self._lock:
            file = self._files.pop(dictation, None)
        if file is not None:
            file.forget()
        else:
            self._path(dictation).unlink(missing_ok=True)

    def keep(self, dictation: DictationId) -> None:
        """The recording stays as it is."""

    def ids(self) -> tuple[DictationId, ...]:
        """Every dictation of which there is sound, oldest first."""
        try:
            names = [path.stem for path in self._folder.iterdir() if path.suffix == _SUFFIX]
        except OSError:
            names = []
        on_disk = {int(name) for name in names if name.isdecimal()}
        with self._lock:
            return tuple(sorted(on_disk | self._files.keys()))

    def recordings(self) -> dict[DictationId, float]:
        """The seconds of every recording: what the history wants to know after a crash."""
        return {dictation: self.seconds(dictation) for dictation in self.ids()}

    def _known(self, dictation: DictationId) -> JournalFile | None:
        with self._lock:
            return self._files.get(dictation)

    def _path(self, dictation: DictationId) -> Path:
        return self._folder / f"{dictation}{_SUFFIX}"

    def _create(self, path: Path) -> int:
        """Exclusively: should a number come twice, the older recording stays as it is."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._folder.is_symlink():
            raise OSError("the folder is a link")
        self._folder.chmod(0o700)
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | NEVER_A_LINK, 0o600)

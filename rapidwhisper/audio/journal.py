"""The journal: every recording as raw samples on disk, written while it is spoken.

Raw PCM, because the header of a WAV file cut off by a crash is wrong. Once its text is safe it becomes FLAC.
"""

import os
import threading
from contextlib import suppress
from pathlib import Path

import numpy as np

from rapidwhisper.audio.disk import Disk
from rapidwhisper.audio.files import (
    NEVER_A_LINK,
    keep_names,
    read,
    size,
    start_of,
    write_safely,
)
from rapidwhisper.audio.flac import HEADER_BYTES, decode, encode, sample_count
from rapidwhisper.audio.journal_file import JournalFile
from rapidwhisper.core.audio import BYTES_PER_SAMPLE, RATE, Clip, Samples
from rapidwhisper.core.dictation import DictationId
from rapidwhisper.core.problem import Code, ProblemError, problem

_SUFFIX = ".pcm"
_KEPT = ".flac"
_PART = ".part"


class Journal:
    """All recordings in one folder, by the number of their dictation. Every method may be called anywhere."""

    def __init__(self, folder: Path, disk: Disk | None = None) -> None:
        self._folder = folder
        self._disk = disk or Disk()
        self._lock = threading.Lock()
        self._files: dict[DictationId, JournalFile] = {}
        self._replacing = threading.Lock()
        """Held by whoever removes a recording, so that one that is discarded does not come back as FLAC."""

    def open(self, dictation: DictationId) -> JournalFile:
        """A new recording; never fails, see `JournalFile.problem`."""
        file = JournalFile(self._path(dictation), self._create, self._disk)
        with self._lock:
            self._files = {id_: old for id_, old in self._files.items() if old.needed}
            self._files[dictation] = file
        return file

    def clip(self, dictation: DictationId) -> Clip:
        """What was recorded so far; ProblemError(AUDIO_GONE) if that is nothing."""
        try:
            samples = self._raw(dictation)
            if not len(samples):  # looked for second: it is there before the raw one goes
                samples = decode(read(self._path(dictation, _KEPT)))
        except (OSError, ValueError) as error:
            raise ProblemError(problem(Code.AUDIO_GONE)) from error
        return Clip(samples)

    def seconds(self, dictation: DictationId) -> float:
        file = self._known(dictation)
        length = file.size() if file else size(self._path(dictation))
        count = length // BYTES_PER_SAMPLE or sample_count(
            start_of(self._path(dictation, _KEPT), HEADER_BYTES)
        )
        return count / RATE

    def discard(self, dictation: DictationId) -> None:
        with self._replacing:
            self._remove(dictation, _SUFFIX, _KEPT, _KEPT + _PART)

    def keep(self, dictation: DictationId) -> None:
        """The finished recording as FLAC, once; if it cannot be, OSError or ValueError, and it stays raw.

        Whatever the moment of a crash, one of the two is whole; the next call clears up.
        """
        file = self._known(dictation)
        samples = self._raw(dictation)
        if not len(samples):
            return
        try:
            self._keep(dictation, samples)
        except (OSError, ValueError):
            with self._replacing, suppress(OSError):
                self._path(dictation, _KEPT + _PART).unlink(missing_ok=True)
            if file is not None and file.lives_in_memory:  # its text is safe: memory is not for keeping
                self.discard(dictation)
            raise

    def _keep(self, dictation: DictationId, samples: Samples) -> None:
        kept, part = (self._path(dictation, suffix) for suffix in (_KEPT, _KEPT + _PART))
        if kept.exists() and (file := self._known(dictation)) is not None and file.lives_in_memory:
            raise FileExistsError("there is a recording of that number")
        self._prepare_folder()
        write_safely(part, encode(samples))
        if not np.array_equal(decode(read(part)), samples):
            raise ValueError("the recording was not written as it was")
        with self._replacing:
            if not np.array_equal(self._raw(dictation), samples):  # discarded meanwhile
                part.unlink(missing_ok=True)
                return
            part.replace(kept)
            keep_names(self._folder)
            self._remove(dictation, _SUFFIX)

    def _raw(self, dictation: DictationId) -> Samples:
        """Without half a sample at the end, which a crash may leave; empty if there is nothing."""
        file = self._known(dictation)
        try:
            data = file.contents() if file else read(self._path(dictation))
        except FileNotFoundError:
            data = b""
        whole = len(data) - len(data) % BYTES_PER_SAMPLE
        return np.frombuffer(data[:whole], "<i2").astype(np.int16, copy=False)

    def _remove(self, dictation: DictationId, *suffixes: str) -> None:
        with self._lock:
            file = self._files.pop(dictation, None)
        if file is not None:  # what lies on disk under its number may be another's
            file.forget()
            return
        for suffix in suffixes:
            self._path(dictation, suffix).unlink(missing_ok=True)

    def ids(self) -> tuple[DictationId, ...]:
        """Every dictation of which there is sound, oldest first."""
        try:
            names = [path.stem for path in self._folder.iterdir() if path.suffix in (_SUFFIX, _KEPT)]
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

    def _path(self, dictation: DictationId, suffix: str = _SUFFIX) -> Path:
        return self._folder / f"{dictation}{suffix}"

    def _create(self, path: Path) -> int:
        """Exclusively: should a number come twice, the older recording stays as it is."""
        self._prepare_folder()
        if path.with_suffix(_KEPT).exists():
            raise FileExistsError("there is a recording of that number")
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | NEVER_A_LINK, 0o600)

    def _prepare_folder(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._folder.is_symlink():
            raise OSError("the folder is a link")
        self._folder.chmod(0o700)

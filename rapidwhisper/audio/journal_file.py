"""One recording on disk, written while it is spoken."""

import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path

from rapidwhisper.audio.disk import Disk, Flush
from rapidwhisper.audio.files import NEVER_A_LINK, keep_names, read, size
from rapidwhisper.core.audio import BYTES_PER_SAMPLE, Samples
from rapidwhisper.core.problem import Code, Problem, problem

log = logging.getLogger(__name__)


class JournalFile:
    """What the disk does not take stays in memory, and `problem` tells of it.

    Each block goes to the system at once, so that the death of the process takes nothing, and by way of
    `Disk` to the disk soon after. The file is closed there too, behind its last sync.
    """

    def __init__(self, path: Path, open_file: Callable[[Path], int], disk: Disk) -> None:
        self.problem: Problem | None = None
        self._path = path
        self._disk = disk
        self._lock = threading.Lock()
        self._syncing = threading.Lock()
        """Held while the disk works on the open file; taken before the other one."""
        self._rest = bytearray()
        self._handle: int | None = None
        self._owns_file = False
        self._complete = False
        self._waits_for_disk = False
        self._name_kept = False
        try:
            self._handle = open_file(path)
            self._owns_file = True
        except OSError as error:
            self._give_up(error)

    def append(self, samples: Samples) -> None:
        block = memoryview(samples.astype("<i2", copy=False).tobytes())
        with self._lock:
            while self._handle is not None and not self._complete and block:
                try:
                    block = block[os.write(self._handle, block) :]
                except OSError as error:
                    self._give_up(error)
            self._rest += block
            self._wish_sync()

    def cut(self, samples: int) -> None:
        """Forget all that came after so many samples."""
        length = samples * BYTES_PER_SAMPLE
        with self._lock:
            on_disk = self._size_on_disk()
            del self._rest[max(0, length - on_disk) :]
            if length < on_disk:
                self._shorten(length)

    def close(self) -> None:
        with self._lock:
            self._complete = True
            self._wish_sync()

    def sync(self, flush: Flush) -> None:
        with self._syncing:
            with self._lock:
                handle, complete = self._handle, self._complete
                self._waits_for_disk = False
            if handle is None:
                return
            try:
                flush(handle)
            except OSError as error:
                with self._lock:
                    self._give_up(error)
                complete = True
            if not self._name_kept:
                keep_names(self._path.parent)
                self._name_kept = True
            if complete:
                with self._lock:
                    self._close_file()

    def contents(self) -> bytes:
        """Everything appended so far: what the disk took, then the rest."""
        with self._lock:
            on_disk = read(self._path) if self._owns_file else b""
            return on_disk + self._rest

    def size(self) -> int:
        with self._lock:
            return self._size_on_disk() + len(self._rest)

    def forget(self) -> None:
        """Waits for the disk, if it is just at work on this file: some systems remove no open file."""
        with self._syncing, self._lock:
            self._complete = True
            self._close_file()
            self._rest.clear()
            if self._owns_file:
                self._path.unlink(missing_ok=True)
                self._owns_file = False

    @property
    def needed(self) -> bool:
        """Whether the file alone would not tell everything."""
        return self._handle is not None or self.lives_in_memory

    @property
    def lives_in_memory(self) -> bool:
        """All of it or a part: the disk did not take it."""
        return not self._owns_file or bool(self._rest)

    def _wish_sync(self) -> None:
        if self._handle is not None and not self._waits_for_disk:
            self._waits_for_disk = True
            self._disk.wish(self)

    def _size_on_disk(self) -> int:
        return size(self._path) if self._owns_file else 0

    def _shorten(self, length: int) -> None:
        handle = os.open(self._path, os.O_WRONLY | NEVER_A_LINK)
        try:
            os.ftruncate(handle, length)
        finally:
            os.close(handle)

    def _close_file(self) -> None:
        handle, self._handle = self._handle, None  # its number may be another file's, whatever closing says
        if handle is None:
            return
        try:
            os.close(handle)
        except OSError as error:  # some disks tell only now that they did not take it
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        """From here on in memory; `sync` closes the file, which may be waiting for the disk."""
        self._complete = True
        if self.problem is None:
            detail = error.strerror or str(error)
            log.warning("The recording goes on in memory: %s (%s)", self._path, detail)
            self.problem = problem(Code.JOURNAL_UNWRITABLE, path=self._path, detail=detail)

"""Notices when a file is edited by hand: in place, replaced, made or removed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

SETTLE_MS = 100
"""Editors write in several steps."""


class FileWatch(QObject):
    changed = Signal()

    def __init__(self, path: Path, fingerprint: Callable[[], object]) -> None:
        """`fingerprint` gives a value that differs after an edit; only then `changed` is emitted."""
        super().__init__()
        self._path = path
        self._fingerprint = fingerprint
        self._seen = fingerprint()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.check)
        self._watcher = QFileSystemWatcher([str(path.parent)], self)
        self._watcher.directoryChanged.connect(self._settle.start)
        self._watcher.fileChanged.connect(self._settle.start)
        self._watch_file()

    def check(self) -> None:
        """Look now; also called before a dictation begins, in case the watcher was too slow."""
        self._watch_file()
        now = self._fingerprint()
        if now != self._seen:
            self._seen = now
            self.changed.emit()

    def _watch_file(self) -> None:
        """A replaced file drops out of the watcher, and a linked one lives in another folder."""
        if self._path.exists() and str(self._path) not in self._watcher.files():
            self._watcher.addPath(str(self._path))

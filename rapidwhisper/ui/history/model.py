"""The list's model: what was asked for so far. It says when more is wished, so a long history is quick."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from rapidwhisper.core.dictation import DictationId
from rapidwhisper.ui.history.entry import Entry, Found
from rapidwhisper.ui.history.said import line

ENTRY = Qt.ItemDataRole.UserRole

AnyIndex: TypeAlias = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class Entries(QAbstractListModel):
    more_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Entry] = ()
        self._more = False
        self._files_done: Mapping[DictationId, float] = {}

    def show_files(self, done: Mapping[DictationId, float]) -> None:
        """How far the sound files are that are under way."""
        changed = self._files_done.keys() | done.keys()
        self._files_done = dict(done)
        for place in map(self.place, changed):
            if place is not None:
                self.dataChanged.emit(self.index(place), self.index(place))

    def show(self, found: Found) -> None:
        """What stays where it is, at the beginning or behind new ones, keeps its selection."""
        self._more = found.more
        old, new = self._entries, found.entries
        ahead = next((place for place, each in enumerate(new) if old and each.id == old[0].id), 0)
        same = [each.id for each in old] == [each.id for each in new[ahead : ahead + len(old)]]
        if not same:
            self.beginResetModel()
            self._entries = new
            self.endResetModel()
            return
        self._insert(0, new[:ahead])
        self._insert(len(self._entries), new[len(self._entries) :])
        self._entries = new
        if old:
            self.dataChanged.emit(self.index(0), self.index(len(new) - 1))

    def place(self, dictation: DictationId) -> int | None:
        return next((place for place, each in enumerate(self._entries) if each.id == dictation), None)

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if entry.id in self._files_done:
            entry = replace(entry, done=self._files_done[entry.id])
        if role == ENTRY:
            return entry
        return line(entry) if role in _SPOKEN else None

    def canFetchMore(self, parent: AnyIndex) -> bool:  # noqa: N802 - Qt's name
        return not parent.isValid() and self._more

    def fetchMore(self, _parent: AnyIndex) -> None:  # noqa: N802 - Qt's name
        self._more = False  # until the answer is there
        self.more_wished.emit()

    def _insert(self, place: int, entries: Sequence[Entry]) -> None:
        if entries:
            self.beginInsertRows(NOWHERE, place, place + len(entries) - 1)
            self._entries = (*self._entries[:place], *entries, *self._entries[place:])
            self.endInsertRows()


_SPOKEN = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}

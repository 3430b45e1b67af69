"""The window: a search above the list, and beside it the dictation that is chosen."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from rapidwhisper.config.remembered import Remembered
from rapidwhisper.core.retention import keeps_text
from rapidwhisper.core.state import State
from rapidwhisper.ui.history.actions import Actions
from rapidwhisper.ui.history.detail import Detail
from rapidwhisper.ui.history.doors import Doors
from rapidwhisper.ui.history.entry import Entry, Found
from rapidwhisper.ui.history.model import ENTRY, Entries
from rapidwhisper.ui.history.playback import Playback
from rapidwhisper.ui.history.row import Row
from rapidwhisper.ui.history.search import Search
from rapidwhisper.ui.history.sound_files import ask_for_sound, dragged
from rapidwhisper.ui.messages import message
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.words import translate

SIZE = "history_size"
SHARES = "history_shares"
USUAL_SIZE = [860, 560]
USUAL_SHARES = [380, 460]
SMALLEST = QSize(640, 380)


class HistoryWindow(QDialog):
    closed = Signal()

    def __init__(self, doors: Doors, state: State, remembered: Remembered) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("history")
        self._doors = doors
        self._remembered = remembered
        self._busy = frozenset[int]()
        self._recording = False
        self._files_done: dict[int, float] = {}
        self._keeps_text = keeps_text(state.settings)
        self._again: int | None = None
        """The one that is to be transcribed again."""
        self._words = ""
        self._found: Found | None = None
        self._search = Search(doors.search, self)
        self._playback = Playback(doors.play, doors.stop, self)
        self._actions = Actions(doors, self)
        self._entries = Entries()
        self._field = named("search", QLineEdit(clearButtonEnabled=True))
        self._list = named("dictations", QListView())
        self._nothing = named("nothing", QLabel(wordWrap=True))
        self._detail = Detail(doors.providers)
        self._note = named("note", QLabel(wordWrap=True))
        self._files = named("transcribe_files", QPushButton(autoDefault=False))
        self._export = named("export", QPushButton(autoDefault=False))
        self._clear = named("clear_all", QPushButton(autoDefault=False))
        self._split = QSplitter()
        self._lay_out()
        self._connect()
        self.show_state(state)
        self._retranslate()
        self.resize(*remembered.get(SIZE, USUAL_SIZE))
        self._split.setSizes(remembered.get(SHARES, USUAL_SHARES))
        self._search.look("")
        self.show_files()

    # from outside

    def show_state(self, state: State) -> None:
        """What is under way may not be thrown away; and while something records nothing is played."""
        busy = frozenset(each.id for each in state.dictations)
        ended = self._busy - busy
        self._busy, self._recording = busy, state.recording is not None
        self._keeps_text = keeps_text(state.settings)
        if self._recording:
            self._playback.stop()
        self._tell_nothing()
        self._follow()
        if self._again in ended:
            self._again = None
            self._note.clear()
        if ended:
            self._search.again()

    def show_files(self) -> None:
        """How far the sound files are that are under way."""
        done = dict(self._doors.files_done())
        changed = done.keys() ^ self._files_done.keys()
        self._files_done = done
        self._entries.show_files(done)
        self._show_chosen()
        if changed:
            self._search.again()

    # the list

    def _show_found(self, found: Found) -> None:
        chosen = self._chosen
        row = self._list.currentIndex().row() if self._search.words == self._words else 0
        self._words, self._found = self._search.words, found
        self._entries.show(found)
        place = self._entries.place(chosen.id) if chosen is not None else None
        if place is None:  # what was chosen is gone: its neighbour
            place = max(0, min(row, len(found.entries) - 1))
        if found.entries:
            self._choose(place)
        self._tell_nothing()
        self._show_chosen()

    def _choose(self, place: int) -> None:
        index = self._entries.index(place)
        if index != self._list.currentIndex():
            self._list.setCurrentIndex(index)

    def _tell_nothing(self) -> None:
        empty = self._entries.rowCount() == 0
        problem = self._found.problem if self._found is not None else None
        self._nothing.setVisible(empty)
        self._list.setVisible(not empty)
        self._export.setEnabled(not empty)
        self._clear.setEnabled(problem is None and not (empty and not self._search.words))
        if problem is not None:
            self._nothing.setText(str(message(problem)))
        elif self._found is not None:
            self._nothing.setText(self._why_nothing())

    def _why_nothing(self) -> str:
        if self._search.words:
            return translate("History", "No dictation holds these words.")
        if not self._keeps_text:
            return translate("History", "Nothing is kept: see “History” in the settings.")
        return translate("History", "Nothing is kept yet: what you dictate will be here.")

    def _show_chosen(self) -> None:
        chosen = self._chosen
        if self._detail.shown is not None and (chosen is None or chosen.id != self._detail.shown):
            self._note.clear()  # it spoke of another
        self._detail.show_entry(chosen)
        self._follow()

    def _follow(self) -> None:
        chosen = self._chosen
        self._detail.show_state(
            playing=chosen is not None and chosen.id == self._playback.current,
            recording=self._recording,
            busy=chosen is not None and chosen.id in self._busy | self._files_done.keys(),
        )

    @property
    def _chosen(self) -> Entry | None:
        entry: Entry | None = self._list.currentIndex().data(ENTRY)
        return entry

    # what can be done

    def _play(self) -> None:
        if self._chosen is not None:
            self._note.clear()
            self._playback.start(self._chosen.id)

    def _copy(self) -> None:
        if self._chosen is not None:
            self._actions.copy(self._chosen)

    def _paste(self) -> None:
        """The window goes first: the text is for the one behind it."""
        entry = self._chosen
        if entry is not None and entry.text:
            self.close()
            self._doors.paste(entry.id, entry.text)

    def _transcribe(self, provider: str) -> None:
        if self._chosen is not None:
            self._playback.stop()
            self._again = self._chosen.id
            self._actions.transcribe(self._chosen, provider)

    def _transcribe_files(self, files: Sequence[Path]) -> None:
        self._actions.transcribe_files(files, keeps_text=self._keeps_text)

    def _cancel_file(self) -> None:
        if self._chosen is not None:
            self._doors.cancel_file(self._chosen.id)

    def _delete(self) -> None:
        if self._chosen is not None and self._detail.can_delete:
            self._actions.delete(self._chosen)

    def _forgotten(self) -> None:
        self._playback.stop()
        self._search.again()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if dragged(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)  # the file stays where it is
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        files = dragged(event.mimeData())
        if files:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._transcribe_files(files)

    # as a window

    def done(self, result: int) -> None:
        """Escape, the window's button and a paste."""
        self._playback.stop()
        self._actions.close()
        self._search.close()
        super().done(result)
        self.closed.emit()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        self._remembered.set(SIZE, [self.width(), self.height()])
        self._remembered.set(SHARES, self._split.sizes())
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(translate("History", "History"))
        self._field.setPlaceholderText(translate("History", "Search"))
        self._field.setAccessibleName(translate("History", "Search in the history"))
        self._list.setAccessibleName(translate("History", "Dictations"))
        self._files.setText(translate("History", "Transcribe a file…"))
        self._files.setToolTip(translate("History", "Sound files may also be dropped on this window"))
        self._export.setText(translate("History", "Export…"))
        self._clear.setText(translate("History", "Clear all…"))
        self._note.clear()
        self._tell_nothing()
        self._detail.retranslate()
        self._list.viewport().update()

    def _lay_out(self) -> None:
        self.setMinimumSize(SMALLEST)
        self.setAcceptDrops(True)
        self._field.setAcceptDrops(False)  # a file would become its address
        self._list.setModel(self._entries)
        self._list.setItemDelegate(Row(self._list))
        self._list.setUniformItemSizes(True)  # so that a long history is quick
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for label in (self._nothing, self._note):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setMargin(24)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)
        column.addWidget(self._list, 1)
        column.addWidget(self._nothing, 1)
        self._split.addWidget(left)
        self._split.addWidget(self._detail)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(1, 1)
        below = QHBoxLayout()
        below.addWidget(self._clear)  # far from the button that deletes one
        below.addWidget(self._note, 1)
        below.addWidget(self._files)
        below.addWidget(self._export)
        all_of_it = QVBoxLayout(self)
        all_of_it.addWidget(self._split, 1)
        all_of_it.addLayout(below)

    def _connect(self) -> None:
        self._field.textChanged.connect(self._search.look)
        self._search.found.connect(self._show_found)
        self._entries.more_wished.connect(self._search.more)
        self._list.selectionModel().currentChanged.connect(self._show_chosen)
        self._detail.play_wished.connect(self._play)
        self._detail.stop_wished.connect(self._playback.stop)
        self._detail.copy_wished.connect(self._copy)
        self._detail.paste_wished.connect(self._paste)
        self._detail.transcribe_wished.connect(self._transcribe)
        self._detail.delete_wished.connect(self._delete)
        self._detail.cancel_wished.connect(self._cancel_file)
        self._files.clicked.connect(lambda: ask_for_sound(self, self._transcribe_files))
        self._export.clicked.connect(lambda: self._actions.export(self._search.words))
        self._clear.clicked.connect(self._actions.clear_all)
        self._playback.changed.connect(self._follow)
        self._playback.failed.connect(self._actions.tell)
        self._actions.said.connect(self._note.setText)
        self._actions.forgotten.connect(self._forgotten)
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self._find)
        here = Qt.ShortcutContext.WidgetShortcut
        for keys, where, act in (
            (QKeySequence.StandardKey.Delete, self._list, self._delete),
            (QKeySequence.StandardKey.Copy, self._list, self._copy),  # the list itself would copy its line
            (Qt.Key.Key_Down, self._field, self._list.setFocus),
        ):
            QShortcut(QKeySequence(keys), where, context=here).activated.connect(act)

    def _find(self) -> None:
        self._field.setFocus()
        self._field.selectAll()

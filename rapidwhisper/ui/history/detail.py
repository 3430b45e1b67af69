"""One dictation in full, and what can be done with it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from rapidwhisper.core.dictation import DictationId, Outcome
from rapidwhisper.core.provider_card import ProviderCard
from rapidwhisper.ui.history.entry import Entry
from rapidwhisper.ui.history.said import author, fate, instead_of_text, when
from rapidwhisper.ui.history.stages import Stages
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.words import said, translate


class Detail(QWidget):
    play_wished = Signal()
    stop_wished = Signal()
    copy_wished = Signal()
    paste_wished = Signal()
    transcribe_wished = Signal(str)
    """By the provider of this name."""
    delete_wished = Signal()
    cancel_wished = Signal()
    """Of a sound file that is under way."""

    def __init__(self, providers: Callable[[], tuple[ProviderCard, ...]]) -> None:
        """`providers`: those that could transcribe now."""
        super().__init__()
        self._providers = providers
        self._entry: Entry | None = None
        self._playing = False
        self._recording = False
        self._busy = False
        self._when = named("when", QLabel(wordWrap=True))
        self._by = named("by", QLabel(wordWrap=True))
        self._fate = named("fate", QLabel(wordWrap=True))
        self._text = named("text", QPlainTextEdit(readOnly=True))
        self._stages = named("stages", Stages())
        self._play = named("play", QPushButton(autoDefault=False))
        self._copy = named("copy", QPushButton(default=True))
        self._paste = named("paste", QPushButton(autoDefault=False))
        self._again = named("again", QPushButton(autoDefault=False))
        self._cancel = named("cancel_file", QPushButton(autoDefault=False))
        self._delete = named("delete", QPushButton(autoDefault=False))
        self._menu = named("again_menu", QMenu(self))
        self._again.setMenu(self._menu)
        self._lay_out()
        self._play.clicked.connect(self._play_or_stop)
        self._copy.clicked.connect(self.copy_wished)
        self._paste.clicked.connect(self.paste_wished)
        self._cancel.clicked.connect(self.cancel_wished)
        self._delete.clicked.connect(self.delete_wished)
        self._menu.aboutToShow.connect(self._offer_providers)

    def show_entry(self, entry: Entry | None) -> None:
        same = entry is not None and self._entry is not None and entry.text == self._entry.text
        self._entry = entry
        if not same:  # or what is marked there would be marked no longer
            self._text.setPlainText(entry.text if entry is not None else "")
        self.retranslate()

    def show_state(self, *, playing: bool, recording: bool, busy: bool) -> None:
        """`busy`: this dictation is under way."""
        self._playing, self._recording, self._busy = playing, recording, busy
        self._enable()

    def retranslate(self) -> None:
        entry = self._entry
        self._when.setText(when(entry, QLocale.FormatType.LongFormat) if entry else "")
        self._by.setText(author(entry) if entry else "")
        self._fate.setText(fate(entry) if entry else "")
        self._stages.show_timings(entry.timings_ms if entry else {})
        self._text.setAccessibleName(translate("History", "Text"))
        self._text.setPlaceholderText(instead_of_text(entry) if entry else "")
        self._copy.setText(translate("History", "Copy"))
        self._paste.setText(translate("History", "Insert"))
        self._paste.setToolTip(translate("History", "Into the window that was in front before this one"))
        self._again.setText(translate("History", "Transcribe again"))
        self._cancel.setText(translate("History", "Cancel"))
        self._delete.setText(translate("History", "Delete"))
        self._enable()

    def _enable(self) -> None:
        entry = self._entry
        has_text = bool(entry and entry.text)
        has_sound = bool(entry and entry.has_sound)
        idle = entry is not None and not self._busy and entry.outcome is not Outcome.UNFINISHED
        self._play.setText(translate("History", "Stop") if self._playing else translate("History", "Play"))
        self._play.setEnabled(self._playing or (has_sound and idle and not self._recording))
        is_file = bool(entry and entry.file)
        self._play.setToolTip(
            ""
            if has_sound or is_file or not entry
            else translate("History", "The recording is no longer kept")
        )
        self._copy.setEnabled(has_text)
        self._paste.setEnabled(has_text and idle)
        self._again.setEnabled((has_sound or is_file) and idle)
        under_way = entry is not None and entry.done is not None
        self._again.setVisible(not under_way)
        self._cancel.setVisible(under_way)
        self._delete.setEnabled(idle)

    @property
    def shown(self) -> DictationId | None:
        return self._entry.id if self._entry is not None else None

    @property
    def can_delete(self) -> bool:
        return self._delete.isEnabled()

    def _play_or_stop(self) -> None:
        if self._playing:
            self.stop_wished.emit()
        else:
            self.play_wished.emit()

    def _offer_providers(self) -> None:
        """Anew each time: keys may have come and gone."""
        self._menu.clear()
        for card in self._providers():
            action = self._menu.addAction(said(card.label).replace("&", "&&"))
            action.setObjectName(f"again/{card.name}")
            action.triggered.connect(partial(self.transcribe_wished.emit, card.name))
        if self._menu.isEmpty():
            self._menu.addAction(translate("History", "No provider is set up")).setEnabled(False)

    def _lay_out(self) -> None:
        font = self._when.font()
        font.setBold(True)
        self._when.setFont(font)
        for label in (self._when, self._by, self._fate):
            label.setTextFormat(Qt.TextFormat.PlainText)  # it may quote a server
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._by.setForegroundRole(QPalette.ColorRole.PlaceholderText)  # less loud, in light and dark
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 0, 0)
        for widget in (self._when, self._by, self._fate):
            column.addWidget(widget)
        column.addWidget(self._text, 1)
        column.addWidget(self._stages)
        buttons = QGridLayout()
        for place, button in enumerate((self._copy, self._paste, self._play)):
            buttons.addWidget(button, 0, place)
        buttons.addWidget(self._again, 1, 0, 1, 2)
        buttons.addWidget(self._cancel, 1, 0, 1, 2)
        buttons.addWidget(self._delete, 1, 2)
        column.addLayout(buttons)

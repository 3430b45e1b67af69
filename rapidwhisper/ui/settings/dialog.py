"""The dialog: pages at the left with a search above them, and what was changed is saved together."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise
from types import MappingProxyType

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rapidwhisper.config.keys import ForKeyring
from rapidwhisper.config.remembered import Remembered
from rapidwhisper.core.hotkey import Hotkey
from rapidwhisper.core.problem import Code, Problem
from rapidwhisper.core.settings import ABOUT, DEFAULTS, Line, Settings, as_text, read_settings
from rapidwhisper.ui.messages import message
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.objection import objection
from rapidwhisper.ui.settings import about, microphone, provider
from rapidwhisper.ui.settings.doors import Doors
from rapidwhisper.ui.settings.field import Field
from rapidwhisper.ui.settings.hotkey_field import HotkeyField
from rapidwhisper.ui.settings.page import Page, Row, stops_in
from rapidwhisper.ui.words import translate

SIZE = "settings_size"
LAST_PAGE = "settings_page"
USUAL_SIZE = [820, 640]
SMALLEST = QSize(640, 420)
CHECK_AFTER_MS = 300
STOPS_SAVING = {Code.URL_INVALID, Code.KEY_UNUSABLE, Code.SETTING_INVALID}
"""Nothing could be done with such a value; of anything else the user may know better."""


class SettingsDialog(QDialog):
    capturing = Signal(bool)
    hotkey_chosen = Signal(str, object)
    """The setting and its new keys."""
    voice_wished = Signal()
    """To try out, by speaking, what was saved just now."""
    log_wished = Signal()
    folder_wished = Signal()

    def __init__(self, doors: Doors, settings: Settings, remembered: Remembered) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("settings")
        self._doors = doors
        self._remembered = remembered
        self._opened: dict[str, str] = {}
        self._warned: Problem | None = None
        self._provider = provider.ProviderPage(doors, self._edited_or_wrong)
        self._pages = self._made_pages()
        self._rows: dict[str, Row] = {key: row for page in self._pages for key, row in page.rows.items()}
        self._list = named("pages", QListWidget())
        self._search = named("search", QLineEdit(clearButtonEnabled=True))
        self._nothing = named("nothing_found", QLabel(wordWrap=True))
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._stack = QStackedWidget()
        self._note = named("note", QLabel(wordWrap=True))
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._defaults = named("defaults", QPushButton(autoDefault=False))
        self._save = named("save", QPushButton(default=True))
        self._cancel = named("cancel", QPushButton(autoDefault=False))
        self._lay_out()
        self._check_soon = QTimer(self)
        self._check_soon.setSingleShot(True)
        self._check_soon.setInterval(CHECK_AFTER_MS)
        self._connect()
        self._show_settings(settings)
        self._retranslate()
        self._follow_table_order()
        self.resize(*remembered.get(SIZE, USUAL_SIZE))
        self.open_page(remembered.get(LAST_PAGE, provider.GROUP))

    # from outside

    def open_page(self, group: str) -> None:
        names = [page.group for page in self._pages]
        self._list.setCurrentRow(names.index(group) if group in names else 0)

    def reload(self, settings: Settings) -> None:
        """`.env` was edited by hand: what was not touched here follows, what was stays as it was typed."""
        touched = self.changes()
        self._show_settings(settings, touched)

    def changes(self) -> dict[str, str]:
        """What differs from the settings as they stand in `.env`."""
        texts = {key: row.field.text() for key, row in self._rows.items()}
        return {
            key: text
            for key, text in texts.items()
            if text != self._opened[key] or isinstance(text, ForKeyring)
        }

    def show_measured(self) -> None:
        self._provider.show_measured()

    def hotkey_pressed(self, hotkey: Hotkey) -> None:
        """A key that is grabbed by us and does not reach the dialog."""
        for row in self._rows.values():
            if isinstance(row.field, HotkeyField) and row.field.is_capturing:
                row.field.take(hotkey)

    def show_hotkey_verdict(self, key: str, problem: Problem | None) -> None:
        field = self._field(key)
        if isinstance(field, HotkeyField):
            field.judge(str(message(problem)) if problem else "")

    def show_downloads(self) -> None:
        """Of models for this computer: one has come further, begun or ended."""
        self._provider.show_downloads()
        self._judge()

    # saving

    def _save_all(self) -> None:
        self._save_for(self.accept)

    def _save_for(self, then: Callable[[], None]) -> None:
        changes = self.changes()
        settings, problems = self._edited()
        wrong = problems[0] if problems else self._doors.check(settings)
        if wrong is not None and wrong.code is Code.HTTP_NOT_ALLOWED:
            self._provider.ask_for_http(wrong.facts["host"], partial(self._save_for, then))
            return
        if wrong is not None and self._objects(wrong, changes):
            return
        self._doors.save(changes, partial(self._saved, then))

    def _saved(self, then: Callable[[], None], obstacle: Problem | None) -> None:
        if obstacle is None:
            then()
        else:
            self._say(str(message(obstacle)))

    def _objects(self, wrong: Problem, changes: Mapping[str, str]) -> bool:
        """Whether saving has to wait. What is only a warning is told once; the second time it is saved."""
        self._judge()
        key = wrong.facts.get("key", "")
        said = objection(wrong)
        if wrong.code in STOPS_SAVING:
            self._go_to(key)
            self._say(said)
            return True
        if not changes or wrong == self._warned:
            return False
        self._warned = wrong
        self._go_to(key or "AI_PROVIDER")
        self._say(" ".join((said, translate("Settings", "Press “Save” again to save it like this."))))
        return True

    def _edited(self) -> tuple[Settings, tuple[Problem, ...]]:
        return read_settings({key: Line(row.field.text(), 0) for key, row in self._rows.items()})

    def _edited_or_wrong(self) -> Settings | Problem:
        settings, problems = self._edited()
        return problems[0] if problems else settings

    def _judge(self) -> None:
        edited = self._edited_or_wrong()
        self._provider.judge(edited if isinstance(edited, Problem) else self._doors.check(edited))

    def _say(self, text: str) -> None:
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def _go_to(self, key: str) -> None:
        if key not in self._rows:
            return
        self._search.clear()
        self.open_page(ABOUT[key].group)
        self._field(key).focus.setFocus()

    def reject(self) -> None:
        """Escape, Cancel and the window's button; edits are not thrown away without a word."""
        if self.changes():
            self._ask_to_save()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        if self.isVisible():
            event.ignore()
            self.reject()

    def _ask_to_save(self) -> None:
        box = QMessageBox(self)
        box.setObjectName("unsaved")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(translate("Settings", "Settings"))
        box.setText(translate("Settings", "The changes are not saved yet."))
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        box.finished.connect(self._answered)
        box.open()

    def _answered(self, answer: int) -> None:
        if answer == QMessageBox.StandardButton.Save:
            self._save_all()
        elif answer == QMessageBox.StandardButton.Discard:
            super().reject()

    # showing

    def _show_settings(self, settings: Settings, touched: Mapping[str, str] = MappingProxyType({})) -> None:
        for key, row in self._rows.items():
            row.field.show(as_text(getattr(settings, key.lower())))
        self._opened = {key: row.field.text() for key, row in self._rows.items()}
        for page in self._pages:
            page.loaded(touched)
        for key, text in touched.items():
            self._field(key).show(text)
            self._field(key).changed.emit()
        self._page_now.retranslate()

    def _restore_defaults(self) -> None:
        """Of this page, as far as they are seen; nothing is saved yet."""
        for key, row in self._page_now.rows.items():
            if row.shown:
                row.field.show(as_text(getattr(DEFAULTS, key.lower())))
        self._page_now.loaded()
        self._page_now.retranslate()
        self._judge()

    def _find(self, text: str) -> None:
        wanted = text.strip().casefold()
        found = [page.search(wanted) for page in self._pages]
        for number, has in enumerate(found):
            self._list.item(number).setHidden(not has)
        self._nothing.setVisible(not any(found))
        self._stack.setVisible(any(found))
        if any(found) and not found[self._list.currentRow()]:
            self._list.setCurrentRow(found.index(True))

    def _turn_to(self, number: int) -> None:
        self._page_now.leave()
        self._stack.setCurrentIndex(number)
        if self.isVisible():
            self._page_now.enter()
        self._say("")

    def _step(self, by: int) -> None:
        self._list.setCurrentRow((self._list.currentRow() + by) % len(self._pages))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._page_now.enter()
        self._judge()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        self._page_now.leave()
        self._remembered.set(SIZE, [self.width(), self.height()])
        self._remembered.set(LAST_PAGE, self._page_now.group)
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._judge()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(translate("Settings", "Settings"))
        self._search.setPlaceholderText(translate("Settings", "Search"))
        self._search.setAccessibleName(translate("Settings", "Search in the settings"))
        self._nothing.setText(translate("Settings", "No setting is called so."))
        self._list.setAccessibleName(translate("Settings", "Pages"))
        self._defaults.setText(translate("Settings", "Defaults of this page"))
        self._save.setText(translate("Settings", "Save"))
        self._cancel.setText(translate("Settings", "Cancel"))
        for number, page in enumerate(self._pages):
            self._list.item(number).setText(translate("Settings", page.group))
            page.retranslate()
        self._list.setFixedWidth(self._list.sizeHintForColumn(0) + 32)
        self._find(self._search.text())

    # building

    def _made_pages(self) -> list[Page]:
        groups = dict.fromkeys(setting.group for setting in ABOUT.values())
        special = {
            provider.GROUP: lambda: self._provider,
            microphone.GROUP: lambda: microphone.MicrophonePage(self._doors),
            about.GROUP: about.AboutPage,
        }
        return [special.get(group, lambda group=group: Page(group))() for group in groups]

    def _lay_out(self) -> None:
        self.setMinimumSize(SMALLEST)
        for page in self._pages:
            self._list.addItem("")
            self._stack.addWidget(page.whole())
        self._list.setSpacing(3)
        self._search.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._note.hide()
        self._nothing.hide()
        left = QVBoxLayout()
        left.addWidget(self._search)
        left.addWidget(self._list)
        left.addWidget(self._nothing)
        middle = QHBoxLayout()
        middle.addLayout(left)
        middle.addWidget(self._stack, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._defaults)
        buttons.addStretch()
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._save)
        all_of_it = QVBoxLayout(self)
        all_of_it.addLayout(middle, 1)
        all_of_it.addWidget(self._note)
        all_of_it.addLayout(buttons)

    def _connect(self) -> None:
        self._list.currentRowChanged.connect(self._turn_to)
        self._search.textChanged.connect(self._find)
        self._defaults.clicked.connect(self._restore_defaults)
        self._save.clicked.connect(self._save_all)
        self._cancel.clicked.connect(self.reject)
        self._check_soon.timeout.connect(self._judge)
        self._provider.voice_wished.connect(lambda: self._save_for(self.voice_wished.emit))
        for row in self._rows.values():
            row.field.changed.connect(self._check_soon.start)
            if isinstance(row.field, HotkeyField):
                row.field.capturing.connect(self.capturing)
                row.field.chosen.connect(partial(self.hotkey_chosen.emit, row.field.key))
        for page in self._pages:
            if isinstance(page, about.AboutPage):
                page.log_wished.connect(self.log_wished)
                page.folder_wished.connect(self.folder_wished)
        for keys, act in (
            (QKeySequence.StandardKey.Find, self._search.setFocus),
            (QKeySequence("Ctrl+PgDown"), lambda: self._step(1)),
            (QKeySequence("Ctrl+PgUp"), lambda: self._step(-1)),
        ):
            QShortcut(keys, self).activated.connect(act)

    def _follow_table_order(self) -> None:
        """Tab goes through search, pages, the fields as the table has them, and the buttons."""
        fields = [stop for key in ABOUT for stop in self._rows[key].stops()]
        feet = [stop for page in self._pages for stop in stops_in(page.foot)]
        buttons = self._defaults, self._cancel, self._save
        order: list[QWidget] = [self._search, self._list, *fields, *feet, *buttons]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    @property
    def _page_now(self) -> Page:
        return self._pages[max(0, self._stack.currentIndex())]

    def _field(self, key: str) -> Field:
        return self._rows[key].field

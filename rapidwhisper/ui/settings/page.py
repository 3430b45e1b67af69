"""A page: a group of the settings table as labelled fields, each with its help."""

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rapidwhisper.core.settings import ABOUT
from rapidwhisper.ui.link import Link
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.settings.field import Field
from rapidwhisper.ui.settings.fields import build
from rapidwhisper.ui.words import translate

HELP_OPACITY = 165
STOPS = (QAbstractButton, QComboBox, Link)
ROWS = 4
"""Of the grid, for a setting: its field, its help, a field that needs the whole width, and what may stand
beneath.
"""


def stops_in(widget: QWidget) -> list[QWidget]:
    """Where Tab stops inside of it, in this order."""
    return [each for each in widget.findChildren(QWidget) if isinstance(each, STOPS)]


class Row:
    """A setting on the page: label, field and help."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.label = named(f"label/{field.key}", QLabel(wordWrap=True))
        self.label.setBuddy(field.focus)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.help = named(f"help/{field.key}", QLabel(wordWrap=True))
        self.help.setTextFormat(Qt.TextFormat.PlainText)
        self.below: QWidget | None = None
        self.shown = True
        """Whether the page wants it, before the search has its say."""

    def retranslate(self) -> None:
        about = ABOUT[self.field.key]
        shown = about.help if about.beside is None else about.beside
        label, text = translate("Settings", about.label), translate("Settings", shown)
        self.label.setText(label)
        self.help.setText(text)
        self.field.focus.setAccessibleName(label)
        self.field.focus.setAccessibleDescription(text)
        self.field.retranslate()

    def matches(self, wanted: str) -> bool:
        """Whether these words, in small letters, stand in what one reads here or would read in English."""
        about = ABOUT[self.field.key]
        read = (
            self.field.key,
            about.label,
            about.help,
            self.label.text(),
            self.help.text(),
            self.field.words(),
        )
        text = " ".join(read).casefold()
        return all(word in text for word in wanted.split())

    def set_visible(self, visible: bool) -> None:  # noqa: FBT001 - as Qt's setVisible
        for widget in (self.label, self.field.widget, self.help, self.below):
            if widget is not None:
                widget.setVisible(visible)

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in this order."""
        parts = [part for part in (self.field.widget, self.below) if part is not None]
        return list(dict.fromkeys([self.field.focus, *(each for part in parts for each in stops_in(part))]))

    def mark(self, found: bool) -> None:  # noqa: FBT001
        font = self.label.font()
        font.setBold(found)
        self.label.setFont(font)


class Page(QScrollArea):
    """Rows can be asked for by their key; a subclass adds what is special."""

    def __init__(self, group: str) -> None:
        super().__init__()
        self.setObjectName(f"page/{group}")
        self.group = group
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.foot = QWidget()
        """Stays in sight beneath the fields, however far they are scrolled."""
        inside = QWidget()
        self.setWidget(inside)
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(20, 8, 20, 12)
        self.column.setSpacing(10)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 5)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(3)
        self.column.addLayout(self._grid)
        self.rows: dict[str, Row] = {}
        for key, about in ABOUT.items():
            if about.group == group:
                self._add(Row(self.build(key)))
        self.column.addStretch()

    def whole(self) -> QWidget:
        """The page above its foot."""
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self, 1)
        column.addWidget(self.foot)
        return whole

    def build(self, key: str) -> Field:
        return build(key)

    def field(self, key: str) -> Field:
        return self.rows[key].field

    def insert(self, widget: QWidget, place: int) -> None:
        """Something special above (0) or below (1 and on) the fields."""
        self.column.insertWidget(place, widget)

    def beneath(self, key: str, widget: QWidget) -> None:
        """Something special right under a field's help."""
        at = self._grid.indexOf(self.rows[key].help)
        place: tuple[int, int, int, int] = self._grid.getItemPosition(at)  # type: ignore[assignment]
        self._grid.addWidget(widget, place[0] + 2, 1)
        self.rows[key].below = widget
        self.rows[key].help.setContentsMargins(0, 0, 0, 0)

    def retranslate(self) -> None:
        for row in self.rows.values():
            row.retranslate()

    def search(self, wanted: str) -> bool:
        """Shows only what matches, everything for an empty text; whether there is any."""
        found = False
        for row in self.rows.values():
            matches = not wanted or row.matches(wanted)
            row.set_visible(matches if wanted else row.shown)
            row.mark(bool(wanted) and matches)
            found = found or matches
        return found

    def loaded(self, touched: Collection[str] = ()) -> None:
        """The fields show the settings as they stand in `.env`, except those that were touched here."""

    def enter(self) -> None:
        """The page has come to be seen."""

    def leave(self) -> None: ...

    def _add(self, row: Row) -> None:
        below = ROWS * len(self.rows)
        self.rows[row.field.key] = row
        self._grid.addWidget(row.label, below, 0, Qt.AlignmentFlag.AlignTop)
        if row.field.wide:
            self._grid.addWidget(row.help, below, 1)
            self._grid.addWidget(row.field.widget, below + 1, 0, 1, 2)
        else:
            self._grid.addWidget(row.field.widget, below, 1)
            self._grid.addWidget(row.help, below + 1, 1)
        row.help.setContentsMargins(0, 0, 0, 10)
        dim(row.help)


def note_label(name: str) -> QLabel:
    """A line beneath a field, hidden until it has something to say."""
    label = named(name, QLabel(wordWrap=True))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.hide()
    dim(label)
    return label


def dim(label: QLabel) -> None:
    """Less loud than the rest, in light and dark."""
    palette = label.palette()
    colour = palette.color(QPalette.ColorRole.WindowText)
    colour.setAlpha(HELP_OPACITY)
    palette.setColor(QPalette.ColorRole.WindowText, colour)
    label.setPalette(palette)

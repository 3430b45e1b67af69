"""One widget for each kind of setting. A field speaks the language of `.env`: its value is text."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from rapidwhisper.core import parse
from rapidwhisper.core.settings import ABOUT
from rapidwhisper.core.words import QT_TRANSLATE_NOOP
from rapidwhisper.ui.languages import COMMON, language_name
from rapidwhisper.ui.settings.choices import CHOICES, KEPT_DAYS, SUFFIXES
from rapidwhisper.ui.settings.field import Field
from rapidwhisper.ui.settings.hotkey_field import HotkeyField
from rapidwhisper.ui.words import translate

LONG_TEXT_LINES = 3

_UNITS = {
    "_SECONDS": QT_TRANSLATE_NOOP("Settings", " s"),
    "_DURATION": QT_TRANSLATE_NOOP("Settings", " s"),
    "_MINUTES": QT_TRANSLATE_NOOP("Settings", " min"),
    "_DAYS": QT_TRANSLATE_NOOP("Settings", " days"),
}
"""By the end of the setting's key."""


class TextField(Field):
    def __init__(self, key: str) -> None:
        self._edit = QLineEdit()
        super().__init__(key, self._edit)
        self._edit.textEdited.connect(self.changed)

    def text(self) -> str:
        return self._edit.text()

    def show(self, text: str) -> None:
        self._edit.setText(text)


class LongTextField(Field):
    def __init__(self, key: str) -> None:
        self._edit = QPlainTextEdit(tabChangesFocus=True)
        lines = self._edit.fontMetrics().lineSpacing() * LONG_TEXT_LINES
        self._edit.setFixedHeight(lines + 2 * self._edit.frameWidth() + 12)
        self._edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        super().__init__(key, self._edit)
        self._edit.textChanged.connect(self.changed)

    def text(self) -> str:
        return self._edit.toPlainText()

    def show(self, text: str) -> None:
        if text != self._edit.toPlainText():
            self._edit.setPlainText(text)


class FlagField(Field):
    def __init__(self, key: str) -> None:
        self._box = QCheckBox()
        super().__init__(key, self._box)
        self._box.toggled.connect(self.changed)

    def text(self) -> str:
        return "on" if self._box.isChecked() else "off"

    def show(self, text: str) -> None:
        self._box.setChecked(text == "on")


class NumberField(Field):
    def __init__(self, key: str, kind: parse.Number) -> None:
        self._box = QDoubleSpinBox()
        self._box.setDecimals(_decimals(key, kind.high))
        self._box.setSingleStep(_step(key, kind.high))
        self._box.setRange(kind.low, kind.high)
        self._box.setGroupSeparatorShown(True)
        self._box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._unit = next((unit for ending, unit in _UNITS.items() if key.endswith(ending)), "")
        self._shown = ""
        super().__init__(key, self._box)
        self._box.valueChanged.connect(self.changed)
        self.retranslate()

    def text(self) -> str:
        """As it was read, unless it was changed: the box rounds."""
        if self._shown and self._box.value() == round(float(self._shown), self._box.decimals()):
            return self._shown
        return f"{self._box.value():g}"

    def show(self, text: str) -> None:
        self._shown = text
        self._box.setValue(float(text))

    def retranslate(self) -> None:
        self._box.setLocale(QWidget().locale())
        self._box.setSuffix(translate("Settings", self._unit) if self._unit else "")


def _decimals(key: str, high: float) -> int:
    """A part of a day that was written by hand stays, see `text`."""
    if key.endswith("_DAYS"):
        return 0
    return 4 if high <= 1 else 1


def _step(key: str, high: float) -> float:
    if key.endswith(("_DAYS", "_MINUTES")):
        return 1
    return 0.005 if high <= 1 else 0.5 if high <= 60 else 60  # noqa: PLR2004 - a level, a pause, a long time


class ChoiceField(Field):
    """Only what is offered; `words_of` gives the words for a value."""

    def __init__(self, key: str, values: tuple[str, ...], words_of: Callable[[str], str]) -> None:
        self._box = QComboBox()
        self._words_of = words_of
        for value in values:
            self._box.addItem(words_of(value), value)
        super().__init__(key, self._box)
        self._box.currentIndexChanged.connect(lambda _: self.changed.emit())

    def text(self) -> str:
        return str(self._box.currentData())

    def show(self, text: str) -> None:
        self._box.setCurrentIndex(self._box.findData(text))

    def words(self) -> str:
        return " ".join(self._box.itemText(number) for number in range(self._box.count()))

    def retranslate(self) -> None:
        for number in range(self._box.count()):
            self._box.setItemText(number, self._words_of(str(self._box.itemData(number))))


class SuggestField(Field):
    """Free text with suggestions; one that has words of its own is shown by them."""

    def __init__(self, key: str, suggestions: Callable[[], Mapping[str, str]]) -> None:
        """`suggestions` gives the words for each suggested value, in the present language."""
        self._box = QComboBox(editable=True)
        self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._box.setMinimumContentsLength(12)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._suggestions = suggestions
        self._value = ""
        super().__init__(key, self._box)
        self.retranslate()
        self._box.editTextChanged.connect(self._edited)

    def text(self) -> str:
        return self._value

    def show(self, text: str) -> None:
        self._value = text
        self._box.setEditText(self._suggestions().get(text, text))

    def words(self) -> str:
        return " ".join(self._suggestions().values())

    def retranslate(self) -> None:
        """What is offered anew; the value stays."""
        value = self._value
        self._box.blockSignals(True)
        self._box.clear()
        self._box.addItems(list(self._suggestions().values()))
        self.show(value)
        self._box.blockSignals(False)

    def open(self) -> None:
        """Shows what is offered."""
        self._box.showPopup()

    def _edited(self, shown: str) -> None:
        self._value = next((value for value, words in self._suggestions().items() if words == shown), shown)
        self.changed.emit()


def build(key: str) -> Field:
    """The field for a setting, by the kind that the table gives it."""
    about = ABOUT[key]
    match about.parser.kind:
        case parse.Keys(optional):
            return HotkeyField(key, optional=optional)
        case parse.Flag():
            return FlagField(key)
        case parse.Number(optional=True):
            return SuggestField(key, _days)
        case parse.Number() as kind:
            return NumberField(key, kind)
        case parse.Choice(values):
            return ChoiceField(key, values, lambda value: translate("Choice", CHOICES[key][value]))
        case _:
            return _text_field(key)


def _text_field(key: str) -> Field:
    if key == "PROMPT":
        return LongTextField(key)
    if key == "LANGUAGE":
        return SuggestField(key, _languages)
    if key == "INSERT_SUFFIX":
        return SuggestField(
            key, lambda: {text: translate("Choice", words) for text, words in SUFFIXES.items()}
        )
    return TextField(key)


def _days() -> dict[str, str]:
    return {days: translate("Choice", words) for days, words in KEPT_DAYS.items()}


def _languages() -> dict[str, str]:
    return {"": translate("Choice", "detected"), **{code: language_name(code) for code in COMMON}}

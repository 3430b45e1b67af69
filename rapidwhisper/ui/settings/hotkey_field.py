"""A hotkey, chosen by pressing it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from rapidwhisper.core.hotkey import Hotkey, parse_hotkey
from rapidwhisper.ui.keys import readable
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.settings.field import Field
from rapidwhisper.ui.settings.pressed_keys import held_modifiers, key_name
from rapidwhisper.ui.words import said, translate


class HotkeyField(Field):
    """`capturing` tells when keys are wanted and when no longer; `chosen` the hotkey that was pressed."""

    capturing = Signal(bool)
    chosen = Signal(object)

    def __init__(self, key: str, *, optional: bool = False) -> None:
        self._button = _CaptureButton()
        self._clear = named(f"clear/{key}", QPushButton())
        self._clear.setVisible(optional)
        self._verdict = named(f"verdict/{key}", QLabel(wordWrap=True))
        self._verdict.setTextFormat(Qt.TextFormat.PlainText)
        both = QWidget()
        layout = QVBoxLayout(both)
        layout.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addWidget(self._clear)
        row.addStretch()
        layout.addLayout(row)
        layout.addWidget(self._verdict)
        super().__init__(key, both, self._button)
        self._value = ""
        self._verdict.hide()
        self._button.capturing.connect(self._capture)
        self._button.pressed_keys.connect(self._pressed)
        self._clear.clicked.connect(self._cleared)

    def text(self) -> str:
        return self._value

    def show(self, text: str) -> None:
        self._value = text
        self._verdict.hide()
        self._name()

    def retranslate(self) -> None:
        self._name()

    @property
    def is_capturing(self) -> bool:
        return self._button.captures

    def take(self, hotkey: Hotkey) -> None:
        """Also called for a key that is grabbed by us: it never reaches the button."""
        self._button.finish()
        self._value = str(hotkey)
        self._name()
        self._verdict.hide()
        self.changed.emit()
        self.chosen.emit(hotkey)

    def judge(self, words: str) -> None:
        """What stands in the way of this key, at once beside it; empty: nothing does."""
        self._verdict.setText(words)
        self._verdict.setVisible(bool(words))

    def _cleared(self) -> None:
        self.show("")
        self.changed.emit()

    def _capture(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if on:
            self._verdict.hide()
        self._name()
        self.capturing.emit(on)

    def _pressed(self, text: str) -> None:
        try:
            hotkey = parse_hotkey(text)
        except ValueError as error:
            self._button.finish()
            self.judge(
                translate("Settings", "{keys}: {reason}.").format(keys=text, reason=said(error.args[0]))
            )
            return
        self.take(hotkey)

    def _name(self) -> None:
        if self._button.captures:
            self._button.setText(translate("Settings", "Press the keys…"))
        elif self._value:
            self._button.setText(readable(parse_hotkey(self._value)))
        else:
            self._button.setText(translate("Settings", "None"))
        self._clear.setText(translate("Settings", "Remove"))
        self._clear.setEnabled(bool(self._value))


class _CaptureButton(QPushButton):
    capturing = Signal(bool)
    pressed_keys = Signal(str)
    """A key with its modifiers, as `.env` writes them."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.captures = False
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._clicked)
        self.installEventFilter(self)

    def finish(self) -> None:
        if self.captures:
            self.captures = False
            self.releaseKeyboard()
            self.setChecked(False)
            self.capturing.emit(False)

    def _clicked(self) -> None:
        if self.captures:
            self.finish()
        else:
            self.captures = True
            self.grabKeyboard()  # also the keys that another program holds
            self.setChecked(True)
            self.capturing.emit(True)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """While it captures, every key is ours: Tab, Return, Space and shortcuts too."""
        if not self.captures or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            name = key_name(event)
            if name:
                self.pressed_keys.emit("+".join([*held_modifiers(event), name]))
        event.accept()
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        self.finish()
        super().focusOutEvent(event)

"""The field of an API key: masked, and kept in the file or in the system's keyring."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QToolButton, QWidget

from rapidwhisper.config.keys import ForKeyring
from rapidwhisper.core.parse import IN_KEYRING
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.settings.field import Field
from rapidwhisper.ui.words import translate


class KeyField(Field):
    """A key in the keyring is not shown; the field is empty then and says where it is."""

    typed = Signal()
    fetch_wished = Signal()
    """The key is to leave the keyring: it is needed here."""

    def __init__(self, key: str) -> None:
        self._edit = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self._reveal = named(f"reveal/{key}", QToolButton())
        self._reveal.setCheckable(True)
        both = QWidget()
        layout = QHBoxLayout(both)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._edit)
        layout.addWidget(self._reveal)
        super().__init__(key, both, self._edit)
        self.in_keyring = named(f"keyring/{key}", QCheckBox())
        self.in_keyring.setEnabled(False)
        self._kept = False
        """Whether it stands in the keyring and not here."""
        self._edit.textEdited.connect(self._typed)
        self._reveal.toggled.connect(self._show_or_hide)
        self.in_keyring.clicked.connect(self._choose_place)
        self.retranslate()

    def text(self) -> str:
        if self._kept:
            return IN_KEYRING
        text = self._edit.text()
        return ForKeyring(text) if text and self.in_keyring.isChecked() else text

    def show(self, text: str) -> None:
        self._kept = text == IN_KEYRING
        self.in_keyring.setChecked(self._kept or isinstance(text, ForKeyring))
        self._edit.setText("" if self._kept else text)
        self._tell_place()

    def hold(self, text: str) -> None:
        """Another key, or none; where it is to be kept stays."""
        self._kept = text == IN_KEYRING
        self._edit.setText("" if self._kept else text)
        self._tell_place()

    def retranslate(self) -> None:
        shown = self._reveal.isChecked()
        self._reveal.setText(translate("Settings", "Hide") if shown else translate("Settings", "Show"))
        self.in_keyring.setText(translate("Settings", "Keep this key in the system's keyring"))
        self._tell_place()

    def _typed(self) -> None:
        self._kept = False
        self._tell_place()
        self.typed.emit()
        self.changed.emit()

    def _choose_place(self, in_keyring: bool) -> None:  # noqa: FBT001 - Qt's signal
        if self._kept and not in_keyring:
            self.fetch_wished.emit()
        self.changed.emit()

    def _tell_place(self) -> None:
        self._edit.setPlaceholderText(translate("Settings", "in the system's keyring") if self._kept else "")

    def _show_or_hide(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.retranslate()

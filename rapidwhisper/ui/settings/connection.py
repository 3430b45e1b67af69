"""Address and key of one provider: what becomes of the address, and a key that stays with its server."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from rapidwhisper.core.parse import IN_KEYRING
from rapidwhisper.core.problem import Problem
from rapidwhisper.ui.link import Link
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.objection import objection
from rapidwhisper.ui.settings.doors import ProviderDoors
from rapidwhisper.ui.settings.field import Field
from rapidwhisper.ui.settings.key_field import KeyField
from rapidwhisper.ui.settings.key_guard import KeyGuard
from rapidwhisper.ui.settings.page import note_label
from rapidwhisper.ui.words import said, translate


class Connection:
    """`beneath_url` and `beneath_key` are to be laid out under their fields."""

    def __init__(self, url: Field, key: KeyField, doors: ProviderDoors) -> None:
        self._url, self._key, self._doors = url, key, doors
        self._guard = KeyGuard()
        self._keyring: Problem | Literal["unknown"] | None = "unknown"
        """Why there is none; None: there is one."""
        self._unread: Problem | None = None
        self._becomes = note_label(f"address/{url.key}")
        self._use = named(f"better/{url.key}", QPushButton(autoDefault=False))
        self._taken_out = note_label(f"taken_out/{key.key}")
        self._about_keyring = note_label(f"about_keyring/{key.key}")
        self._link = named(f"key_page/{key.key.removesuffix('_API_KEY').lower()}", Link(""))
        self.beneath_url = QWidget()
        row = QHBoxLayout(self.beneath_url)
        row.setContentsMargins(0, 0, 0, 10)
        row.addWidget(self._becomes, 1)
        row.addWidget(self._use, 0, Qt.AlignmentFlag.AlignTop)
        self.beneath_key = QWidget()
        column = QVBoxLayout(self.beneath_key)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(4)
        for widget in (self._link, self._taken_out, key.in_keyring, self._about_keyring):
            column.addWidget(widget)
        self._about_keyring.show()
        url.changed.connect(self._moved)
        if isinstance(url.focus, QLineEdit):
            url.focus.editingFinished.connect(self._settled)
        key.typed.connect(self._typed)
        key.fetch_wished.connect(self._fetch)
        self._use.clicked.connect(self._take_better)

    def loaded(self, *, trusted: bool) -> None:
        """The fields show what stands in the file; not `trusted` where the key is still one typed here."""
        if trusted:
            self._guard.trust(self._server)
        self._unread = None
        self.retranslate()

    def fill(self, address: str) -> None:
        self._url.show(address)
        self._moved()
        self._settled()
        self._url.changed.emit()

    def offer_keyring(self, missing: Problem | None) -> None:
        """`missing`: why keys cannot be kept there."""
        self._keyring = missing
        kept = self._key.text() == IN_KEYRING
        self._key.in_keyring.setEnabled(missing is None or kept)
        self.retranslate()

    def show_key_page(self, url: str) -> None:
        """Where keys for this address are made; empty: nowhere."""
        self._link.lead_to(url)
        self._link.setVisible(bool(url))
        self.retranslate()

    def retranslate(self) -> None:
        self._link.say(translate("Settings", "Get a key"))
        self._use.setText(translate("Settings", "Use this address"))
        note = self._doors.address(self._url.text())
        _tell(self._becomes, said(note.said))
        self._use.setVisible(bool(note.better))
        server = self._guard.kept_from if not self._key.text() else ""
        taken = translate(
            "Settings",
            "The key for {server} was taken out, so that no other server gets it. It comes back with its"
            " address.",
        )
        _tell(self._taken_out, taken.format(server=server) if server else "")
        self._about_keyring.setText(self._told_of_keyring())

    @property
    def _server(self) -> str:
        return self._doors.address(self._url.text()).origin

    def _told_of_keyring(self) -> str:
        """Never nothing: the page would jump while somebody is about to click."""
        if self._unread is not None:
            return objection(self._unread)
        match self._keyring:
            case "unknown":
                return " "
            case None:
                return translate("Settings", "The settings file holds no key then.")
            case missing:
                reason = said(missing.facts["detail"])
                return translate("Settings", "Not possible: {reason}.").format(reason=reason)

    def _moved(self) -> None:
        key = self._guard.moved(self._server, self._key.text())
        if key is not None:
            self._key.hold(key)
            self._key.changed.emit()
        self.retranslate()

    def _settled(self) -> None:
        self._guard.settled(self._server)

    def _typed(self) -> None:
        self._guard.typed(self._server)
        self.retranslate()

    def _take_better(self) -> None:
        self.fill(self._doors.address(self._url.text()).better)

    def _fetch(self) -> None:
        self._key.in_keyring.setEnabled(False)
        self._doors.read_key(self._key.key, self._fetched)

    def _fetched(self, answer: str | Problem) -> None:
        self._key.in_keyring.setEnabled(True)
        if isinstance(answer, Problem):
            self._unread = answer
            self._key.in_keyring.setChecked(True)
        elif self._key.text() == IN_KEYRING:
            self._unread = None
            self._key.hold(answer)
        self._key.changed.emit()
        self.retranslate()


def _tell(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))

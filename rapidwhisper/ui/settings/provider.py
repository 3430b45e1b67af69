"""The provider's page: who, what each is good for, the fields of the chosen one, and whether it works."""

from collections.abc import Callable, Collection, Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rapidwhisper.core.check import Check
from rapidwhisper.core.problem import Code, Problem
from rapidwhisper.core.provider_card import Nearby, Preset, ProviderCard
from rapidwhisper.core.remedy import Remedy
from rapidwhisper.core.settings import Settings
from rapidwhisper.ui.guidance import BY_NEED, recommended
from rapidwhisper.ui.http_question import ask_for_http
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.objection import objection
from rapidwhisper.ui.remedies import label
from rapidwhisper.ui.settings.about_provider import AboutProvider
from rapidwhisper.ui.settings.connection import Connection
from rapidwhisper.ui.settings.doors import Doors, Listed
from rapidwhisper.ui.settings.field import Field
from rapidwhisper.ui.settings.fields import ChoiceField, SuggestField, build
from rapidwhisper.ui.settings.key_field import KeyField
from rapidwhisper.ui.settings.measured import MeasuredSpeed
from rapidwhisper.ui.settings.models import Models
from rapidwhisper.ui.settings.nearby import NearbyServers
from rapidwhisper.ui.settings.on_this_computer import RARE, Edited, OnThisComputer
from rapidwhisper.ui.settings.page import Page, note_label
from rapidwhisper.ui.settings.presets import Presets
from rapidwhisper.ui.settings.trial import Trial
from rapidwhisper.ui.words import said, translate

GROUP = "Provider"
OWN_SERVER = "custom"
ON_THIS_COMPUTER = "local"
LOOK_AGAIN_MS = 5000
"""A server may be started while the page is open."""
_OF_ALL = "AI_PROVIDER", "LOCAL_ONLY", "SEGMENT_SECONDS", "FALLBACK_PROVIDERS"
_OF_SERVERS = ("UPLOAD_FORMAT",)


class ProviderPage(Page):
    voice_wished = Signal()
    """To try out what is typed."""

    def __init__(self, doors: Doors, edited: Edited) -> None:
        self._doors = doors
        self._edited = edited
        self._cards = {card.name: card for card in doors.cards}
        self._models: dict[str, Models] = {}
        self._keys: dict[str, KeyField] = {}
        self._local = OnThisComputer("LOCAL_MODEL", doors.models, edited)
        super().__init__(GROUP)
        self._connections = {
            name: self._connection(card)
            for name, card in self._cards.items()
            if f"{name.upper()}_BASE_URL" in self.rows
        }
        for key, models in self._models.items():
            self.beneath(key, models.beneath)
            models.list_wished.connect(partial(self._list_models, models))
        self._guidance = note_label("guidance")
        self._guidance.show()
        self._about = AboutProvider()
        self._presets = {name: self._presets_of(card) for name, card in self._cards.items() if card.presets}
        self._running: tuple[Nearby, ...] = ()
        self._nearby = NearbyServers()
        self._measured = MeasuredSpeed()
        self._here = False
        self._look_again = QTimer(self, singleShot=True, interval=LOOK_AGAIN_MS)
        self._verdict = named("verdict", QLabel(wordWrap=True))
        self._verdict.setTextFormat(Qt.TextFormat.PlainText)
        self._verdict.hide()
        self._download = named("download_chosen", QPushButton(autoDefault=False))
        self._download.hide()
        self._trial = Trial()
        self._edits = 0
        """An answer to a question that was asked before the last edit is no longer of interest."""
        self.beneath("AI_PROVIDER", self._beneath_provider())
        self.beneath("LOCAL_MODEL", self._local.more)
        self._fill_foot()
        self._look_again.timeout.connect(self._look_around)
        self._local.more_toggled.connect(self._choose)
        self._download.clicked.connect(self._local.download_chosen)
        self._nearby.wished.connect(self._take_nearby)
        self._measured.voice_wished.connect(self.voice_wished)
        self._trial.wished.connect(self._try_out)
        self._trial.key_page_wished.connect(lambda: QDesktopServices.openUrl(QUrl(self._key_page)))
        self.field("AI_PROVIDER").changed.connect(self._choose)
        for row in self.rows.values():
            row.field.changed.connect(self._edited_by_hand)

    def build(self, key: str) -> Field:
        if key == "AI_PROVIDER":
            return ChoiceField(key, tuple(self._cards), lambda name: said(self._cards[name].label))
        if key == "FALLBACK_PROVIDERS":
            return SuggestField(key, self._others)
        if key == "LOCAL_MODEL":
            return self._local.field
        name = key.removesuffix("_MODEL").lower()
        if key.endswith("_MODEL") and name in self._cards:
            self._models[key] = Models(key, self._cards[name])
            return self._models[key].field
        if key.endswith("_API_KEY"):
            return self._keys.setdefault(key, KeyField(key))
        return build(key)

    def enter(self) -> None:
        self._here = True
        self._local.look()
        self._look_around()
        self._doors.provider.keyring(self._offer_keyring)

    def leave(self) -> None:
        self._here = False
        self._look_again.stop()

    def loaded(self, touched: Collection[str] = ()) -> None:
        for name, connection in self._connections.items():
            connection.loaded(trusted=f"{name.upper()}_API_KEY" not in touched)
        self._local.loaded({key: self.field(key) for key in RARE})
        self._edits += 1
        self._trial.clear()

    def show_downloads(self) -> None:
        """When one has come further, begun or ended."""
        self._local.show_downloads()

    def retranslate(self) -> None:
        super().retranslate()
        for connection in self._connections.values():
            connection.retranslate()
        for models in self._models.values():
            models.retranslate()
        self._nearby.retranslate()
        self._trial.retranslate()
        self._download.setText(label(Remedy.DOWNLOAD))
        heading = translate("Guidance", "Which one?")
        self._guidance.setText("\n".join((heading, *map(recommended, BY_NEED))))
        self._choose()

    def search(self, wanted: str) -> bool:
        self.foot.setVisible(not wanted)
        return super().search(wanted)

    def judge(self, problem: Problem | None) -> None:
        """What would keep this provider from working; of an address its own line tells."""
        told = problem is not None and problem.code is not Code.URL_INVALID
        self._verdict.setText(objection(problem) if problem is not None and told else "")
        self._verdict.setVisible(told)
        self._download.setVisible(problem is not None and problem.code is Code.LOCAL_MODEL_ABSENT)
        self._show_measured(usable=problem is None)

    def ask_for_http(self, host: str, then: Callable[[], None]) -> None:
        """`then` is done once the user has allowed it."""

        def allow() -> None:
            field = self.field("ALLOW_HTTP_HOSTS")
            field.show(",".join(each for each in (field.text(), host) if each))
            field.changed.emit()
            self._choose()
            then()

        ask_for_http(self.window(), host, allow)

    def show_measured(self) -> None:
        """Of the model that is typed, where it could be used."""
        edited = self._edited() if self._chosen == ON_THIS_COMPUTER else None
        self._show_measured(usable=isinstance(edited, Settings) and self._doors.check(edited) is None)

    # what is shown

    def _show_measured(self, *, usable: bool) -> None:
        edited = self._edited()
        if usable and self._chosen == ON_THIS_COMPUTER and isinstance(edited, Settings):
            self._measured.show_measured(self._doors.provider.measured(edited), edited)
            self._measured.show()
        else:
            self._measured.hide()

    @property
    def _chosen(self) -> str:
        return self.field("AI_PROVIDER").text()

    def _choose(self) -> None:
        """Only the fields of the chosen one; the others keep what was typed into them."""
        card = self._cards.get(self._chosen)
        if card is None:
            return
        self.rows["AI_PROVIDER"].help.setText(said(card.good_for))
        self._about.tell(card)
        self._local.retranslate()
        of_this = (*_OF_ALL, *(_OF_SERVERS if card.name in self._connections else ()))
        for key, row in self.rows.items():
            row.shown = key in of_this or key.startswith(f"{card.name.upper()}_")
        for key in RARE:
            self.rows[key].shown = card.name == ON_THIS_COMPUTER and self._local.more.isChecked()
        allowed = self.rows["ALLOW_HTTP_HOSTS"]
        allowed.shown = card.name in self._connections and bool(allowed.field.text())
        self.rows["FALLBACK_PROVIDERS"].field.retranslate()
        for name, presets in self._presets.items():
            presets.setVisible(name == card.name)
        self._show_presets()
        self._show_nearby()
        self.show_measured()
        self.search("")

    def _others(self) -> dict[str, str]:
        """Who can stand in for the chosen one, which itself is asked first in any case."""
        chosen = self._chosen if "AI_PROVIDER" in self.rows else ""
        others = {name: said(card.label) for name, card in self._cards.items() if name != chosen}
        return {"": translate("Choice", "nobody else"), **others}

    def _show_presets(self) -> None:
        """Those that the fields amount to, and where their keys are made."""
        for name, presets in self._presets.items():
            presets.show_preset(self._preset_now(self._cards[name]))
        for name, connection in self._connections.items():
            connection.show_key_page(self._key_page_of(self._cards[name]))

    def _preset_now(self, card: ProviderCard) -> Preset | None:
        return next((each for each in card.presets if self._amounts_to(each)), None)

    def _key_page_of(self, card: ProviderCard) -> str:
        preset = self._preset_now(card)
        return (preset.key_page if preset else "") or card.key_page

    def _amounts_to(self, preset: Preset) -> bool:
        """Servers share addresses, so the kind of server tells more where there is one."""
        values = dict(preset.values)
        key = next((key for key in values if key.endswith("_SERVER")), "") or next(iter(values))
        return self.field(key).text().rstrip("/") == values[key].rstrip("/")

    def _edited_by_hand(self) -> None:
        self._edits += 1
        self._trial.clear()
        self._show_presets()
        self._show_nearby()

    def _look_around(self) -> None:
        self._doors.provider.nearby(self._offer)

    def _offer(self, running: tuple[Nearby, ...]) -> None:
        self._running = running
        self._show_nearby()
        if self._here:
            self._look_again.start()

    def _show_nearby(self) -> None:
        url = self.field("CUSTOM_BASE_URL").text() if self._chosen == OWN_SERVER else ""
        in_use = self._doors.provider.address(url).origin
        self._nearby.offer(tuple(each for each in self._running if not each.answers_at(in_use)))

    def _offer_keyring(self, missing: Problem | None) -> None:
        for connection in self._connections.values():
            connection.offer_keyring(missing)

    # what is filled in

    def _take_nearby(self, server: Nearby) -> None:
        values = {**dict(server.preset.values), "CUSTOM_BASE_URL": server.url}
        self._fill({"AI_PROVIDER": OWN_SERVER, **values})

    def _fill(self, values: Mapping[str, str]) -> None:
        for key, text in values.items():
            connection = self._connections.get(key.removesuffix("_BASE_URL").lower())
            if connection is not None and key.endswith("_BASE_URL"):
                connection.fill(text)
            else:
                self.field(key).show(text)
                self.field(key).changed.emit()

    # what is asked

    def _try_out(self, send: bool) -> None:  # noqa: FBT001 - Qt's signal
        def ask(settings: Settings) -> None:
            edits = self._edits

            def answer(checks: tuple[Check, ...]) -> None:
                if edits == self._edits:
                    self._trial.show_checks(checks, self._receiver, self._key_page)

            self._trial.wait()
            self._doors.provider.try_out(settings, send, answer)

        self._with_settings(ask, self._trial.show_obstacle)

    def _list_models(self, models: Models) -> None:
        def ask(settings: Settings) -> None:
            edits = self._edits

            def answer(found: Listed) -> None:
                if edits == self._edits:
                    models.show_listed(found)
                else:
                    models.forget_listed()

            models.wait()
            self._doors.provider.models(settings, answer)

        self._with_settings(ask, models.show_listed)

    def _with_settings(self, ask: Callable[[Settings], None], refuse: Callable[[Problem], None]) -> None:
        edited = self._edited()
        if isinstance(edited, Problem):
            refuse(edited)
            return
        wrong = self._doors.check(edited)
        if wrong is not None and wrong.code is Code.HTTP_NOT_ALLOWED:
            self.ask_for_http(wrong.facts["host"], partial(self._with_settings, ask, refuse))
        else:
            ask(edited)

    @property
    def _receiver(self) -> str:
        """To whom speech goes; empty where it stays here."""
        if self._chosen not in self._connections:
            return ""
        return self._doors.provider.address(self.field(f"{self._chosen.upper()}_BASE_URL").text()).host

    @property
    def _key_page(self) -> str:
        return self._key_page_of(self._cards[self._chosen])

    # building

    def _connection(self, card: ProviderCard) -> Connection:
        url, key = f"{card.name.upper()}_BASE_URL", f"{card.name.upper()}_API_KEY"
        made = Connection(self.field(url), self._keys[key], self._doors.provider)
        self.beneath(url, made.beneath_url)
        self.beneath(key, made.beneath_key)
        return made

    def _presets_of(self, card: ProviderCard) -> Presets:
        presets = Presets(card.presets, card.name)
        presets.chosen.connect(lambda preset: self._fill(dict(preset.values)))
        return presets

    def _fill_foot(self) -> None:
        column = QVBoxLayout(self.foot)
        column.setContentsMargins(20, 8, 20, 4)
        verdict = QHBoxLayout()
        verdict.addWidget(self._verdict, 1)
        verdict.addWidget(self._download, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(verdict)
        column.addWidget(self._trial)

    def _beneath_provider(self) -> QWidget:
        widget = QWidget()
        column = QVBoxLayout(widget)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(4)
        for part in (
            self._guidance,
            self._about,
            self._measured,
            self._nearby,
            *self._presets.values(),
        ):
            column.addWidget(part)
        return widget

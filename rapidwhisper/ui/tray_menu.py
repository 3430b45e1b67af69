"""The tray's menu. It is always complete: what opens it may not ask before."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from rapidwhisper.core.dictation import Kept
from rapidwhisper.core.provider_card import ProviderCard
from rapidwhisper.core.settings import Settings
from rapidwhisper.ui.languages import language_name
from rapidwhisper.ui.length import length
from rapidwhisper.ui.tray_shown import KeptText, NotTranscribed, Shown
from rapidwhisper.ui.words import said, translate

SHOWN_CHARACTERS = 40
SHOWN_UNSENT = 5
"""The history has the others."""
OFFERED_LANGUAGES = ("en", "ru")
"""Until others have been spoken."""


class TrayMenu(QMenu):
    toggle_wished = Signal()
    cancel_wished = Signal()
    copy_wished = Signal(int)
    paste_wished = Signal(int)
    retry_wished = Signal(int, str)
    """With this provider; empty: the one that is set."""
    play_wished = Signal(int)
    discard_wished = Signal(int)
    provider_wished = Signal(str, str)
    """Name and model; an empty model leaves the one that is set."""
    privacy_wished = Signal()
    """The setting that keeps everything on this computer."""
    language_wished = Signal(str)
    models_wished = Signal()
    history_wished = Signal()
    settings_wished = Signal()
    about_wished = Signal()
    log_wished = Signal()
    quit_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tray_menu")
        self._toggle = self._entry("toggle", self.toggle_wished.emit)
        self._cancel = self._entry("cancel", self.cancel_wished.emit)
        self.addSeparator()
        self._downloading = self._entry("downloading", self.models_wished.emit)
        self._texts = self._submenu("texts")
        self._waiting: list[QAction | QMenu] = []
        """Texts that are held, and what was not transcribed; above the last texts."""
        self.addSeparator()
        self._privacy = self._entry("privacy", self.privacy_wished.emit)
        self._providers = self._submenu("providers")
        self._languages = self._submenu("languages")
        self._of_providers = QActionGroup(self)
        self._of_languages = QActionGroup(self)
        self.addSeparator()
        self._history = self._entry("history", self.history_wished.emit)
        self._settings = self._entry("settings", self.settings_wished.emit)
        self._log = self._entry("log", self.log_wished.emit)
        self._about = self._entry("about", self.about_wished.emit)
        self.addSeparator()
        self._quit = self._entry("quit", self.quit_wished.emit)
        self._built: object = None

    def show_state(self, shown: Shown) -> None:
        self._toggle.setText(
            translate("Tray", "Finish dictation") if shown.recording else translate("Tray", "Start dictation")
        )
        self._cancel.setText(translate("Tray", "Cancel"))
        self._cancel.setEnabled(shown.can_cancel)
        self._downloading.setText(_plain(shown.downloading))
        self._downloading.setVisible(bool(shown.downloading))
        self._texts.setTitle(translate("Tray", "Last texts"))
        self._privacy.setText(shown.privacy)
        self._privacy.setVisible(bool(shown.privacy))
        self._providers.setTitle(translate("Tray", "Provider"))
        self._languages.setTitle(translate("Tray", "Language"))
        self._history.setText(translate("Tray", "History…"))
        self._settings.setText(translate("Tray", "Settings…"))
        self._log.setText(translate("Tray", "Open log"))
        self._about.setText(translate("Tray", "About"))
        self._quit.setText(translate("Tray", "Quit"))
        wanted = (
            shown.around,
            shown.held,
            shown.settings,
            translate("Tray", "Copy"),
        )  # the last one knows the language
        if wanted != self._built:
            self._built = wanted
            self._build(shown)

    def _build(self, shown: Shown) -> None:
        around = shown.around
        for menu in (self._texts, self._providers, self._languages):
            menu.clear()
            for submenu in menu.findChildren(QMenu):
                submenu.deleteLater()
        self._clear_waiting()
        for held in shown.held:
            self._add_held(held)
        for dictation in around.unsent[:SHOWN_UNSENT]:
            self._add_unsent(dictation, around.usable)
        for text in around.texts:
            self._add_text(text)
        self._texts.menuAction().setVisible(bool(around.texts))
        for card in around.cards:
            self._add_provider(card, shown.settings)
        self._add_languages(shown.settings.language, around.languages)

    def _add_text(self, kept: KeptText) -> None:
        title = translate("Tray", "{when}  {words}").format(when=kept.when, words=_shortened(kept.text))
        menu = _add_menu(self._texts, f"text/{kept.id}", title)
        _add(menu, f"copy/{kept.id}", translate("Tray", "Copy"), partial(self.copy_wished.emit, kept.id))
        _add(
            menu,
            f"paste/{kept.id}",
            translate("Tray", "Insert"),
            partial(self.paste_wished.emit, kept.id),
        )

    def _clear_waiting(self) -> None:
        for entry in self._waiting:
            self.removeAction(entry.menuAction() if isinstance(entry, QMenu) else entry)
            entry.deleteLater()
        self._waiting = []

    def _add_held(self, held: Kept) -> None:
        title = translate("Tray", "Insert the held text: {words}").format(words=_shortened(held.text))
        action = _add(self, f"held/{held.id}", title, partial(self.paste_wished.emit, held.id))
        self.insertAction(self._texts.menuAction(), action)
        self._waiting.append(action)

    def _add_unsent(self, dictation: NotTranscribed, usable: tuple[ProviderCard, ...]) -> None:
        title = translate("Tray", "Not transcribed: {when}, {length}").format(
            when=dictation.when, length=length(dictation.seconds)
        )
        menu = QMenu(_plain(title), self)
        menu.setObjectName(f"unsent/{dictation.id}")
        self.insertMenu(self._texts.menuAction(), menu)
        menu.menuAction().setObjectName(f"unsent/{dictation.id}")
        self._waiting.append(menu)
        number = dictation.id
        again = partial(self.retry_wished.emit, number, "")
        _add(menu, f"retry/{number}", translate("Tray", "Try again"), again)
        others = _add_menu(menu, f"others/{dictation.id}", translate("Tray", "Try again with"))
        for card in usable:
            wish = partial(self.retry_wished.emit, number, card.name)
            _add(others, f"retry/{number}/{card.name}", said(card.label), wish)
        others.menuAction().setVisible(bool(usable))
        _add(menu, f"play/{number}", translate("Tray", "Play"), partial(self.play_wished.emit, number))
        discard = partial(self.discard_wished.emit, number)
        _add(menu, f"discard/{number}", translate("Tray", "Discard (kept for an hour)"), discard)

    def _add_provider(self, card: ProviderCard, settings: Settings) -> None:
        chosen = card.name == settings.ai_provider
        model = getattr(settings, f"{card.name}_model", "")
        models = {each.id: each.note for each in card.models}
        if model and card.models:
            models.setdefault(model, "")
        name = f"provider/{card.name}"
        if len(models) < 2:  # noqa: PLR2004 - there is nothing to choose
            action = _add(
                self._providers, name, said(card.label), partial(self.provider_wished.emit, card.name, "")
            )
            _check(action, self._of_providers, checked=chosen)
            return
        menu = _add_menu(self._providers, name, said(card.label))
        if chosen:
            menu.menuAction().setIconVisibleInMenu(False)
            font = menu.menuAction().font()
            font.setBold(True)
            menu.menuAction().setFont(font)
        for each, note in models.items():
            title = f"{each} ({said(note)})" if note else each
            action = _add(menu, f"{name}/{each}", title, partial(self.provider_wished.emit, card.name, each))
            _check(action, self._of_providers, checked=chosen and each == model)

    def _add_languages(self, spoken: str, recent: tuple[str, ...]) -> None:
        group = self._of_languages
        detected = partial(self.language_wished.emit, "")
        action = _add(self._languages, "language/", translate("Tray", "Detected"), detected)
        _check(action, group, checked=not spoken)
        for code in dict.fromkeys((*filter(None, (spoken,)), *recent, *OFFERED_LANGUAGES)):
            wish = partial(self.language_wished.emit, code)
            _check(
                _add(self._languages, f"language/{code}", language_name(code), wish),
                group,
                checked=code == spoken,
            )

    def _entry(self, name: str, wish: Callable[[], None]) -> QAction:
        return _add(self, name, "", wish)

    def _submenu(self, name: str) -> QMenu:
        return _add_menu(self, name, "")


def _add_menu(menu: QMenu, name: str, title: str) -> QMenu:
    """Made here and not by Qt, or Python would hold it for ever (see `_add`)."""
    made = QMenu(_plain(title), menu)
    made.setObjectName(name)
    menu.addMenu(made)
    return made


def _add(menu: QMenu, name: str, title: str, wish: Callable[[], None]) -> QAction:
    """What `addAction(title)` makes is not Python's own, and stays in its memory when Qt deletes it."""
    action = QAction(_plain(title), menu)
    action.setObjectName(name)
    menu.addAction(action)
    action.triggered.connect(lambda _checked=False: wish())
    return action


def _check(action: QAction, group: QActionGroup, *, checked: bool) -> None:
    action.setCheckable(True)
    action.setChecked(checked)
    group.addAction(action)


def _plain(title: str) -> str:
    """A & would be taken for a mnemonic."""
    return title.replace("&", "&&")


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN_CHARACTERS else words[:SHOWN_CHARACTERS].rstrip() + "…"

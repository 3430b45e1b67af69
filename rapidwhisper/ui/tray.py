"""The tray icon: shows the phase, and turns clicks into wishes. Works when the tray comes late or never."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from rapidwhisper.core.state import Phase, State, phase
from rapidwhisper.core.words import QT_TRANSLATE_NOOP
from rapidwhisper.ui.icons import icon
from rapidwhisper.ui.messages import Message, message
from rapidwhisper.ui.words import translate

MESSAGE_MS = 8000


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the tray shows; menu and tooltip are built from it at once, because a StatusNotifier host
    opens the menu without asking first (measured).
    """

    phase: Phase
    recording: bool
    can_cancel: bool
    can_copy: bool
    can_retry: bool
    provider: str
    hotkey: str
    trouble: str

    @classmethod
    def of(cls, state: State, *, provider: str, can_copy: bool, can_retry: bool) -> "Shown":
        return cls(
            phase=phase(state),
            recording=state.recording is not None,
            can_cancel=state.cancel_key is not None,
            can_copy=can_copy,
            can_retry=can_retry,
            provider=provider,
            hotkey="+".join(part.capitalize() for part in str(state.settings.hotkey).split("+")),
            trouble=str(message(state.last_error)) if state.last_error else "",
        )


_PHASES = {
    Phase.STARTING: QT_TRANSLATE_NOOP("Tray", "getting ready"),
    Phase.IDLE: QT_TRANSLATE_NOOP("Tray", "ready: press {hotkey} and speak"),
    Phase.RECORDING: QT_TRANSLATE_NOOP("Tray", "recording: press {hotkey} to finish"),
    Phase.TRANSCRIBING: QT_TRANSLATE_NOOP("Tray", "transcribing ({provider})"),
    Phase.INSERTING: QT_TRANSLATE_NOOP("Tray", "inserting"),
    Phase.ERROR: QT_TRANSLATE_NOOP("Tray", "something went wrong"),
}


class Tray(QObject):
    toggle_wished = Signal()
    cancel_wished = Signal()
    copy_wished = Signal()
    retry_wished = Signal()
    settings_wished = Signal()
    log_wished = Signal()
    quit_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._menu = QMenu()
        self._toggle = self._add("toggle", self.toggle_wished.emit)
        self._cancel = self._add("cancel", self.cancel_wished.emit)
        self._menu.addSeparator()
        self._copy = self._add("copy", self.copy_wished.emit)
        self._retry = self._add("retry", self.retry_wished.emit)
        self._menu.addSeparator()
        self._settings = self._add("settings", self.settings_wished.emit)
        self._log = self._add("log", self.log_wished.emit)
        self._menu.addSeparator()
        self._quit = self._add("quit", self.quit_wished.emit)
        self._icon = QSystemTrayIcon(icon(Phase.STARTING))
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        self._icon.show()

    def show_state(self, shown: Shown) -> None:
        self._icon.setIcon(icon(shown.phase))
        said = translate("Tray", _PHASES[shown.phase]).format(hotkey=shown.hotkey, provider=shown.provider)
        title = translate("Tray", "RapidWhisper: {state}").format(state=said)
        self._icon.setToolTip("\n".join(filter(None, (title, shown.trouble))))
        self._toggle.setText(
            translate("Tray", "Finish dictation") if shown.recording else translate("Tray", "Start dictation")
        )
        self._cancel.setText(translate("Tray", "Cancel"))
        self._cancel.setEnabled(shown.can_cancel)
        self._copy.setText(translate("Tray", "Copy last text"))
        self._copy.setEnabled(shown.can_copy)
        self._retry.setText(translate("Tray", "Try again"))
        self._retry.setVisible(shown.can_retry)
        self._settings.setText(translate("Tray", "Open settings file"))
        self._log.setText(translate("Tray", "Open log"))
        self._quit.setText(translate("Tray", "Quit"))

    def tell(self, said: Message, *, serious: bool) -> bool:
        """Show a notification; False where this desktop has no place for one."""
        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            return False
        kind = QSystemTrayIcon.MessageIcon.Warning if serious else QSystemTrayIcon.MessageIcon.Information
        self._icon.showMessage(said.what, said.remedy, kind, MESSAGE_MS)
        return True

    def hide(self) -> None:
        self._icon.hide()

    def _add(self, name: str, wish: Callable[[], None]) -> QAction:
        action = self._menu.addAction("")
        action.setObjectName(name)
        action.triggered.connect(lambda _checked=False: wish())
        return action

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.toggle_wished.emit()

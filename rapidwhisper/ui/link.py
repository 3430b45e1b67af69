"""A link to a page, for mouse and keyboard."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


class Link(QLabel):
    def __init__(self, url: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setOpenExternalLinks(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse | _BY_KEYS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lead_to(url)

    def lead_to(self, url: str) -> None:
        """From the next `say` on."""
        self._url = url
        self.setToolTip(url)

    def say(self, words: str) -> None:
        self.setText(f'<a href="{escape(self._url)}">{escape(words)}</a>')
        self.setAccessibleName(words)


_BY_KEYS = Qt.TextInteractionFlag.LinksAccessibleByKeyboard

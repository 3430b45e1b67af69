"""The system's clipboard outside X11, and a text that it should forget."""

import logging
from collections.abc import Callable
from typing import Protocol

import pyperclip

logger = logging.getLogger(__name__)


class TextClipboard(Protocol):
    def lend(self, text: str) -> None:
        """A text that is there for a moment only: clipboard histories are asked to leave it out."""

    def copy(self, text: str) -> None: ...

    def paste(self) -> str: ...


class SystemClipboard:
    """`lend` is the system's own way. Where it fails, the text matters more than the histories."""

    def __init__(self, lend: Callable[[str], None]) -> None:
        self._lend = lend

    def lend(self, text: str) -> None:
        try:
            self._lend(text)
        except OSError as error:
            logger.warning("clipboard histories may keep a text: %s", error)
            self.copy(text)

    def copy(self, text: str) -> None:
        pyperclip.copy(text)

    def paste(self) -> str:
        return str(pyperclip.paste())

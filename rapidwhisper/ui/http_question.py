"""Asked once for each server: may speech and key go there unencrypted?"""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from rapidwhisper.ui.question import ask
from rapidwhisper.ui.words import translate


def ask_for_http(parent: QWidget, host: str, allowed: Callable[[], None]) -> None:
    ask(
        parent,
        "allow_http",
        title=translate("Http", "Not encrypted"),
        question=translate("Http", "The way to {host} is not encrypted.").format(host=host),
        more=translate(
            "Http",
            "Anybody on the way could read your key and hear what you dictate. https:// would prevent it,"
            " if the server has it.",
        ),
        yes=translate("Http", "Use it all the same"),
        role=QMessageBox.ButtonRole.AcceptRole,
        then=allowed,
    )

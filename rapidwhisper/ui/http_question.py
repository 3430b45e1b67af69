"""Asked once for each server: may speech and key go there unencrypted?"""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from rapidwhisper.ui.words import translate


def ask_for_http(parent: QWidget, host: str, allowed: Callable[[], None]) -> None:
    """`allowed` is called once the user has said yes; anything else changes nothing."""
    box = QMessageBox(parent)
    box.setObjectName("allow_http")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(translate("Http", "Not encrypted"))
    box.setText(translate("Http", "The way to {host} is not encrypted.").format(host=host))
    box.setInformativeText(
        translate(
            "Http",
            "Anybody on the way could read your key and hear what you dictate. https:// would prevent it,"
            " if the server has it.",
        )
    )
    go = box.addButton(translate("Http", "Use it all the same"), QMessageBox.ButtonRole.AcceptRole)
    go.setObjectName("go")
    stay = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)

    def answered() -> None:
        if box.clickedButton() is go:
            allowed()
        box.deleteLater()

    box.finished.connect(answered)
    box.open()

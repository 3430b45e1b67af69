"""A question before something that cannot be taken back: whoever just presses a key has not said yes."""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget


def ask(
    parent: QWidget,
    name: str,
    *,
    title: str,
    question: str,
    more: str,
    yes: str,
    role: QMessageBox.ButtonRole,
    then: Callable[[], None],
) -> None:
    """`then` is called once the user has said yes; anything else changes nothing."""
    box = QMessageBox(parent)
    box.setObjectName(name)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(title)
    box.setText(question)
    box.setInformativeText(more)
    go = box.addButton(yes, role)
    go.setObjectName("go")
    stay = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)

    def answered() -> None:
        if box.clickedButton() is go:
            then()
        box.deleteLater()

    box.finished.connect(answered)
    box.open()

"""Switching the language while windows are open."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from rapidwhisper.ui.language import Language
from rapidwhisper.ui.words import counted, translate


def test_ours_and_qts_own_words_change_and_change_back(language: Language, qtbot: QtBot) -> None:
    assert language.use("ru")
    assert translate("Tray", "Quit") == "Выход"
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text().replace("&", "") == "Отмена"
    assert not language.use("ru")
    assert language.use("en")
    assert translate("Tray", "Quit") == "Quit"


def test_plurals_are_right(language: Language) -> None:
    seconds = counted("Problem", "%n second(s)", "", 2)
    language.use("ru")
    assert [seconds(n) for n in (1, 2, 5, 21)] == ["1 секунду", "2 секунды", "5 секунд", "21 секунду"]
    language.use("en")
    assert [seconds(n) for n in (1, 2)] == ["1 second", "2 seconds"]


def test_open_windows_are_told(language: Language, qtbot: QtBot) -> None:
    told: list[QEvent.Type] = []

    class Window(QLabel):
        def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
            told.append(event.type())

    window = Window()
    qtbot.addWidget(window)
    window.show()
    told.clear()
    language.use("ru")
    QApplication.processEvents()
    assert QEvent.Type.LanguageChange in told

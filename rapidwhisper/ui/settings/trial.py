"""“Test connection”: first whether the provider answers, then, on a click of its own, what it hears."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rapidwhisper.core.check import Check, Verdict
from rapidwhisper.core.problem import Problem, found_ahead
from rapidwhisper.core.remedy import Remedy, may_pass, remedies
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.objection import objection
from rapidwhisper.ui.remedies import label
from rapidwhisper.ui.settings.page import note_label
from rapidwhisper.ui.words import said, translate

_MARKS = {Verdict.OK: "✓", Verdict.WARNING: "!", Verdict.FAILED: "✗"}


class Trial(QWidget):
    wished = Signal(bool)
    """True: with a second of recorded speech."""
    key_page_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._test = named("test_connection", QPushButton(autoDefault=False))
        self._get_key = named("get_key", QPushButton(autoDefault=False))
        self._send = named("send_speech", QPushButton(autoDefault=False))
        self._consent = note_label("send_speech_note")
        self._result = named("test_result", QLabel(wordWrap=True))
        self._result.setTextFormat(Qt.TextFormat.PlainText)
        self._result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._result.hide()
        self._receiver = ""
        self._key_page = ""
        self._checks: tuple[Check, ...] = ()
        self._obstacle: Problem | None = None
        self._waits = False
        buttons = QHBoxLayout()
        for button in (self._test, self._get_key, self._send):
            buttons.addWidget(button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._result)
        column.addWidget(self._consent)
        column.addLayout(buttons)
        self._test.clicked.connect(lambda: self.wished.emit(False))
        self._get_key.clicked.connect(self.key_page_wished)
        self._send.clicked.connect(lambda: self.wished.emit(True))

    def wait(self) -> None:
        self._waits = True
        self.retranslate()

    def show_checks(self, checks: tuple[Check, ...], receiver: str, key_page: str) -> None:
        """`receiver`: to whom speech would go; `key_page`: where it makes its keys, if it does."""
        self._waits = False
        self._checks, self._obstacle = checks, None
        self._receiver, self._key_page = receiver, key_page
        self.retranslate()

    def show_obstacle(self, obstacle: Problem) -> None:
        """What keeps it from being tried at all."""
        self._waits = False
        self._checks, self._obstacle = (), obstacle
        self.retranslate()

    def clear(self) -> None:
        """What was found is no longer true of what is typed now."""
        self._waits = False
        self._checks, self._obstacle = (), None
        self.retranslate()

    def retranslate(self) -> None:
        problems = [found_ahead(check.problem) for check in self._checks if check.problem is not None]
        wrong_key = any(Remedy.OPEN_KEY_PAGE in remedies(each) for each in problems)
        again = any(map(may_pass, problems))
        self._test.setText(
            translate("Settings", "Test again") if again else translate("Settings", "Test connection")
        )
        self._get_key.setText(label(Remedy.OPEN_KEY_PAGE))
        self._send.setText(translate("Settings", "Send one second of speech"))
        self._test.setEnabled(not self._waits)
        self._get_key.setVisible(wrong_key and bool(self._key_page))
        answers = bool(self._checks) and self._checks[0].verdict is not Verdict.FAILED
        self._send.setVisible(answers)
        self._send.setEnabled(not self._waits)
        self._consent.setVisible(answers and bool(self._receiver))
        consent = translate("Settings", "A recorded sentence goes to {name}, as a short dictation would.")
        self._consent.setText(consent.format(name=self._receiver))
        self._result.setText(self._found())
        self._result.setVisible(bool(self._result.text()))

    def _found(self) -> str:
        if self._waits:
            return translate("Settings", "Waiting for the answer…")
        if self._obstacle is not None:
            return f"{_MARKS[Verdict.FAILED]} {objection(self._obstacle)}"
        return "\n".join(_line(check) for check in self._checks)


def _line(check: Check) -> str:
    words = said(check.found) if check.problem is None else objection(check.problem)
    return f"{_MARKS[check.verdict]} {words}"

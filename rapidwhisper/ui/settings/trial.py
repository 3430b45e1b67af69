"""“Test connection”: first whether the provider answers, then, on a click of its own, what it hears."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rapidwhisper.core.check import Check, Verdict
from rapidwhisper.core.problem import Problem
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.objection import objection
from rapidwhisper.ui.settings.page import note_label
from rapidwhisper.ui.words import said, translate

_MARKS = {Verdict.OK: "✓", Verdict.WARNING: "!", Verdict.FAILED: "✗"}


class Trial(QWidget):
    wished = Signal(bool)
    """True: with a second of recorded speech."""

    def __init__(self) -> None:
        super().__init__()
        self._test = named("test_connection", QPushButton(autoDefault=False))
        self._send = named("send_speech", QPushButton(autoDefault=False))
        self._consent = note_label("send_speech_note")
        self._result = named("test_result", QLabel(wordWrap=True))
        self._result.setTextFormat(Qt.TextFormat.PlainText)
        self._result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._result.hide()
        self._receiver = ""
        self._checks: tuple[Check, ...] = ()
        self._obstacle: Problem | None = None
        self._waits = False
        buttons = QHBoxLayout()
        buttons.addWidget(self._test)
        buttons.addWidget(self._send)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 8)
        column.addWidget(self._result)
        column.addLayout(buttons)
        column.addWidget(self._consent)
        self._test.clicked.connect(lambda: self.wished.emit(False))
        self._send.clicked.connect(lambda: self.wished.emit(True))

    def wait(self) -> None:
        self._waits = True
        self.retranslate()

    def show_checks(self, checks: tuple[Check, ...], receiver: str) -> None:
        """`receiver`: to whom speech would go."""
        self._waits = False
        self._checks, self._obstacle, self._receiver = checks, None, receiver
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
        self._test.setText(translate("Settings", "Test connection"))
        self._send.setText(translate("Settings", "Send one second of speech"))
        self._test.setEnabled(not self._waits)
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

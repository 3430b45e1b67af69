"""On this computer: which model to begin with, and how far its download is."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from rapidwhisper.core.local_model import ModelCard, Phase, Standing
from rapidwhisper.ui.download_words import percent, with_percent
from rapidwhisper.ui.model_words import BETWEEN, amount, languages
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.objection import objection
from rapidwhisper.ui.words import said, translate


class ModelChoice(QWidget):
    """One of a few; the first is recommended."""

    def __init__(self, cards: tuple[ModelCard, ...]) -> None:
        super().__init__()
        self._buttons = {card: named(f"model/{card.name}", QRadioButton()) for card in cards}
        self._notes = {card: QLabel(wordWrap=True) for card in cards}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(2)
        for card, button in self._buttons.items():
            self._group.addButton(button)
            self._notes[card].setTextFormat(Qt.TextFormat.PlainText)
            self._notes[card].setContentsMargins(24, 0, 0, 4)
            column.addWidget(button)
            column.addWidget(self._notes[card])
        next(iter(self._buttons.values())).setChecked(True)

    def changes(self) -> Mapping[str, str]:
        """What is to be saved."""
        return {"LOCAL_MODEL": next(card.name for card, each in self._buttons.items() if each.isChecked())}

    def retranslate(self) -> None:
        for card, button in self._buttons.items():
            if card.built_in:
                button.setText(card.label)
                self._notes[card].setText(said(card.good_for))
            else:
                button.setText(translate("Welcome", "{name}, recommended").format(name=card.label))
                about = languages(card), amount(card, Standing(Phase.ABSENT))
                self._notes[card].setText(BETWEEN.join(about))


class DownloadLine(QWidget):
    """How far the chosen model is; hidden where there is nothing to wait for."""

    resume_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._standing = Standing(Phase.READY)
        self._text = named("download_text", QLabel(wordWrap=True))
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = named("download_bar", QProgressBar(textVisible=False))
        self._resume = named("download_resume", QPushButton(autoDefault=False))
        self._resume.clicked.connect(self.resume_wished)
        row = QHBoxLayout()
        row.addWidget(self._text, 1)
        row.addWidget(self._resume, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._bar)
        self.hide()

    def show_standing(self, standing: Standing | None) -> None:
        """None: there is nothing to wait for."""
        self.setVisible(standing is not None)
        if standing is not None:
            self._standing = standing
            self.retranslate()

    def retranslate(self) -> None:
        standing = self._standing
        share = percent(standing)
        stands_still = standing.phase in {Phase.ABSENT, Phase.PAUSED}
        self._bar.setRange(0, 0 if share is None and not stands_still else 100)
        self._bar.setValue(share or 0)
        if standing.problem is not None:
            self._text.setText(objection(standing.problem))
        elif stands_still:
            self._text.setText(translate("Welcome", "The download of the model is paused."))
        else:
            text = translate(
                "Welcome",
                "The model is on its way: {progress}. Speak already; the words come when it is here.",
            )
            self._text.setText(text.format(progress=with_percent(standing)))
        self._resume.setText(translate("Models", "Resume"))
        self._resume.setVisible(stands_still)

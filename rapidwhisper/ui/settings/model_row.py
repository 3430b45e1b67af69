"""One model for this computer: what it is good for, whether it is here, and what can be done about that."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
)

from rapidwhisper.core.local_model import ModelCard, Phase, Standing
from rapidwhisper.core.words import QT_TRANSLATE_NOOP
from rapidwhisper.ui import model_words
from rapidwhisper.ui.download_words import percent, with_percent
from rapidwhisper.ui.link import Link
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.objection import objection
from rapidwhisper.ui.question import ask
from rapidwhisper.ui.settings.page import dim, note_label
from rapidwhisper.ui.words import said, translate

_FETCH = {
    Phase.ABSENT: QT_TRANSLATE_NOOP("Models", "Download"),
    Phase.PAUSED: QT_TRANSLATE_NOOP("Models", "Resume"),
}
_GIVE_UP = {
    Phase.DOWNLOADING: QT_TRANSLATE_NOOP("Models", "Cancel"),
    Phase.PAUSED: QT_TRANSLATE_NOOP("Models", "Cancel"),
    Phase.READY: QT_TRANSLATE_NOOP("Models", "Remove"),
}
_PARTLY = {Phase.DOWNLOADING, Phase.PAUSED, Phase.CHECKING}


class ModelRow(QFrame):
    download_wished = Signal()
    pause_wished = Signal()
    remove_wished = Signal()
    """Also of what is here of one that is not complete."""

    def __init__(self, card: ModelCard, *, recommended: bool) -> None:
        super().__init__()
        self.setObjectName(f"model_card/{card.name}")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._card = card
        self._standing = Standing(Phase.ABSENT)
        self.button = named(f"model/{card.name}", QRadioButton(card.label))
        self._recommended = named(f"recommended/{card.name}", QLabel())
        self._recommended.setVisible(recommended)
        self._good_for = named(f"good_for/{card.name}", QLabel(wordWrap=True))
        self._figures = named(f"figures/{card.name}", QLabel(wordWrap=True))
        self._accuracy = named(f"accuracy/{card.name}", QLabel(wordWrap=True))
        self._source = named(f"source/{card.name}", Link(card.accuracy_source))
        self._source.setWordWrap(True)
        self._accuracy.setVisible(not card.accuracy_source)
        self._source.setVisible(bool(card.accuracy_source))
        self._licence = named(f"licence/{card.name}", Link(card.licence_page))
        self._bar = named(f"bar/{card.name}", QProgressBar(textVisible=False))
        self._progress = note_label(f"progress/{card.name}")
        self._trouble = named(f"trouble/{card.name}", QLabel(wordWrap=True))
        for label in (self._recommended, self._good_for, self._figures, self._accuracy, self._trouble):
            label.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self._figures, self._accuracy):
            dim(label)
        self._fetch = named(f"download/{card.name}", QPushButton(autoDefault=False))
        self._pause = named(f"pause/{card.name}", QPushButton(autoDefault=False))
        self._give_up = named(f"remove/{card.name}", QPushButton(autoDefault=False))
        self._fetch.clicked.connect(self.download_wished)
        self._pause.clicked.connect(self.pause_wished)
        self._give_up.clicked.connect(self._ask_to_give_up)
        self._lay_out()
        self.retranslate()

    def show_standing(self, standing: Standing) -> None:
        if standing != self._standing:
            self._standing = standing
            self.retranslate()

    def words(self) -> str:
        """What a search should find."""
        card = self._card
        return " ".join((card.name, card.label, self._good_for.text(), model_words.all_languages(card)))

    def retranslate(self) -> None:
        card, standing = self._card, self._standing
        self._recommended.setText(translate("Models", "recommended"))
        self._good_for.setText(said(card.good_for))
        self._figures.setText(model_words.figures(card, standing))
        self._figures.setToolTip(model_words.all_languages(card))
        accuracy = translate("Models", "Accuracy: {accuracy}.").format(accuracy=said(card.accuracy))
        self._accuracy.setText(accuracy)
        self._source.say(accuracy)
        self._licence.say(translate("Models", "Licence: {name}").format(name=card.licence))
        phase = Phase.READY if card.built_in else standing.phase
        self._show_progress(standing)
        self._trouble.setText(objection(standing.problem) if standing.problem is not None else "")
        self._trouble.setVisible(standing.problem is not None)
        self._fetch.setText(translate("Models", _FETCH.get(phase, _FETCH[Phase.ABSENT])))
        self._fetch.setVisible(phase in _FETCH)
        self._pause.setText(translate("Models", "Pause"))
        self._pause.setVisible(phase is Phase.DOWNLOADING)
        self._give_up.setText(translate("Models", _GIVE_UP.get(phase, _GIVE_UP[Phase.READY])))
        self._give_up.setVisible(phase in _GIVE_UP and not card.built_in)
        for button in (self._fetch, self._pause, self._give_up):
            button.setAccessibleDescription(card.label)
        self.button.setAccessibleDescription(self._good_for.text())

    def _show_progress(self, standing: Standing) -> None:
        is_partly_here = standing.phase in _PARTLY
        share = percent(standing)
        self._bar.setRange(0, 0 if standing.phase is Phase.CHECKING or share is None else 100)
        self._bar.setValue(share or 0)
        self._bar.setVisible(is_partly_here)
        self._progress.setText(with_percent(standing))
        self._progress.setVisible(is_partly_here)

    def _ask_to_give_up(self) -> None:
        is_here = self._standing.phase is Phase.READY
        question = (
            translate("Models", "Remove the model {name} from this computer?")
            if is_here
            else translate("Models", "Cancel the download of {name} and remove what has come so far?")
        )
        ask(
            self.window(),
            "remove_model",
            title=translate("Settings", "Settings"),
            question=question.format(name=self._card.label),
            more=translate("Models", "It can be downloaded again at any time."),
            yes=translate("Models", "Remove"),
            role=QMessageBox.ButtonRole.DestructiveRole,
            then=self.remove_wished.emit,
        )

    def _lay_out(self) -> None:
        font = self.button.font()
        font.setBold(True)
        self.button.setFont(font)
        head = QHBoxLayout()
        head.addWidget(self.button)
        head.addWidget(self._recommended)
        head.addStretch()
        for button in (self._fetch, self._pause, self._give_up):
            head.addWidget(button)
        sources = QHBoxLayout()
        sources.setSpacing(12)
        sources.addWidget(self._accuracy, 1)
        sources.addWidget(self._source, 1)
        sources.addWidget(self._licence, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(3)
        column.addLayout(head)
        for label in (self._good_for, self._figures):
            column.addWidget(label)
        column.addLayout(sources)
        for part in (self._bar, self._progress, self._trouble):
            column.addWidget(part)

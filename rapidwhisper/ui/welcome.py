"""The first start: choose one of three ways, and try it out. It is in nobody's way."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from rapidwhisper.config.saver import Save
from rapidwhisper.core.dictation import Ended, Outcome
from rapidwhisper.core.local_model import ModelCard, Standing
from rapidwhisper.core.problem import Code, Problem
from rapidwhisper.core.provider_card import ProviderCard
from rapidwhisper.core.state import Phase, State, phase
from rapidwhisper.core.words import QT_TRANSLATE_NOOP
from rapidwhisper.ui.http_question import ask_for_http
from rapidwhisper.ui.keys import readable
from rapidwhisper.ui.language_choice import LANGUAGES
from rapidwhisper.ui.messages import message
from rapidwhisper.ui.naming import named
from rapidwhisper.ui.objection import objection
from rapidwhisper.ui.speed import Tried
from rapidwhisper.ui.welcome_models import DownloadLine, ModelChoice
from rapidwhisper.ui.welcome_ways import WAYS, WayCard
from rapidwhisper.ui.words import said, translate

CHOOSE, TRY = 0, 1

_PHASES = {
    Phase.STARTING: QT_TRANSLATE_NOOP("Welcome", "Getting ready…"),
    Phase.RECORDING: QT_TRANSLATE_NOOP("Welcome", "Recording. Press {hotkey} again to finish."),
    Phase.TRANSCRIBING: QT_TRANSLATE_NOOP("Welcome", "Transcribing ({provider})…"),
    Phase.INSERTING: QT_TRANSLATE_NOOP("Welcome", "Transcribing ({provider})…"),
}


class Welcome(QDialog):
    toggle_wished = Signal()
    settings_wished = Signal()
    interface_language_wished = Signal(str)
    download_wished = Signal(str)
    """With the name of a model."""

    def __init__(
        self,
        cards: tuple[ProviderCard, ...],
        models: tuple[ModelCard, ...],
        check: Callable[[Mapping[str, str]], Problem | None],
        save: Save,
    ) -> None:
        """`models`: for this computer, the recommended one first.

        `check` tells what would keep these settings from working.
        """
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("welcome")
        self._check = check
        self._save = save
        self._state = State()
        self._provider = ""
        self._tried: Tried | None = None
        self._before = self._state.ended
        by_name = {card.name: card for card in cards}
        self._ways = {
            way.provider: WayCard(
                way, by_name[way.provider], ModelChoice(models) if way.provider == "local" else None
            )
            for way in WAYS
        }
        self._title = QLabel(wordWrap=True)
        self._intro = QLabel(wordWrap=True)
        self._language = named("interface_language", QComboBox())
        self._group = QButtonGroup(self)
        self._objection = named("objection", QLabel(wordWrap=True))
        self._use = named("use", QPushButton(default=True))
        self._settings = named("more_settings", QPushButton(flat=True, autoDefault=False))
        self._invitation = named("invitation", QLabel(wordWrap=True))
        self._words = named("words", QPlainTextEdit(readOnly=True))
        self._said = named("said", QLabel(wordWrap=True))
        self._speed = named("speed", QLabel(wordWrap=True))
        for label in (self._title, self._intro, self._objection, self._invitation, self._said, self._speed):
            label.setTextFormat(Qt.TextFormat.PlainText)  # some quote a server, or what was said
        self._toggle = named("toggle", QPushButton(autoDefault=False))
        self._back = named("back", QPushButton(autoDefault=False))
        self._done = named("done", QPushButton(autoDefault=False))
        self._download = DownloadLine()
        self._downloads: Mapping[str, Standing] = {}
        self._steps = QStackedWidget()
        self._column = QVBoxLayout(self)
        self._lay_out()
        self._connect()
        self._retranslate()

    def present(self, *, quietly: bool) -> None:
        """Quietly: without taking the focus, because somebody is dictating."""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, quietly)
        self.show()

    def try_out(self) -> None:
        """Straight to the step at which one speaks."""
        self._before = self._state.ended
        self._words.clear()
        self._steps.setCurrentIndex(TRY)
        self._done.setDefault(True)
        self._words.setFocus()
        self._tell_state()

    @property
    def is_trying(self) -> bool:
        """Whether words are awaited here."""
        return self.isVisible() and self._steps.currentIndex() == TRY

    def is_active(self) -> bool:
        return self.is_trying and self.isActiveWindow()

    def show_text(self, text: str) -> None:
        self._words.appendPlainText(text.strip())

    def show_state(self, state: State, provider: str, tried: Tried | None = None) -> None:
        """`tried`: how it went with the dictation that has ended last."""
        before, self._state, self._provider, self._tried = self._state.ended, state, provider, tried
        ended = state.ended
        if ended is not None and ended != before and _is_late(ended) and self.is_trying:
            self.show_text(ended.text or "")
        self._tell_state()

    def show_downloads(self, downloads: Mapping[str, Standing]) -> None:
        self._downloads = downloads
        self._tell_state()

    def _tell_state(self) -> None:
        state = self._state
        hotkey = readable(state.settings.hotkey)
        self._invitation.setText(
            translate("Welcome", "Press {hotkey}, say something, and press it again.").format(hotkey=hotkey)
        )
        records = state.recording is not None
        self._toggle.setText(
            translate("Welcome", "Finish") if records else translate("Welcome", "Start dictation")
        )
        now = phase(state)
        ended = state.ended if state.ended != self._before else None
        speed = ""
        if now in _PHASES:
            text = translate("Welcome", _PHASES[now]).format(hotkey=hotkey, provider=said(self._provider))
        elif ended is not None and (ended.outcome is Outcome.DONE or _is_late(ended)):
            text = translate("Welcome", "It works. From now on press {hotkey} in any program.").format(
                hotkey=hotkey
            )
            speed = self._tried.told() if self._tried is not None else ""
        elif state.last_error is not None and self._steps.currentIndex() == TRY:
            text = str(message(state.last_error))
        else:
            text = ""
        self._said.setText(text)
        self._speed.setText(speed)
        self._speed.setVisible(bool(speed))
        self._download.show_standing(self._downloads.get(state.settings.local_model))

    def _use_it(self) -> None:
        way = next((each for each in self._ways.values() if each.button.isChecked()), None)
        if way is None:
            return
        self._use_way(way, way.changes())

    def _use_way(self, way: WayCard, changes: Mapping[str, str]) -> None:
        objection = self._check(changes)
        if objection is not None and objection.code is Code.LOCAL_MODEL_ABSENT:
            self.download_wished.emit(objection.facts["model"])
            objection = None
        if objection is None:
            self._save(changes, partial(self._saved, way))
        elif objection.code is Code.HTTP_NOT_ALLOWED:
            host = objection.facts["host"]
            hosts = ",".join((*self._state.settings.allow_http_hosts, host))
            ask_for_http(self, host, lambda: self._use_way(way, {**changes, "ALLOW_HTTP_HOSTS": hosts}))
        else:
            self._object(objection, way)

    def _saved(self, way: WayCard, obstacle: Problem | None) -> None:
        self._object(obstacle, way)
        if obstacle is None:
            self.try_out()

    def _object(self, problem: Problem | None, way: WayCard) -> None:
        self._objection.setText(objection(problem) if problem else "")
        self._objection.setVisible(problem is not None)
        field = way.fields.get(problem.facts.get("key", "")) if problem else None
        if field is not None:
            field.setFocus()
        self._make_room()

    def _make_room(self) -> None:
        """Wrapped words may need more height, which a window does not give by itself."""
        height = self._column.totalHeightForWidth(self.width())
        if height > self.height():
            self.resize(self.width(), height)

    def _go_back(self) -> None:
        self._steps.setCurrentIndex(CHOOSE)
        self._use.setDefault(True)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setWindowTitle(translate("Welcome", "Welcome to RapidWhisper"))
        self._title.setText(translate("Welcome", "Speak instead of typing, in any program"))
        self._intro.setText(
            translate("Welcome", "Who shall turn your speech into text? You can change this at any time.")
        )
        self._language.setAccessibleName(translate("Welcome", "Language of the program"))
        self._use.setText(translate("Welcome", "Use this"))
        self._settings.setText(translate("Welcome", "All settings…"))
        self._words.setPlaceholderText(translate("Welcome", "Your words will appear here."))
        self._words.setAccessibleName(translate("Welcome", "Your words"))
        self._back.setText(translate("Welcome", "Back"))
        self._done.setText(translate("Welcome", "Done"))
        for way in self._ways.values():
            way.retranslate()
        self._download.retranslate()
        self._tell_state()

    def _connect(self) -> None:
        self._use.clicked.connect(self._use_it)
        for way in self._ways.values():
            way.chosen.connect(self._make_room)
        self._settings.clicked.connect(self.settings_wished)
        self._toggle.clicked.connect(self.toggle_wished)
        self._download.resume_wished.connect(
            lambda: self.download_wished.emit(self._state.settings.local_model)
        )
        self._back.clicked.connect(self._go_back)
        self._done.clicked.connect(self.accept)
        self._language.activated.connect(
            lambda _: self.interface_language_wished.emit(self._language.currentData())
        )

    def show_interface_language(self, code: str) -> None:
        self._language.setCurrentIndex(self._language.findData(code))

    def _lay_out(self) -> None:
        self.setMinimumSize(580, 480)
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.35)
        font.setBold(True)
        self._title.setFont(font)
        for code, name in LANGUAGES.items():
            self._language.addItem(name, code)
        self._objection.hide()
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._language, 0, Qt.AlignmentFlag.AlignTop)
        self._steps.addWidget(self._choosing())
        self._steps.addWidget(self._trying())
        self._column.setContentsMargins(24, 20, 24, 16)
        self._column.setSpacing(12)
        self._column.addLayout(top)
        self._column.addWidget(self._steps, 1)

    def _choosing(self) -> QWidget:
        step = QWidget()
        layout = QVBoxLayout(step)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._intro)
        for way in self._ways.values():
            self._group.addButton(way.button)
            layout.addWidget(way)
        next(iter(self._ways.values())).button.setChecked(True)
        layout.addStretch()
        layout.addWidget(self._objection)
        row = QHBoxLayout()
        row.addWidget(self._settings)
        row.addStretch()
        row.addWidget(self._use)
        layout.addLayout(row)
        return step

    def _trying(self) -> QWidget:
        step = QWidget()
        layout = QVBoxLayout(step)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._invitation)
        layout.addWidget(self._download)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._said)
        layout.addWidget(self._speed)
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addStretch()
        row.addWidget(self._toggle)
        row.addWidget(self._done)
        layout.addLayout(row)
        return step


def _is_late(ended: Ended) -> bool:
    """Its text has come when the model had, and is on the clipboard."""
    return ended.outcome is Outcome.HELD and ended.problem is not None and ended.problem.code is Code.COPIED

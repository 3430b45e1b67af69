"""The history window: what it shows of what it is told, and what it wishes when it is used."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, Qt
from PySide6.QtGui import QAction, QTextDocumentFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rapidwhisper.config.remembered import Remembered
from rapidwhisper.core.dictation import Dictation, Outcome, Stage
from rapidwhisper.core.laps import Lap
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.provider_card import ProviderCard
from rapidwhisper.core.settings import DEFAULTS, HistoryMode, Settings, Theme
from rapidwhisper.core.state import State
from rapidwhisper.ui.history.doors import Doors, Ended
from rapidwhisper.ui.history.entry import Amount, Entry, Found
from rapidwhisper.ui.history.search import PAGE
from rapidwhisper.ui.history.stages import COLOURS, NARROWEST, shares
from rapidwhisper.ui.history.window import HistoryWindow
from rapidwhisper.ui.theme import apply_theme
from rapidwhisper.windows import CARDS
from tests.rig.process import wait_until

GOOD = Entry(
    3, "2026-11-25T14:02:31+01:00", 35.2, "Groq", "large", "The words\nstand.", Outcome.DONE, None, True
)
FAILED = Entry(
    2,
    "2026-11-25T13:00:00+01:00",
    125.0,
    "your server",
    "",
    "",
    Outcome.FAILED,
    problem(Code.UNREACHABLE, host="speech.example"),
    True,
)
HELD = Entry(
    1,
    "2026-11-24T09:05:00+01:00",
    4.0,
    "Groq",
    "",
    "Held words",
    Outcome.HELD,
    problem(Code.KEPT_WRONG_WINDOW),
    False,
)


@dataclass
class Desk:
    """A window, the history behind it, and what was wished."""

    qtbot: QtBot
    remembered: Remembered
    entries: list[Entry] = field(default_factory=lambda: [GOOD, FAILED, HELD])
    cards: tuple[ProviderCard, ...] = CARDS
    unreadable: Problem | None = None
    files_done: dict[int, float] = field(default_factory=dict)
    patient: bool = False
    """Answers wait until `answer` is called."""
    wishes: list[tuple[Any, ...]] = field(default_factory=list)
    asked: list[tuple[str, int]] = field(default_factory=list)
    played: list[Ended] = field(default_factory=list)
    _waiting: list[Callable[[], None]] = field(default_factory=list)

    def open(self, state: State | None = None) -> HistoryWindow:
        doors = Doors(
            search=self._search,
            providers=lambda: self.cards,
            play=self._play,
            stop=lambda: self.wishes.append(("stop",)),
            copy=lambda text: self.wishes.append(("copy", text)),
            paste=lambda dictation, text: self.wishes.append(("paste", dictation, text)),
            transcribe=lambda dictation, name: self.wishes.append(("transcribe", dictation, name)),
            transcribe_files=lambda files: self.wishes.append(("files", *files)),
            cancel_file=lambda number: self.wishes.append(("cancel", number)),
            files_done=lambda: self.files_done,
            forget=self._forget,
            count=lambda then: then(self.unreadable or Amount(2, 1)),
            forget_all=self.entries.clear,
            export=self._export,
        )
        window = HistoryWindow(doors, state or State(), self.remembered)
        self.qtbot.addWidget(window)
        window.show()
        return window

    def answer(self) -> None:
        """The oldest question."""
        self._waiting.pop(0)()

    def _search(self, words: str, limit: int, then: Callable[[Found], None]) -> None:
        self.asked.append((words, limit))

        def answer() -> None:
            found = [each for each in self.entries if words.lower() in each.text.lower()]
            then(Found(tuple(found[:limit]), len(found) > limit, self.unreadable))

        self._waiting.append(answer)
        if not self.patient:
            self.answer()

    def _play(self, dictation: int, ended: Ended) -> None:
        self.wishes.append(("play", dictation))
        self.played.append(ended)

    def _forget(self, dictation: int) -> None:
        self.entries = [each for each in self.entries if each.id != dictation]

    def _export(self, words: str, file: Path, ended: Ended) -> None:
        self.wishes.append(("export", words, file))
        ended(problem(Code.EXPORT_FAILED, path=file, detail="full") if file.suffix == ".json" else None)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    return Desk(qtbot, Remembered(tmp_path / "state.json"))


@pytest.fixture(autouse=True)
def _american() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


def child(window: HistoryWindow, kind: type[Any], name: str) -> Any:
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def rows(window: HistoryWindow) -> list[str]:
    model = child(window, QListView, "dictations").model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def choose(window: HistoryWindow, row: int) -> None:
    view = child(window, QListView, "dictations")
    place = view.visualRect(view.model().index(row, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def press(window: HistoryWindow, name: str) -> None:
    QTest.mouseClick(child(window, QPushButton, name), Qt.MouseButton.LeftButton)


def press_delete(window: HistoryWindow, kind: type[Any], name: str) -> None:
    press_key(window, kind, name, Qt.Key.Key_Delete)


def press_key(
    window: HistoryWindow,
    kind: type[Any],
    name: str,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """With the focus, as a shortcut wants it."""
    focused = child(window, kind, name)
    focused.setFocus()
    wait_until(lambda: bool(QApplication.processEvents()) or focused.hasFocus(), f"“{name}” has the focus")
    QTest.keyClick(focused, key, modifier)


def label(window: HistoryWindow, name: str) -> str:
    return str(child(window, QLabel, name).text())


def enabled(window: HistoryWindow) -> set[str]:
    names = ("play", "copy", "paste", "again", "delete")
    return {name for name in names if child(window, QPushButton, name).isEnabled()}


def plain(text: str) -> str:
    """Newer locale tables have a narrow no-break space before AM and PM."""
    return text.replace("\N{NARROW NO-BREAK SPACE}", " ")


def under_way(*numbers: int, stage: Stage = Stage.TRANSCRIBING) -> State:
    return State(dictations=tuple(Dictation(number, DEFAULTS, stage) for number in numbers))


def test_each_dictation_says_when_how_long_by_whom_and_what(desk: Desk) -> None:
    assert [plain(row) for row in rows(desk.open())] == [
        "11/25/26 2:02 PM  35 s · Groq  The words stand.",
        "11/25/26 1:00 PM  2 min 5 s · your server  Not transcribed  Nothing answers at speech.example.",
        "11/24/26 9:05 AM  4 s · Groq  Not inserted  Held words",
    ]


def test_the_newest_is_shown_in_full_at_once(desk: Desk) -> None:
    window = desk.open()
    assert plain(label(window, "when")) == "Wednesday, November 25, 2026, 2:02 PM"
    assert label(window, "by") == "35 s · Groq · large"
    assert label(window, "fate") == "Inserted."
    assert child(window, QPlainTextEdit, "text").toPlainText() == "The words\nstand."


def test_a_failed_one_says_why_and_can_be_heard_and_tried_again(desk: Desk) -> None:
    window = desk.open()
    choose(window, 1)
    assert label(window, "fate") == "Not transcribed: Nothing answers at speech.example."
    assert enabled(window) == {"play", "again", "delete"}


def test_without_its_recording_it_can_be_neither_heard_nor_tried_again(desk: Desk) -> None:
    window = desk.open()
    choose(window, 2)
    assert label(window, "fate") == "Not inserted: Another window has come to the front."
    assert enabled(window) == {"copy", "paste", "delete"}


def test_what_was_meant_for_the_clipboard_is_no_mishap(desk: Desk) -> None:
    desk.entries = [replace(HELD, problem=None)]
    window = desk.open()
    assert "Not inserted" not in rows(window)[0]
    assert label(window, "fate") == "Put on the clipboard."


def test_a_text_outlives_a_new_attempt_that_fails(desk: Desk) -> None:
    desk.entries = [replace(FAILED, text="The old text")]
    window = desk.open()
    assert label(window, "fate").startswith("The last attempt to transcribe it again has failed: Nothing")
    assert child(window, QPlainTextEdit, "text").toPlainText() == "The old text"


def test_what_a_server_says_is_never_taken_for_markup(desk: Desk) -> None:
    evil = "<img src='http://tracker.example'><b>bold</b>"
    cause = problem(Code.ERROR_ANSWER, host="h", detail=evil)
    desk.entries = [replace(GOOD, text=evil), replace(FAILED, problem=cause, provider=evil, model=evil)]
    window = desk.open()
    assert child(window, QPlainTextEdit, "text").toPlainText() == evil
    choose(window, 1)
    for each in window.findChildren(QLabel):
        assert evil not in each.text() or each.textFormat() is Qt.TextFormat.PlainText


def test_it_searches_while_one_types(desk: Desk) -> None:
    window = desk.open()
    QTest.keyClicks(child(window, QLineEdit, "search"), "held")
    assert [row.endswith("Held words") for row in rows(window)] == [True]
    assert child(window, QPlainTextEdit, "text").toPlainText() == "Held words"
    child(window, QLineEdit, "search").clear()
    assert len(rows(window)) == 3


def test_a_late_answer_to_older_words_is_never_shown(desk: Desk) -> None:
    window = desk.open()
    desk.patient = True
    QTest.keyClicks(child(window, QLineEdit, "search"), "held")
    assert [words for words, _ in desk.asked] == ["", "h"]
    desk.answer()
    assert len(rows(window)) == 3, "the answer to “h” came when “held” stood there"
    assert [words for words, _ in desk.asked] == ["", "h", "held"]
    desk.answer()
    assert len(rows(window)) == 1


def test_an_answer_that_comes_when_the_window_is_closed_is_nobodys(desk: Desk) -> None:
    desk.patient = True
    window = desk.open()
    window.close()
    desk.answer()
    assert rows(window) == []


def test_a_long_history_is_fetched_as_one_scrolls(desk: Desk) -> None:
    desk.entries = [replace(GOOD, id=number) for number in range(10_000, 0, -1)]
    window = desk.open()
    assert desk.asked == [("", PAGE)]
    assert len(rows(window)) == PAGE
    view = child(window, QListView, "dictations")
    view.scrollToBottom()
    desk.qtbot.waitUntil(lambda: len(rows(window)) == 2 * PAGE)
    assert view.currentIndex().row() == 0, "what is chosen stays"

    def all_are_there() -> bool:
        view.scrollToBottom()
        return len(rows(window)) == 10_000

    desk.qtbot.waitUntil(all_are_there, timeout=20_000)
    assert len(desk.asked) < 10


def test_a_new_dictation_appears_by_itself_and_the_choice_stays(desk: Desk) -> None:
    window = desk.open()
    choose(window, 1)
    window.show_state(under_way(4))
    desk.entries.insert(0, replace(GOOD, id=4, text="Brand new"))
    window.show_state(State())
    assert len(rows(window)) == 4
    assert rows(window)[0].endswith("Brand new")
    assert label(window, "fate").startswith("Not transcribed")


def test_what_came_of_a_new_attempt_is_seen_at_once(desk: Desk) -> None:
    window = desk.open()
    choose(window, 1)
    window.show_state(under_way(2))
    assert enabled(window) == set()
    desk.entries[1] = replace(FAILED, text="At last", outcome=Outcome.HELD, problem=None)
    window.show_state(State())
    assert child(window, QPlainTextEdit, "text").toPlainText() == "At last"
    assert enabled(window) == {"play", "copy", "paste", "again", "delete"}


def test_play_becomes_stop_until_it_is_over(desk: Desk) -> None:
    window = desk.open()
    press(window, "play")
    assert desk.wishes == [("play", 3)]
    assert child(window, QPushButton, "play").text() == "Stop"
    desk.played[0](None)
    assert child(window, QPushButton, "play").text() == "Play"
    press(window, "play")
    press(window, "play")
    assert desk.wishes[1:] == [("play", 3), ("stop",)]


def test_the_end_of_an_earlier_one_does_not_end_this_one(desk: Desk) -> None:
    window = desk.open()
    press(window, "play")
    press(window, "play")
    press(window, "play")
    desk.played[0](None)
    assert child(window, QPushButton, "play").text() == "Stop"


def test_nothing_is_played_while_something_records(desk: Desk) -> None:
    window = desk.open()
    press(window, "play")
    window.show_state(under_way(4, stage=Stage.RECORDING))
    assert desk.wishes == [("play", 3), ("stop",)]
    assert "play" not in enabled(window)
    window.show_state(under_way(4))
    assert "play" in enabled(window)


def test_a_recording_that_cannot_be_played_says_why(desk: Desk) -> None:
    window = desk.open()
    press(window, "play")
    desk.played[0](problem(Code.NOT_PLAYED, detail="no such device"))
    assert "no such device" in label(window, "note")


def test_closing_falls_silent(desk: Desk) -> None:
    window = desk.open()
    press(window, "play")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
    assert desk.wishes[-1] == ("stop",)


@pytest.mark.parametrize(
    ("kind", "name"), [(QListView, "dictations"), (QLineEdit, "search"), (QPlainTextEdit, "text")]
)
def test_enter_copies_wherever_one_is(desk: Desk, kind: type[Any], name: str) -> None:
    window = desk.open()
    press_key(window, kind, name, Qt.Key.Key_Return)
    assert desk.wishes == [("copy", "The words\nstand.")]
    assert label(window, "note") == "Copied."


def test_control_c_in_the_list_copies_the_text_and_not_the_line(desk: Desk) -> None:
    window = desk.open()
    choose(window, 2)
    press_key(window, QListView, "dictations", Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert desk.wishes == [("copy", "Held words")]


def test_what_is_less_loud_follows_the_theme(desk: Desk) -> None:
    window = desk.open()
    by = child(window, QLabel, "by")
    try:
        for theme in (Theme.LIGHT, Theme.DARK):
            apply_theme(theme)
            desk.qtbot.waitUntil(lambda: window.palette() == QApplication.palette())
            paper, ink = (by.palette().color(role) for role in (by.backgroundRole(), by.foregroundRole()))
            assert abs(paper.lightness() - ink.lightness()) > 60
    finally:
        apply_theme(Theme.AUTO)


def test_paste_again_lets_go_of_the_focus_first(desk: Desk) -> None:
    window = desk.open()
    gone: list[bool] = []
    window.closed.connect(lambda: gone.append(not desk.wishes))
    press(window, "paste")
    assert gone == [True]
    assert desk.wishes == [("paste", 3, "The words\nstand.")]


def test_it_is_transcribed_again_by_a_provider_that_is_set_up(desk: Desk) -> None:
    window = desk.open()
    choose(window, 1)
    button = child(window, QPushButton, "again")
    button.menu().aboutToShow.emit()
    names = [action.objectName() for action in button.menu().actions()]
    assert names == [f"again/{card.name}" for card in CARDS]
    child(window, QAction, "again/groq").trigger()
    assert desk.wishes == [("transcribe", 2, "groq")]
    desk.cards = ()
    button.menu().aboutToShow.emit()
    (nothing,) = button.menu().actions()
    assert not nothing.isEnabled()
    assert nothing.text() == "No provider is set up"


def note_of_a_new_attempt(window: HistoryWindow) -> str:
    choose(window, 1)
    child(window, QPushButton, "again").menu().aboutToShow.emit()
    child(window, QAction, "again/groq").trigger()
    return label(window, "note")


def test_a_new_attempt_is_told_until_it_has_ended(desk: Desk) -> None:
    window = desk.open()
    assert note_of_a_new_attempt(window).startswith("Transcribing again;")
    window.show_state(under_way(2))
    window.show_state(under_way(2, 5))
    assert label(window, "note")
    window.show_state(under_way(5))
    assert not label(window, "note")


@pytest.mark.parametrize("then", ["another is chosen", "it is played", "export is pressed"])
def test_a_new_attempt_is_told_no_longer_when_something_else_is_done(desk: Desk, then: str) -> None:
    window = desk.open()
    assert note_of_a_new_attempt(window)
    match then:
        case "another is chosen":
            choose(window, 0)
        case "it is played":
            press(window, "play")
        case _:
            press(window, "export")
    assert not label(window, "note")


def test_what_was_told_of_one_stays_while_the_list_is_read_again(desk: Desk) -> None:
    window = desk.open()
    press(window, "copy")
    window.show_state(under_way(4))
    desk.entries.insert(0, replace(GOOD, id=4, text="Brand new"))
    window.show_state(State())
    assert label(window, "note") == "Copied."


def test_where_a_text_is_missing_stands_what_to_do(desk: Desk) -> None:
    window = desk.open()
    choose(window, 1)
    text = child(window, QPlainTextEdit, "text")
    assert text.placeholderText().startswith("Start the server or correct its address")
    desk.entries[1] = replace(FAILED, has_sound=False)
    window.show_state(under_way(9))
    window.show_state(State())
    assert text.placeholderText() == "There is no text."


def test_the_same_is_not_said_twice(desk: Desk) -> None:
    silent = replace(FAILED, outcome=Outcome.EMPTY, problem=problem(Code.NO_SPEECH))
    desk.entries = [silent, replace(HELD, problem=problem(Code.HELD_NO_LONGER))]
    window = desk.open()
    assert label(window, "fate") == "No speech was heard, so nothing was sent."
    choose(window, 1)
    assert label(window, "fate") == "The text was not inserted: its window did not come back."


def test_the_button_that_deletes_all_is_far_from_the_one_that_deletes_one(desk: Desk) -> None:
    window = desk.open()
    one, everything = child(window, QPushButton, "delete"), child(window, QPushButton, "clear_all")
    left_of = [each.mapTo(window, QPoint()).x() for each in (everything, one)]
    assert left_of[0] + everything.width() < window.width() / 2 < left_of[1]


def test_delete_takes_the_chosen_one_and_goes_to_its_neighbour(desk: Desk) -> None:
    window = desk.open()
    press_delete(window, QListView, "dictations")
    assert [each.id for each in desk.entries] == [2, 1]
    assert label(window, "fate").startswith("Not transcribed")


def test_delete_in_the_search_edits_the_search(desk: Desk) -> None:
    window = desk.open()
    press_delete(window, QLineEdit, "search")
    assert len(desk.entries) == 3


@pytest.mark.parametrize(("answer", "left"), [("go", [3, 1]), ("Cancel", [3, 2, 1])])
def test_a_recording_without_a_text_is_only_deleted_after_asking(
    desk: Desk, answer: str, left: list[int]
) -> None:
    window = desk.open()
    choose(window, 1)
    press(window, "delete")
    assert len(desk.entries) == 3
    answer_question(window, answer)
    assert [each.id for each in desk.entries] == left


@pytest.mark.parametrize("answer", ["go", "Cancel"])
def test_clear_all_asks_and_says_how_much(desk: Desk, answer: str) -> None:
    window = desk.open()
    press(window, "clear_all")
    box = window.findChild(QMessageBox)
    assert box is not None
    assert box.text() == "Delete the whole history: 2 texts and 1 recording?"
    answer_question(window, answer)
    assert len(desk.entries) == (0 if answer == "go" else 3)
    assert child(window, QLabel, "nothing").isVisible() == (answer == "go")


def answer_question(window: HistoryWindow, answer: str) -> None:
    box = window.findChild(QMessageBox)
    assert box is not None
    cancel = box.button(QMessageBox.StandardButton.Cancel)
    (go,) = (each for each in box.buttons() if each is not cancel)
    QTest.mouseClick(go if answer == "go" else cancel, Qt.MouseButton.LeftButton)


def test_what_is_under_way_cannot_be_deleted(desk: Desk) -> None:
    desk.entries.insert(0, replace(GOOD, id=4, outcome=Outcome.UNFINISHED))
    window = desk.open(under_way(3))
    press_delete(window, QListView, "dictations")
    choose(window, 1)
    press_delete(window, QListView, "dictations")
    assert len(desk.entries) == 4


def test_an_empty_history_says_what_will_be_here(desk: Desk) -> None:
    desk.entries = []
    window = desk.open()
    assert label(window, "nothing").startswith("Nothing is kept yet")
    assert enabled(window) == set()
    assert not child(window, QPushButton, "export").isEnabled()
    QTest.keyClicks(child(window, QLineEdit, "search"), "x")
    assert label(window, "nothing") == "No dictation holds these words."


@pytest.mark.parametrize(
    "settings", [replace(DEFAULTS, history=HistoryMode.OFF), replace(DEFAULTS, keep_text_days=0.0)]
)
def test_where_nothing_is_kept_the_empty_history_says_where_to_change_that(
    desk: Desk, settings: Settings
) -> None:
    desk.entries = []
    window = desk.open(State(settings))
    assert label(window, "nothing") == "Nothing is kept: see “History” in the settings."


def test_an_unreadable_history_says_so_in_words(desk: Desk) -> None:
    desk.entries = []
    desk.unreadable = problem(Code.HISTORY_UNREADABLE, detail="file is not a database")
    window = desk.open()
    assert "cannot be read: file is not a database" in label(window, "nothing")
    assert not child(window, QPushButton, "clear_all").isEnabled()


@pytest.mark.parametrize(("name", "told"), [("all.srt", "Exported to"), ("all.json", "cannot be written")])
def test_what_is_listed_is_exported_and_it_is_told_how_it_went(
    desk: Desk, tmp_path: Path, name: str, told: str
) -> None:
    window = desk.open()
    QTest.keyClicks(child(window, QLineEdit, "search"), "held")
    press(window, "export")
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / name))
    assert desk.wishes == [("export", "held", tmp_path / name)]
    assert told in label(window, "note")


@pytest.mark.parametrize(
    ("name", "file"), [("notes", "notes.txt"), ("notes.md", "notes.md.txt"), ("All.SRT", "All.SRT")]
)
def test_a_file_without_a_known_ending_gets_one(desk: Desk, tmp_path: Path, name: str, file: str) -> None:
    window = desk.open()
    press(window, "export")
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / name))
    assert desk.wishes == [("export", "", tmp_path / file)]


def test_a_file_that_is_there_is_not_replaced_without_asking(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "notes.md.txt").touch()
    window = desk.open()
    press(window, "export")
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "notes.md"))
    again = next(each for each in window.findChildren(QFileDialog) if each is not dialog)
    assert again.selectedFiles() == [str(tmp_path / "notes.md.txt")]
    assert desk.wishes == []


def test_control_f_goes_to_the_search_and_down_into_the_list(desk: Desk) -> None:
    window = desk.open()
    desk.qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert child(window, QLineEdit, "search").hasFocus()
    QTest.keyClick(child(window, QLineEdit, "search"), Qt.Key.Key_Down)
    assert child(window, QListView, "dictations").hasFocus()


def test_another_language_reaches_the_list_too(desk: Desk) -> None:
    window = desk.open()
    QLocale.setDefault(QLocale("ru_RU"))
    QApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
    assert rows(window)[0].startswith("25.11.2026 14:02")
    assert label(window, "when").startswith("среда, 25 ноября 2026")


def test_the_size_is_remembered(desk: Desk) -> None:
    window = desk.open()
    window.resize(900, 620)
    window.close()
    again = desk.open()
    assert (again.width(), again.height()) == (900, 620)


def test_a_date_that_is_none_is_shown_as_it_stands(desk: Desk) -> None:
    desk.entries = [replace(GOOD, started_at="once upon a time")]
    assert rows(desk.open())[0].startswith("once upon a time")


def test_everything_has_a_name_for_screen_readers(desk: Desk) -> None:
    window = desk.open()
    for kind, name in ((QLineEdit, "search"), (QListView, "dictations"), (QPlainTextEdit, "text")):
        assert child(window, kind, name).accessibleName()


TIMED = replace(
    GOOD,
    timings_ms={
        "first_sample": 90,
        "last_sample": 30,
        "encode": 0,
        "connect": 1,
        "answer": 1300,
        "receipt": 169,
        "total": 1500,
    },
)


def test_the_stages_of_a_dictation_stand_below_its_text(desk: Desk) -> None:
    desk.entries = [TIMED]
    window = desk.open()
    assert child(window, QWidget, "stages").isVisible()
    assert label(window, "stages_total") == "From the key to the text: 1.5 s"
    legend = QTextDocumentFragment.fromHtml(label(window, "stages_legend")).toPlainText()
    assert " ".join(legend.split()) == "■ Answer 1.3 s ■ Read by the window 169 ms"
    assert child(window, QWidget, "stages").toolTip().splitlines() == [
        "Microphone opens: 90 ms",
        "Last sound: 30 ms",
        "Encoding: 0 ms",
        "Connection: 1 ms",
        "Answer: 1.3 s",
        "Read by the window: 169 ms",
    ]
    bar = child(window, QWidget, "stages_bar")
    assert bar.accessibleName() == "Stages"
    assert "Answer: 1.3 s" in bar.accessibleDescription()


def test_the_bar_shows_each_stage_that_took_any_time_in_order(desk: Desk) -> None:
    desk.entries = [TIMED]
    window = desk.open()
    bar = child(window, QWidget, "stages_bar")
    picture = bar.grab().toImage()
    seen = [picture.pixelColor(QPoint(x, bar.height() // 2)).name() for x in range(bar.width())]
    painted = [colour for colour in dict.fromkeys(seen) if colour in COLOURS.values()]
    assert painted == [COLOURS[lap] for lap in (Lap.LAST_SAMPLE, Lap.CONNECT, Lap.ANSWER, Lap.RECEIPT)]
    assert seen.count(COLOURS[Lap.ANSWER]) > 5 * seen.count(COLOURS[Lap.RECEIPT])
    assert seen[-2] == COLOURS[Lap.RECEIPT]


@pytest.mark.parametrize(
    "timings", [{}, {"first_sample": 90}, {"last_sample": 30, "prepare": 2}], ids=["none", "first", "failed"]
)
def test_without_a_total_there_are_no_stages_to_see(desk: Desk, timings: dict[str, int]) -> None:
    desk.entries = [replace(GOOD, timings_ms=timings)]
    assert not child(desk.open(), QWidget, "stages").isVisible()


def test_an_older_dictation_shows_its_total_and_no_bar(desk: Desk) -> None:
    old = {"record": 20, "transcribe": 300, "insert": 30, "total": 350}
    desk.entries = [replace(GOOD, timings_ms=old)]
    window = desk.open()
    assert label(window, "stages_total") == "From the key to the text: 350 ms"
    assert not child(window, QWidget, "stages_bar").isVisible()
    assert not child(window, QLabel, "stages_legend").isVisible()


def test_a_dictation_that_took_no_time_breaks_nothing(desk: Desk) -> None:
    desk.entries = [replace(GOOD, timings_ms={"answer": 0, "total": 0})]
    window = desk.open()
    assert not child(window, QWidget, "stages_bar").grab().isNull()


@pytest.mark.parametrize("width", [40, 400])
def test_the_shares_of_a_bar_add_up_to_its_width_and_none_vanishes(width: int) -> None:
    found = shares([1, 1300, 30], width)
    assert sum(found) == width
    assert min(found) >= NARROWEST


def test_it_is_painted_with_every_outcome(desk: Desk) -> None:
    cause = problem(Code.KEPT_WRONG_WINDOW)
    desk.entries = [
        replace(GOOD, id=10 + number, outcome=outcome, problem=cause)
        for number, outcome in enumerate(Outcome)
    ]
    window = desk.open()
    picture = child(window, QListView, "dictations").grab().toImage()
    dots = {picture.pixelColor(QPoint(12, y)).name() for y in range(picture.height())}
    assert {"#d9930d", "#e5484d"} <= dots

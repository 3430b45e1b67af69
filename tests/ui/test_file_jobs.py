"""Sound files in the history, from the drop on its window to the text: real files, a real store, a server."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QListView, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rapidwhisper import file_jobs
from rapidwhisper.audio.file import SoundFile
from rapidwhisper.config.remembered import Remembered
from rapidwhisper.core.audio import RATE
from rapidwhisper.core.cutting import Lengths, Part
from rapidwhisper.core.dictation import Dictation, DictationId, Outcome
from rapidwhisper.core.events import Faulted
from rapidwhisper.core.problem import Code, Problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.history.reader import reading
from rapidwhisper.history.row import Row
from rapidwhisper.history.store import Store
from rapidwhisper.transcribing.parts import parts
from rapidwhisper.transcribing.work import Work
from rapidwhisper.ui.history.window import HistoryWindow
from tests.rig.past_desk import Desk
from tests.rig.speech_server import Answer, Request, SpeechServer, as_json, hang, text


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with SpeechServer() as listening:
        yield listening


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, server: SpeechServer) -> Iterator[Desk]:
    settings = Settings(
        ai_provider="custom", custom_base_url=server.url, groq_base_url=server.url, groq_api_key="key"
    )
    made = Desk(qtbot, tmp_path / "data", settings)
    yield made
    made.close()


@pytest.fixture
def window(desk: Desk, tmp_path: Path) -> HistoryWindow:
    made = HistoryWindow(desk.doors, desk.state, Remembered(tmp_path / "state.json"))
    desk.qtbot.addWidget(made)
    desk.files_changed = made.show_files
    made.show()
    return made


def sound(folder: Path, name: str = "lecture.flac", seconds: float = 30.0) -> Path:
    """A hum; without pauses each part is as long as it may be."""
    wave = np.sin(np.arange(int(seconds * RATE)) * 2 * np.pi * 440 / RATE)
    soundfile.write(folder / name, (wave * 8000).astype(np.int16), RATE)
    return folder / name


def drop(over: QWidget, *files: Path) -> bool:
    """Whether it was taken, as the program that it was dragged from hears."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    buttons, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    middle = over.rect().center()
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    enter = QDragEnterEvent(middle, actions, mime, buttons, modifiers)
    QApplication.sendEvent(over, enter)
    if not enter.isAccepted():
        return False
    dropped = QDropEvent(QPointF(middle), actions, mime, buttons, modifiers)
    QApplication.sendEvent(over, dropped)
    assert dropped.dropAction() is Qt.DropAction.CopyAction, "nobody may remove the file"
    return dropped.isAccepted()


def child(window: HistoryWindow, name: str) -> QWidget:
    found: QWidget | None = window.findChild(QWidget, name)
    assert found is not None, name
    return found


def row(desk: Desk, number: DictationId = 1) -> Row | None:
    desk.writer.flush(5)
    with reading(desk.file) as reader:
        return reader.row(number)


def ended(desk: Desk, number: DictationId = 1) -> Row:
    desk.qtbot.waitUntil(lambda: number not in desk.files.under_way, timeout=20_000)
    found = row(desk, number)
    assert found is not None
    return found


def faults(desk: Desk) -> list[Problem]:
    return [event.problem for event in desk.events if isinstance(event, Faulted)]


def test_a_file_dropped_on_the_list_becomes_a_text(
    desk: Desk, window: HistoryWindow, server: SpeechServer, tmp_path: Path
) -> None:
    second, go_on = threading.Event(), threading.Event()

    def hears(_: Request) -> str:
        number = len(server.requests)
        if number > 1:
            second.set()
            go_on.wait(30)
        return f"Part {number}."

    server.answers(hears)
    file = sound(tmp_path)
    before = file.read_bytes()
    listed, fate = child(window, "dictations"), child(window, "fate")
    assert isinstance(listed, QListView)
    assert isinstance(fate, QLabel)
    try:
        assert drop(listed.viewport() if listed.isVisible() else window, file)
        desk.qtbot.waitUntil(second.is_set, timeout=20_000)
        desk.qtbot.waitUntil(lambda: fate.text() == "Transcribing… 39 %", timeout=20_000)
        assert "lecture.flac" in listed.model().index(0, 0).data()
        assert child(window, "cancel_file").isVisible()
        assert not child(window, "delete").isEnabled()
    finally:
        go_on.set()
    kept = ended(desk)
    assert (kept.outcome, kept.text, kept.file) == (Outcome.DONE, "Part 1. Part 2. Part 3.", str(file))
    assert (kept.seconds, kept.source.provider) == (30.0, "custom")
    shown = child(window, "text")
    assert isinstance(shown, QPlainTextEdit)
    desk.qtbot.waitUntil(lambda: shown.toPlainText() == kept.text, timeout=20_000)
    assert fate.text() == "Transcribed."
    assert child(window, "again").isVisible()
    assert file.read_bytes() == before
    assert list((tmp_path / "data").rglob("*.flac")) == []


def test_its_subtitles_have_the_times_of_its_parts(desk: Desk, server: SpeechServer, tmp_path: Path) -> None:
    server.script(["One.", "", "Three."])
    desk.doors.transcribe_files([sound(tmp_path)])
    kept = ended(desk)
    assert [each.text for each in kept.passages] == ["One.", "Three."]
    exported: list[Problem | None] = []
    desk.doors.export("", tmp_path / "a.srt", exported.append)
    desk.qtbot.waitUntil(lambda: exported == [None], timeout=20_000)
    begins_s = kept.passages[1].start_s
    assert 18 < begins_s < 24
    cues = (tmp_path / "a.srt").read_text().splitlines()
    assert cues[5].startswith(f"00:00:{begins_s:06.3f}".replace(".", ","))
    assert cues[5].endswith("00:00:30,000")


def test_while_somebody_dictates_no_part_is_sent(
    desk: Desk, server: SpeechServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[bool] = []

    class Watched(Work):
        """Tells how often a part that is ready was held, or let go."""

        def __init__(self, *given: Any, free: Callable[[], bool], **named: Any) -> None:
            def look() -> bool:
                looks.append(free())
                return looks[-1]

            super().__init__(*given, free=look, **named)

    monkeypatch.setattr(file_jobs, "Work", Watched)
    dictating = replace(desk.state, dictations=(Dictation(9, desk.settings),))
    desk.files.show_state(dictating)
    desk.doors.transcribe_files([sound(tmp_path, seconds=3)])
    desk.qtbot.waitUntil(lambda: len(looks) >= 3, timeout=20_000)
    assert not any(looks)
    assert server.requests == []
    desk.files.show_state(desk.state)
    assert ended(desk).text == "hello"
    assert looks[-1]


def test_a_cancelled_file_keeps_the_text_it_has_and_the_next_one_has_its_turn(
    desk: Desk, server: SpeechServer, tmp_path: Path
) -> None:
    second, go_on = threading.Event(), threading.Event()

    def hears(_: Request) -> str:
        if len(server.requests) == 2:
            second.set()
            go_on.wait(30)
        return "words"

    server.answers(hears)
    desk.doors.transcribe_files([sound(tmp_path), *(sound(tmp_path, name, 2) for name in ("b.wav", "c.wav"))])
    try:
        desk.qtbot.waitUntil(second.is_set, timeout=20_000)
        desk.doors.cancel_file(3)
        assert ended(desk, 3).outcome is Outcome.CANCELLED, "it waits for none before it"
        desk.doors.cancel_file(1)
        assert ended(desk).outcome is Outcome.CANCELLED
    finally:
        go_on.set()
    assert ended(desk).text == "words […]"
    assert ended(desk, 2).text == "words"


def test_what_failed_says_why_and_is_transcribed_again_by_another_provider(
    desk: Desk, window: HistoryWindow, server: SpeechServer, tmp_path: Path
) -> None:
    server.answers(as_json({"error": {"message": "no such key"}}, 401))
    desk.doors.transcribe_files([sound(tmp_path, seconds=2)])
    failed = ended(desk)
    assert failed.problem is not None
    assert (failed.outcome, failed.problem.code) == (Outcome.FAILED, Code.KEY_REFUSED)
    again = child(window, "again")
    desk.qtbot.waitUntil(again.isEnabled, timeout=20_000)
    server.answers(text("after all"))
    desk.doors.transcribe(1, "groq")
    desk.qtbot.waitUntil(lambda: 1 in desk.files.under_way, timeout=20_000)
    kept = ended(desk)
    assert (kept.outcome, kept.text, kept.source.provider) == (Outcome.DONE, "after all", "groq")


@pytest.fixture
def whole(desk: Desk, server: SpeechServer, tmp_path: Path) -> Row:
    """A file with all of its text."""
    server.answers("all of it")
    desk.doors.transcribe_files([sound(tmp_path, seconds=2)])
    return ended(desk)


@pytest.mark.parametrize("answer", [as_json({"error": {"message": "no such key"}}, 401), text("")])
def test_another_provider_that_fails_takes_neither_text_nor_label_away(
    desk: Desk, server: SpeechServer, whole: Row, answer: Answer
) -> None:
    server.answers(answer)
    desk.doors.transcribe(1, "groq")
    desk.qtbot.waitUntil(lambda: 1 in desk.files.under_way, timeout=20_000)
    assert ended(desk) == whole
    (told,) = faults(desk)
    assert told.code in {Code.KEY_REFUSED, Code.NOTHING_RECOGNISED}, "but it is told"


def test_a_whole_text_that_is_made_anew_is_whole_at_every_moment(
    desk: Desk, server: SpeechServer, whole: Row
) -> None:
    second, go_on = threading.Event(), threading.Event()

    def hears(_: Request) -> str:
        if len(server.requests) == 3:
            second.set()
            go_on.wait(30)
        return "more than all that there was"

    server.answers(hears)
    sound(Path(whole.file).parent, Path(whole.file).name)  # longer than it was
    desk.doors.transcribe(1, "custom")
    try:
        desk.qtbot.waitUntil(second.is_set, timeout=20_000)
        desk.qtbot.waitUntil(lambda: bool(desk.files.under_way[1]), timeout=20_000)
        cut_off = row(desk)
        assert cut_off is not None
        assert (cut_off.outcome, cut_off.text) == (Outcome.DONE, whole.text)
        desk.doors.cancel_file(1)
        assert ended(desk).text == whole.text
    finally:
        go_on.set()
    assert ended(desk).outcome is Outcome.DONE
    assert faults(desk) == [], "who cancels knows why"


def test_a_part_of_a_text_is_replaced_only_once_there_is_more(
    desk: Desk, server: SpeechServer, tmp_path: Path
) -> None:
    def again(provider: str) -> tuple[str | None, str, Outcome]:
        desk.doors.transcribe(1, provider)
        desk.qtbot.waitUntil(lambda: 1 in desk.files.under_way, timeout=20_000)
        kept = ended(desk)
        return kept.text, kept.source.provider, kept.outcome

    refused = as_json({"error": {"message": "no such key"}}, 401)
    server.script(["some", refused])
    desk.doors.transcribe_files([sound(tmp_path)])
    part = ended(desk)
    assert (part.text, part.outcome) == ("some […]", Outcome.FAILED)
    server.answers("")
    assert again("groq") == ("some […]", "custom", Outcome.FAILED)
    server.script(["some more", refused])
    assert again("custom") == ("some more […]", "custom", Outcome.FAILED)
    server.answers("all")
    assert again("groq") == ("all", "groq", Outcome.DONE)


def test_a_file_that_is_gone_is_listed_with_its_reason(
    desk: Desk, window: HistoryWindow, tmp_path: Path
) -> None:
    desk.doors.transcribe_files([tmp_path / "gone.mp3"])
    assert ended(desk).outcome is Outcome.FAILED
    fate = child(window, "fate")
    assert isinstance(fate, QLabel)
    desk.qtbot.waitUntil(lambda: "there is no such file" in fate.text(), timeout=20_000)


def test_what_the_end_of_the_program_cuts_off_is_told_at_the_next_start(
    desk: Desk, server: SpeechServer, tmp_path: Path
) -> None:
    second, go_on = threading.Event(), threading.Event()

    def hears(_: Request) -> str:
        if len(server.requests) == 2:
            second.set()
            go_on.wait(30)
        return "words"

    server.answers(hears)
    desk.doors.transcribe_files([sound(tmp_path)])
    try:
        desk.qtbot.waitUntil(second.is_set, timeout=20_000)
        desk.qtbot.waitUntil(lambda: bool((found := row(desk)) and found.text), timeout=20_000)
        desk.files.close()
        desk.writer.close()
    finally:
        go_on.set()
    with closing(Store(desk.file)) as store:
        assert store.unfinished_texts() == 0, "no window waits for it"
        assert store.recover({}) == ()
        kept = store.row(1)
        assert store.with_text(5) == [], "it is not what was said last"
    assert kept is not None
    assert kept.problem is not None
    assert (kept.outcome, kept.text, kept.problem.code) == (Outcome.FAILED, "words", Code.FILE_INTERRUPTED)


def test_the_end_of_the_program_cuts_off_a_request_also_while_the_disk_hangs(
    desk: Desk, server: SpeechServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = threading.Event()

    def read(file: SoundFile, lengths: Lengths) -> Iterator[Part]:
        for part in parts(file, lengths):
            yield part
            disk.wait(30)

    def asked() -> list[threading.Thread]:
        return [thread for thread in threading.enumerate() if thread.name == "part"]

    monkeypatch.setattr(file_jobs, "parts", read)
    server.answers(hang())
    desk.state = replace(desk.state, settings=desk.settings.with_provider("groq"))
    try:
        desk.doors.transcribe_files([sound(tmp_path)])
        desk.qtbot.waitUntil(lambda: bool(server.requests), timeout=20_000)
        assert asked()
        desk.files.close()
        desk.qtbot.waitUntil(lambda: not asked(), timeout=20_000)
    finally:
        disk.set()
    kept = row(desk)
    assert kept is not None
    assert (kept.outcome, kept.problem) == (Outcome.UNFINISHED, None), "the next start tells why"


def test_it_goes_on_when_the_window_is_closed(desk: Desk, window: HistoryWindow, tmp_path: Path) -> None:
    shown = child(window, "text")
    assert isinstance(shown, QPlainTextEdit)
    assert drop(shown.viewport(), sound(tmp_path, seconds=2)), "anywhere on the window"
    desk.files_changed = lambda: None
    window.close()
    assert ended(desk).text == "hello"


def test_folders_and_words_are_not_taken(desk: Desk, window: HistoryWindow, tmp_path: Path) -> None:
    assert not drop(window, tmp_path)
    assert not drop(child(window, "search"))
    assert desk.files.under_way == {}, "and no row has been begun"


def test_where_no_text_is_kept_the_window_says_what_to_use(
    desk: Desk, window: HistoryWindow, tmp_path: Path
) -> None:
    desk.state = replace(desk.state, settings=replace(desk.settings, keep_text_days=0))
    window.show_state(desk.state)
    assert drop(window, sound(tmp_path, seconds=2))
    note = child(window, "note")
    assert isinstance(note, QLabel)
    assert note.text().endswith("Use: rapidwhisper transcribe")
    assert desk.files.under_way == {}


def test_the_button_asks_for_files(desk: Desk, window: HistoryWindow, tmp_path: Path) -> None:
    button = child(window, "transcribe_files")
    assert isinstance(button, QPushButton)
    button.click()
    dialog = child(window, "sound_dialog")
    dialog.filesSelected.emit([str(sound(tmp_path, seconds=2))])  # type: ignore[attr-defined]
    assert ended(desk).text == "hello"

"""The doors of the history's window with a real store, recordings and sound files behind them."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

import numpy as np
from pytestqt.qtbot import QtBot

from rapidwhisper.audio.journal import Journal
from rapidwhisper.audio.player import ClipPlayer
from rapidwhisper.core.commands import BeginRow, UpdateRow
from rapidwhisper.core.dictation import DictationId, Outcome
from rapidwhisper.core.events import Event, NumberTaken
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.state import State
from rapidwhisper.file_jobs import Around as AroundFiles
from rapidwhisper.file_jobs import FileJobs
from rapidwhisper.history.writer import HistoryWriter
from rapidwhisper.past import Around, Past
from rapidwhisper.providers.speech import SpeechToText
from rapidwhisper.ui.history.entry import Found
from rapidwhisper.ui.main_thread import MainThread
from tests.rig.fakes_inserter import FakeInserter

SETTINGS = Settings(ai_provider="custom", custom_base_url="http://localhost:1/v1", groq_api_key="key")

T = TypeVar("T")


@dataclass
class Desk:
    qtbot: QtBot
    folder: Path
    settings: Settings = SETTINGS
    files_changed: Callable[[], None] = field(default=lambda: None)

    def __post_init__(self) -> None:
        self.events: list[Event] = []
        self.forgotten: list[tuple[DictationId, ...] | None] = []
        self.state = State(self.settings)
        self.journal = Journal(self.folder / "audio")
        self.file = self.folder / "history.sqlite3"
        self.writer = HistoryWriter(
            self.events.append,
            self.file,
            self.journal.discard,
            lambda settings: (settings.ai_provider, "m"),
            keep=self.journal.keep,
        )
        self.inserter = FakeInserter(self.events.append)
        self._main = MainThread()
        self.speech = SpeechToText()
        self.files = FileJobs(
            AroundFiles(
                feed=self._feed,
                call=self._main.call,
                state=lambda: self.state,
                writer=self.writer,
                speech=self.speech,
                changed=self._tell_of_files,
            )
        )
        around = Around(
            emit=self.events.append,
            call=self._main.call,
            state=lambda: self.state,
            inserter=self.inserter,
            history=self.file,
            writer=self.writer,
            journal=self.journal,
            player=ClipPlayer(),
            files=self.files,
            forgotten=self.forgotten.append,
        )
        self.doors = Past(around).doors()

    def keep(self, dictation: DictationId, text: str | None, outcome: Outcome, *, sound: bool) -> None:
        if sound:
            recording = self.journal.open(dictation)
            recording.append(np.full(16_000, 1000, np.int16))
            recording.close()
        self.writer.begin(BeginRow(dictation, SETTINGS))
        self.writer.update(UpdateRow(dictation, outcome=outcome, text=text, seconds=1.0))

    def answer(self, ask: Callable[[Callable[[T], None]], None]) -> T:
        answers: list[T] = []
        ask(answers.append)
        self.qtbot.waitUntil(lambda: bool(answers), timeout=20_000)
        return answers[0]

    def found(self, words: str = "", limit: int = 10) -> Found:
        def ask(then: Callable[[Found], None]) -> None:
            self.doors.search(words, limit, then)

        return self.answer(ask)

    def close(self) -> None:
        self.files.close()
        self.speech.close()
        self.writer.close()

    def _tell_of_files(self) -> None:
        self.files_changed()

    def _feed(self, event: Event) -> None:
        self.events.append(event)
        if event == NumberTaken():
            self.state = replace(self.state, next_id=self.state.next_id + 1)

"""What the command line may ask of the running program, with a real history and a fake provider."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rapidwhisper.audio.journal import Journal
from rapidwhisper.control import Control, Doors, Fault
from rapidwhisper.core.commands import UpdateRow
from rapidwhisper.core.dictation import Outcome
from rapidwhisper.core.driver import Driver, Ports
from rapidwhisper.core.events import CancelWished, Event, Inserted, PasteLastWished, SettingsChanged
from rapidwhisper.core.laps import Lap
from rapidwhisper.core.measured import Measured
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.settings import HistoryMode, Settings
from rapidwhisper.core.state import State
from rapidwhisper.history.reader import reading
from rapidwhisper.history.writer import HistoryWriter
from tests.rig.fakes import FakeCues, FakeNotifier, FakeTimers
from tests.rig.fakes_hotkeys import FakeHotkeys
from tests.rig.fakes_inserter import FakeInserter
from tests.rig.fakes_recorder import FakeRecorder
from tests.rig.fakes_transcriber import FakeTranscriber
from tests.rig.process import wait_until

LOST = problem(Code.CONNECTION_LOST, host="speech.example")


class Program:
    """The running program without a screen; what it is asked, it does at once."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "history.sqlite3"
        self.journal = Journal(folder / "audio")
        self.history = HistoryWriter(
            self.emit,
            self.path,
            self.journal.discard,
            lambda _: ("custom", "m"),
            keep=self.journal.keep,
        )
        self.transcriber = FakeTranscriber(self.emit)
        self.inserter = FakeInserter(self.emit)
        self.hotkeys = FakeHotkeys(self.emit)
        self.shown: list[str] = []
        self.calls = 0
        """How often something was run behind the events, as a retry does when it has asked."""
        self.fault: Fault | None = None
        self.measured: Measured | None = None
        self.last_text: str | None = None
        self._lock = threading.RLock()
        ports = Ports(
            recorder=FakeRecorder(self.emit),
            transcriber=self.transcriber,
            inserter=self.inserter,
            hotkeys=self.hotkeys,
            history=self.history,
            timers=FakeTimers(self.emit),
            notifier=FakeNotifier(),
            cues=FakeCues(),
        )
        settings = Settings(ai_provider="custom", custom_model="m")
        self.driver = Driver(State(settings, ready=True), ports, clock=lambda: 0.0, on_change=self._changed)
        doors = Doors(
            emit=self.emit,
            call=self._call,
            state=lambda: self.driver.state,
            timings_ms=self.driver.timings_ms,
            measured=lambda: self.measured,
            fault=lambda: self.fault,
            hotkey_way="fake",
            hotkey_trouble=lambda: self.hotkeys.trouble,
            show=lambda: self.shown.append("show"),
            open_settings=lambda: self.shown.append("settings"),
            open_history=lambda: self.shown.append("history"),
            quit=lambda: self.shown.append("quit"),
            flush_history=lambda: self.history.flush(5),
            last_text=lambda: self.last_text,
            copy=self.inserter.copy,
            examine=lambda send: {"ok": True, "checks": [], "system": {}, "sent": send},
        )
        self.control = Control(doors, self.path, self.journal)

    def emit(self, event: Event) -> None:
        with self._lock:
            self.driver.feed(event)

    def ask(self, **request: Any) -> dict[str, Any]:
        replies: list[dict[str, Any]] = []
        self.control.handle(request, replies.append)
        (reply,) = replies
        return reply

    def dictate(self) -> None:
        """A dictation whose audio lies in the journal, as the real recorder would leave it."""
        file = self.journal.open(self.driver.state.next_id)
        file.append(np.ones(32_000, np.int16))
        file.close()
        self.ask(command="toggle")
        self.ask(command="toggle")

    def _call(self, action: Callable[[], None]) -> None:
        with self._lock:
            self.calls += 1
        action()

    def _changed(self, _state: State) -> None:
        self.control.note_change()


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    made = Program(tmp_path)
    yield made
    made.history.close()


def test_the_status_tells_all_that_is_promised(program: Program) -> None:
    status = program.ask(command="status")
    assert {"state", "pid", "provider", "model", "hotkey", "hotkey_backend", "last_error"} <= status.keys()
    assert status["state"] == "idle"
    assert (status["provider"], status["model"]) == ("custom", "m")
    assert status["provider_label"]
    assert status["local_only"] is False
    assert (status["hotkey"], status["hotkey_backend"]) == ("ctrl+space", "fake")
    assert status["last_error"] is None
    assert status["last"] is None


def test_the_status_tells_how_long_each_stage_of_the_last_dictation_took(program: Program) -> None:
    program.inserter.paused = True
    program.dictate()  # its keys are pressed when the clock shows 0
    program.emit(Inserted(1, {Lap.ANSWER: 0.3, Lap.PASTE: 0.31, Lap.RECEIPT: 0.315}))
    spans = {"answer": 300, "paste": 10, "receipt": 5, "total": 315}
    assert program.ask(command="status")["last"]["timings_ms"] == spans
    program.ask(command="toggle")
    program.ask(command="cancel")
    assert program.ask(command="status")["last"]["timings_ms"] == {}


def test_the_status_tells_how_fast_the_model_on_this_computer_is(program: Program) -> None:
    assert program.ask(command="status")["measured"] is None
    program.measured = Measured().and_piece(10.0, 1.0)
    assert program.ask(command="status")["measured"] == {"speech_s": 30.0, "takes_s": 3.0}


def test_the_status_tells_who_has_answered_last_and_whether_it_was_the_chosen_one(program: Program) -> None:
    program.dictate()
    done = {"id": 1, "outcome": "done", "provider": "custom", "stood_in": False, "timings_ms": {}}
    assert program.ask(command="status")["last"] == done
    program.transcriber.stand_in = "groq"
    program.dictate()
    by_another = {"id": 2, "outcome": "done", "provider": "groq", "stood_in": True, "timings_ms": {}}
    assert program.ask(command="status")["last"] == by_another


def test_a_hotkey_that_does_not_work_is_told_with_the_reason_for_as_long_as_it_lasts(
    program: Program,
) -> None:
    program.hotkeys.trouble = problem(Code.HOTKEY_TAKEN, hotkey="ctrl+space", key="HOTKEY", alternative="f9")
    status = program.ask(command="status")
    assert status["hotkey_armed"] is False
    assert status["hotkey_trouble"]["code"] == "hotkey_taken"
    assert "HOTKEY=f9" in status["hotkey_trouble"]["message"]
    program.hotkeys.trouble = None
    status = program.ask(command="status")
    assert (status["hotkey_armed"], status["hotkey_trouble"]) == (True, None)


def test_the_last_problem_is_told_in_words_with_its_time(program: Program) -> None:
    program.fault = Fault(LOST, "2026-01-02T03:04:05+00:00")
    told = program.ask(command="status")["last_error"]
    assert told["code"] == "connection_lost"
    assert "speech.example" in told["message"]
    assert told["at"] == "2026-01-02T03:04:05+00:00"


def test_wishes_reach_the_core(program: Program) -> None:
    program.ask(command="start")
    assert program.ask(command="status")["state"] == "recording"
    program.ask(command="cancel")
    assert program.ask(command="status")["state"] == "idle"


def test_the_wish_for_the_last_text_reaches_the_core(program: Program) -> None:
    told: list[Event] = []
    program.control._doors = replace(program.control._doors, emit=told.append)
    assert program.ask(command="paste-last") == {"ok": True}
    assert told == [PasteLastWished()]


def test_show_and_quit_and_the_windows_are_passed_on(program: Program) -> None:
    wishes = ["show", "settings", "history", "quit"]
    assert [program.ask(command=wish) for wish in wishes] == [{"ok": True}] * 4
    assert program.shown == wishes
    assert program.control.quit_wished


@pytest.mark.parametrize("request_", [{}, {"command": "format the disk"}, {"command": ["status"]}])
def test_anything_else_is_refused(program: Program, request_: dict[str, Any]) -> None:
    assert program.ask(**request_)["ok"] is False


def test_the_last_text_of_this_run_is_copied_even_if_nothing_is_kept_of_it(program: Program) -> None:
    program.last_text = "only in memory"
    assert program.ask(command="copy-last") == {"ok": True}
    assert program.inserter.clipboard == "only in memory"


def test_after_a_new_start_the_last_text_comes_from_the_history(program: Program) -> None:
    program.history.update(UpdateRow(1, text="kept", outcome=Outcome.DONE))
    assert program.ask(command="copy-last") == {"ok": True}
    assert program.inserter.clipboard == "kept"


def test_without_any_text_nothing_is_copied(program: Program) -> None:
    assert program.ask(command="copy-last")["code"] == "nothing_to_copy"
    assert program.inserter.clipboard == ""


def test_a_history_that_cannot_be_read_is_told_to_who_wants_to_copy(program: Program) -> None:
    program.history.flush(5)
    program.history.close()
    program.path.write_bytes(b"rubbish" * 1000)
    assert program.ask(command="copy-last")["code"] == "history_unreadable"


def test_a_failed_dictation_is_transcribed_on_request(program: Program) -> None:
    program.transcriber.says = LOST
    program.dictate()
    program.transcriber.says = "after all"
    assert program.ask(command="retry") == {"ok": True, "id": 1}
    assert program.inserter.clipboard == "after all"
    assert program.ask(command="retry")["code"] == "nothing_to_retry"


def test_a_retry_tells_who_has_stood_in(program: Program) -> None:
    program.transcriber.says = LOST
    program.dictate()
    program.transcriber.says = "after all"
    program.transcriber.stand_in = "local"
    told = "“Custom server” has failed; the text is by “On this computer”."
    assert program.ask(command="retry") == {"ok": True, "id": 1, "message": told}


def test_a_retry_that_fails_again_says_why(program: Program) -> None:
    program.transcriber.says = LOST
    program.dictate()
    reply = program.ask(command="retry")
    assert reply["ok"] is False
    assert reply["code"] == "connection_lost"


def test_a_dictation_whose_audio_is_gone_is_refused(program: Program) -> None:
    program.dictate()
    program.history.discard_audio(1)
    program.history.flush(5)
    assert program.ask(command="retry", id=1)["code"] == "audio_gone"


def test_a_retry_of_which_nothing_is_kept_is_on_the_clipboard(program: Program) -> None:
    off = replace(program.driver.state.settings, history=HistoryMode.OFF)
    program.emit(SettingsChanged(off))
    program.transcriber.says = LOST
    program.dictate()
    program.transcriber.says = "after all"
    assert program.ask(command="retry") == {"ok": True, "id": 1}
    assert program.inserter.clipboard == "after all"
    with reading(program.path) as reader:
        assert reader.rows() == []


def test_a_held_text_that_may_not_be_kept_can_be_transcribed_again(program: Program) -> None:
    off = replace(program.driver.state.settings, history=HistoryMode.OFF)
    program.emit(SettingsChanged(off))
    program.inserter.focused = None
    program.dictate()
    assert program.ask(command="retry") == {"ok": True, "id": 1}


def test_an_unknown_provider_is_refused(program: Program) -> None:
    program.transcriber.says = LOST
    program.dictate()
    assert "local, groq" in program.ask(command="retry", provider="nobody")["message"]


def test_two_who_ask_for_the_same_recording_are_both_answered(program: Program) -> None:
    program.transcriber.says = LOST
    program.dictate()
    program.transcriber.says = None
    replies: list[dict[str, Any]] = []
    asking = [
        threading.Thread(target=lambda: replies.append(program.ask(command="retry", id=1))) for _ in range(2)
    ]
    for each in asking:
        each.start()
    wait_until(lambda: program.calls == 2, "both have asked")
    program.transcriber.answer(1, 2, "once")
    for each in asking:
        each.join(10)
    assert replies == [{"ok": True, "id": 1}] * 2


def test_a_retry_that_is_cancelled_ends_at_once(program: Program) -> None:
    program.transcriber.says = LOST
    program.dictate()
    program.transcriber.says = None
    replies: list[dict[str, Any]] = []
    asking = threading.Thread(target=lambda: replies.append(program.ask(command="retry")))
    asking.start()
    wait_until(lambda: program.transcriber.waiting, "the request is under way")
    program.emit(CancelWished())
    asking.join(10)
    assert replies[0]["ok"] is False


def test_a_retry_is_not_told_failed_because_its_text_is_just_being_written(program: Program) -> None:
    """The state lets go of a dictation a moment before its last commands have been carried out."""
    program.transcriber.says = LOST
    program.dictate()

    def call(action: Callable[[], None]) -> None:
        program.calls += 1
        if program.calls == 2:  # the end of the main thread's turn
            program.history.update(UpdateRow(1, outcome=Outcome.HELD, text="late"))
        action()

    program.control._doors = replace(program.control._doors, emit=lambda _: None, call=call)
    assert program.ask(command="retry") == {"ok": True, "id": 1}


def test_the_doctor_sends_speech_only_where_that_was_asked_for(program: Program) -> None:
    assert [program.ask(command="doctor", send=send)["sent"] for send in (True, False)] == [True, False]
    assert program.ask(command="doctor")["sent"] is False

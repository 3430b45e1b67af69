"""What the command line may ask of the running program; runs on the socket's threads, not on the main one."""

import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from rapidwhisper import stand_in
from rapidwhisper.audio.journal import Journal
from rapidwhisper.core.dictation import DictationId, Outcome
from rapidwhisper.core.events import (
    CancelWished,
    Event,
    PasteLastWished,
    RetryWished,
    StartWished,
    StopWished,
    ToggleWished,
)
from rapidwhisper.core.measured import USUAL_S, Measured
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.state import State, phase
from rapidwhisper.core.waiting import transcribing_limit_s
from rapidwhisper.history.reader import reading
from rapidwhisper.history.row import Row
from rapidwhisper.providers.registry import describe
from rapidwhisper.ui.messages import message, message_for_terminal
from rapidwhisper.ui.words import said

Reply: TypeAlias = Callable[[dict[str, Any]], None]

_WISHES: dict[str, Event] = {
    "toggle": ToggleWished(),
    "start": StartWished(),
    "stop": StopWished(),
    "cancel": CancelWished(),
    "paste-last": PasteLastWished(),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """The last Problem and when it was told (ISO 8601)."""

    problem: Problem
    at: str


@dataclass(frozen=True, slots=True)
class Doors:
    """What the control may reach in the running program."""

    emit: Emit
    call: Callable[[Callable[[], None]], None]
    """Runs something on the main thread, behind everything that waits there."""
    state: Callable[[], State]
    timings_ms: Callable[[DictationId], Mapping[str, int]]
    """The stages of the dictation that has ended last."""
    measured: Callable[[], Measured | None]
    """How fast the chosen model on this computer is."""
    fault: Callable[[], Fault | None]
    hotkey_way: str
    hotkey_trouble: Callable[[], Problem | None]
    show: Callable[[], None]
    open_settings: Callable[[], None]
    open_history: Callable[[], None]
    quit: Callable[[], None]
    flush_history: Callable[[], bool]
    last_text: Callable[[], str | None]
    """Of this run, whatever is kept of it; None before the first."""
    copy: Callable[[str], None]
    """Puts a text on the clipboard; on the main thread."""
    examine: Callable[[bool], dict[str, Any]]
    """The doctor's report; True: with speech sent to the providers. On the socket's thread."""


class Control:
    def __init__(self, doors: Doors, history: Path, journal: Journal) -> None:
        self._doors = doors
        self._history = history
        self._journal = journal
        self._changed = threading.Condition()
        self.quit_wished = False
        """Whether the program was asked to end, whatever the main thread makes of it."""

    def handle(self, request: dict[str, Any], reply: Reply) -> None:
        command = str(request.get("command"))
        if command == "status":
            reply(self._status())
        elif command in _WISHES:
            self._doors.emit(_WISHES[command])
            reply({"ok": True})
        elif command == "show":
            self._doors.call(self._doors.show)
            reply({"ok": True})
        elif command == "settings":
            self._doors.call(self._doors.open_settings)
            reply({"ok": True})
        elif command == "history":
            self._doors.call(self._doors.open_history)
            reply({"ok": True})
        elif command == "quit":
            self.quit_wished = True
            reply({"ok": True})
            self._doors.call(self._doors.quit)
        elif command == "copy-last":
            reply(self._copy_last())
        elif command == "retry":
            reply(self._retry(request.get("id"), request.get("provider")))
        elif command == "doctor":
            reply(self._doors.examine(request.get("send") is True))
        else:
            reply({"ok": False, "message": "unknown command"})

    def note_change(self) -> None:
        """The state has changed; whoever waits for the end of a dictation looks again."""
        with self._changed:
            self._changed.notify_all()

    def _copy_last(self) -> dict[str, Any]:
        """No dictated text over the socket: the program itself puts it on the clipboard."""
        try:
            text = self._doors.last_text() or self._last_kept()
        except ProblemError as error:
            return refusal(error.problem)
        if not text:
            return refusal(problem(Code.NOTHING_TO_COPY))
        self._doors.call(partial(self._doors.copy, text))
        return {"ok": True}

    def _last_kept(self) -> str | None:
        self._doors.flush_history()
        with reading(self._history) as reader:
            return reader.last_text()

    def _retry(self, wanted: DictationId | None, provider: str | None) -> dict[str, Any]:
        """Transcribe kept audio again and wait for the end of it."""
        settings = self._doors.state().settings
        try:
            settings = settings.with_provider(provider) if provider else settings
            self._doors.flush_history()
            dictation = unsent(self._history, self._journal, wanted)
            self._run(dictation, settings)
            self._doors.flush_history()
            return self._result(dictation, settings)
        except ValueError as error:
            return {"ok": False, "message": said(error.args[0])}
        except ProblemError as error:
            return refusal(error.problem)

    def _run(self, dictation: DictationId, settings: Settings) -> None:
        """Until the dictation has come and gone; its own deadlines see to it that it goes."""
        seconds = self._journal.seconds(dictation)
        limit_s = transcribing_limit_s(seconds)
        self._doors.emit(RetryWished(dictation, seconds, settings))
        self._wait_for_main(limit_s)  # behind the wish, so it is under way by then
        with self._changed:
            self._changed.wait_for(lambda: self._doors.state().find(dictation) is None, timeout=limit_s)
        self._wait_for_main(limit_s)  # its last commands may be going out at this moment

    def _result(self, dictation: DictationId, settings: Settings) -> dict[str, Any]:
        """No dictated text over the socket: the asker reads the history, or has it on the clipboard only."""
        with reading(self._history) as reader:
            row = reader.row(dictation)
        kept = self._doors.state().last_text
        forgotten = row is None and kept is not None and kept.id == dictation
        if forgotten or (row is not None and row.text is not None and row.outcome is not Outcome.FAILED):
            ended = self._doors.state().ended
            if ended is not None and ended.id == dictation and ended.stood_in:
                message = stand_in.told(settings.ai_provider, ended.by)
                return {"ok": True, "id": dictation, "message": message}
            return {"ok": True, "id": dictation}
        return {**refusal(_cause(row)), "id": dictation}

    def _wait_for_main(self, limit_s: float) -> None:
        """Until the main thread has come to the end of what it is doing."""
        done = threading.Event()
        self._doors.call(done.set)
        done.wait(limit_s)

    def _status(self) -> dict[str, Any]:
        state = self._doors.state()
        provider = describe(state.settings)
        fault = self._doors.fault()
        trouble = self._doors.hotkey_trouble()
        measured = self._doors.measured()
        ended = state.ended
        return {
            "state": phase(state).value,
            "pid": os.getpid(),
            "provider": provider.name,
            "provider_label": said(provider.label),
            "model": provider.model,
            "local_only": state.settings.local_only,
            "measured": measured
            and {"speech_s": USUAL_S, "takes_s": round(measured.seconds_for(USUAL_S), 2)},
            "hotkey": str(state.settings.hotkey),
            "hotkey_backend": self._doors.hotkey_way,
            "hotkey_armed": trouble is None,
            "hotkey_trouble": trouble and {"code": trouble.code.value, "message": str(message(trouble))},
            "last": ended
            and {
                "id": ended.id,
                "outcome": ended.outcome.value,
                "provider": ended.by,
                "stood_in": ended.stood_in,
                "timings_ms": dict(self._doors.timings_ms(ended.id)),
            },
            "last_error": fault
            and {
                "code": fault.problem.code.value,
                "message": str(message_for_terminal(fault.problem)),
                "at": fault.at,
            },
        }


def unsent(history: Path, journal: Journal, wanted: DictationId | None = None) -> DictationId:
    """The dictation to try again: the one asked for, or the newest whose audio still waits for its text."""
    with reading(history) as reader:
        row = reader.newest_unsent(journal.ids()) if wanted is None else reader.row(wanted)
    if row is None and wanted is not None:
        raise ProblemError(problem(Code.RECORDING_UNKNOWN, id=wanted))
    if row is None:
        raise ProblemError(problem(Code.NOTHING_TO_RETRY))
    if row.id not in journal.ids():
        raise ProblemError(problem(Code.AUDIO_GONE))
    return row.id


def refusal(cause: Problem) -> dict[str, Any]:
    """How a Problem is answered, to people and to programs."""
    return {"ok": False, "code": cause.code.value, "message": str(message(cause))}


def _cause(row: Row | None) -> Problem:
    cause = row.problem if row is not None else None
    return cause or problem(Code.CANCELLED)

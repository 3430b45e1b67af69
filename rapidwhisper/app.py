"""The running program: builds the parts, connects them, runs, shuts down. The only place where they meet."""

import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from rapidwhisper import __version__
from rapidwhisper.audio.cues import CuePlayer
from rapidwhisper.audio.journal import Journal
from rapidwhisper.audio.recorder import MicrophoneRecorder
from rapidwhisper.config.env_file import EnvFile
from rapidwhisper.config.example import render_example
from rapidwhisper.config.folders import Folders
from rapidwhisper.config.log import Log
from rapidwhisper.control import Control, Doors, Fault, unsent
from rapidwhisper.core.cue import Cue
from rapidwhisper.core.dictation import Outcome
from rapidwhisper.core.driver import Driver, Ports
from rapidwhisper.core.events import (
    CancelWished,
    Event,
    Faulted,
    Pressed,
    Ready,
    RetryWished,
    SettingsChanged,
    StartWished,
    ToggleWished,
)
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.settings import Settings, read_settings, secrets
from rapidwhisper.core.state import Phase, State, phase
from rapidwhisper.desktop.instance import Instance
from rapidwhisper.history.reader import reading
from rapidwhisper.history.writer import HistoryWriter
from rapidwhisper.hotkeys.choose import choose as choose_hotkeys
from rapidwhisper.insertion.choose import choose as choose_inserter
from rapidwhisper.providers.registry import configuration_problem, describe, stand_in_notice
from rapidwhisper.providers.transcriber import ThreadTranscriber
from rapidwhisper.ui.file_watch import FileWatch
from rapidwhisper.ui.icons import ASSETS, icon
from rapidwhisper.ui.main_thread import MainThread, QtTimers
from rapidwhisper.ui.notifications import Notifications
from rapidwhisper.ui.signals import quit_on_signals
from rapidwhisper.ui.tray import Shown, Tray
from rapidwhisper.ui.words import use_translator

log = logging.getLogger(__name__)

EXPIRE_EVERY_MS = 10 * 60 * 1000
FLUSH_S = 5.0


def run(folders: Folders, instance: Instance, log_file: Log) -> int:
    qt = QApplication(["rapidwhisper"])  # its window class, however it was started
    qt.setApplicationName("rapidwhisper")
    qt.setApplicationDisplayName("RapidWhisper")
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName("rapidwhisper")
    qt.setQuitOnLastWindowClosed(False)
    qt.setWindowIcon(icon(Phase.IDLE))
    use_translator(QCoreApplication.translate)
    app = App(folders, instance, log_file)
    app.start()
    with quit_on_signals():
        status = qt.exec()
    app.close()
    return status


class App:
    def __init__(self, folders: Folders, instance: Instance, log_file: Log) -> None:
        self._folders = folders
        self._instance = instance
        self._log_file = log_file
        self._env = EnvFile(folders.env)
        self._fault: Fault | None = None
        self._busy = False
        self._can_copy = False
        self._can_retry = False
        self._main = MainThread()
        self._journal = Journal(folders.audio)
        self._history = HistoryWriter(self._emit, folders.history, self._journal.discard, _provider_and_model)
        self._transcriber = ThreadTranscriber(self._emit, self._journal.clip)
        cues = CuePlayer(ASSETS / "sounds")
        self._recorder = MicrophoneRecorder(
            self._emit, self._journal, play_start=partial(cues.play_through, Cue.START)
        )
        desktop = {
            key: os.environ[key]
            for key in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE")
            if key in os.environ
        }
        self._hotkeys = choose_hotkeys(self._emit, platform=sys.platform, session=desktop)
        self._inserter = choose_inserter(self._emit, platform=sys.platform, session=desktop)
        self._tray = Tray()
        self._notifications = Notifications(self._tray)
        ports = Ports(
            recorder=self._recorder,
            transcriber=self._transcriber,
            inserter=self._inserter,
            hotkeys=self._hotkeys,
            history=self._history,
            timers=QtTimers(self._emit),
            notifier=self._notifications,
            cues=cues,
        )
        recovered = self._history.recover(self._journal.recordings())
        self._interrupted = recovered.interrupted
        settings, self._complaints = self._read_settings()
        state = State(settings=settings, next_id=recovered.next_id)
        self._driver = Driver(state, ports, clock=time.monotonic, on_change=self._changed)
        folders.home.mkdir(parents=True, exist_ok=True)  # only what is there can be watched
        self._watch = FileWatch(folders.env, self._env.fingerprint)
        self._control = Control(self._doors(), folders.history, self._journal)
        self._expiry = QTimer()

    def start(self) -> None:
        self._connect()
        self._log_settings(self._driver.state.settings)
        self._driver.feed(Ready())
        self._instance.serve(self._control.handle)
        for complaint in self._complaints:
            self._driver.feed(Faulted(complaint))
        if self._interrupted:
            self._notifications.tell(problem(Code.INTERRUPTED))
        self._check_provider()
        self._expire()
        self._look_into_history()
        log.info("ready: hotkeys by %s, folder %s", self._hotkeys.name, self._folders.home)

    def close(self) -> None:
        """Let go of keys and microphone first; a running request is never waited for."""
        log.info("quitting")
        self._hotkeys.close()
        self._recorder.close()
        self._transcriber.close()
        self._inserter.close()
        self._history.close()
        self._tray.hide()
        self._instance.close()  # last: whoever has the lock may write the history

    # connections

    def _emit(self, event: Event) -> None:
        """The door for every event, from any thread."""
        self._main.call(partial(self._feed, event))

    def _feed(self, event: Event) -> None:
        if isinstance(event, Pressed | StartWished | ToggleWished):
            self._watch.check()  # an edit saved a moment ago counts already
        self._driver.feed(event)

    def _connect(self) -> None:
        self._tray.toggle_wished.connect(lambda: self._feed(ToggleWished()))
        self._tray.cancel_wished.connect(lambda: self._feed(CancelWished()))
        self._tray.copy_wished.connect(lambda: self._aside(self._copy_last))
        self._tray.retry_wished.connect(lambda: self._aside(self._retry))
        self._tray.settings_wished.connect(self._open_settings)
        self._tray.log_wished.connect(self._open_log)
        self._tray.quit_wished.connect(QCoreApplication.quit)
        self._watch.changed.connect(self._settings_edited)
        self._expiry.timeout.connect(self._expire)
        self._expiry.start(EXPIRE_EVERY_MS)

    def _doors(self) -> Doors:
        return Doors(
            emit=self._emit,
            call=self._main.call,
            state=lambda: self._driver.state,
            fault=lambda: self._fault,
            hotkey_way=self._hotkeys.name,
            show=self._come_forward,
            open_settings=self._open_settings,
            quit=QCoreApplication.quit,
            flush_history=lambda: self._history.flush(FLUSH_S),
        )

    def _changed(self, state: State) -> None:
        if state.last_error is not (self._fault and self._fault.problem):
            now = datetime.now().astimezone().isoformat(timespec="milliseconds")
            self._fault = Fault(state.last_error, now) if state.last_error else None
        if self._busy and not state.dictations:
            self._look_into_history()
        self._busy = bool(state.dictations)
        self._control.note_change()
        self._show_state()
        log.debug("state: %s, %d under way", phase(state), len(state.dictations))

    def _show_state(self) -> None:
        state = self._driver.state
        shown = Shown.of(
            state,
            provider=describe(state.settings).label,
            can_copy=self._can_copy,
            can_retry=self._can_retry,
        )
        self._tray.show_state(shown)

    # settings

    def _read_settings(self) -> tuple[Settings, tuple[Problem, ...]]:
        try:
            return read_settings(self._env.read())
        except ProblemError as error:
            return Settings(), (error.problem,)

    def _settings_edited(self) -> None:
        settings, complaints = self._read_settings()
        for complaint in complaints:
            self._driver.feed(Faulted(complaint))
        if settings == self._driver.state.settings:
            return
        self._log_settings(settings)
        self._driver.feed(SettingsChanged(settings))
        self._check_provider()

    def _log_settings(self, settings: Settings) -> None:
        self._log_file.hide(secrets(settings))
        self._log_file.set_level(settings.log_level)
        provider = describe(settings)
        log.info("provider %s, model %s, url %s", provider.name, provider.model or "-", provider.url or "-")

    def _check_provider(self) -> None:
        """Say now what would only be found out after speaking; and get an engine of our own ready."""
        settings = self._driver.state.settings
        notice = stand_in_notice(settings)
        if notice is not None:
            self._notifications.tell(notice)
        cause = configuration_problem(settings)
        if cause is not None:
            self._driver.feed(Faulted(cause))
        elif settings.ai_provider == "local":
            self._transcriber.warm_up(settings)

    def _open_settings(self) -> None:
        try:
            if not self._folders.env.exists():
                self._env.create(render_example())
        except ProblemError as error:
            self._feed(Faulted(error.problem))
            return
        _open(self._folders.env)

    def _open_log(self) -> None:
        if self._log_file.path is not None:
            _open(self._log_file.path)

    # history

    def _aside(self, work: Callable[[], None]) -> None:
        """Off the main thread: it reads the disk."""

        def run() -> None:
            try:
                work()
            except ProblemError as error:
                self._emit(Faulted(error.problem))

        threading.Thread(target=run, name="history-reader", daemon=True).start()

    def _look_into_history(self) -> None:
        def look() -> None:
            self._history.flush(FLUSH_S)
            with reading(self._folders.history) as reader:
                can_copy = reader.last_text() is not None
                row = reader.newest_unsent(self._journal.ids())
            can_retry = row is not None and row.outcome is Outcome.FAILED
            self._main.call(partial(self._looked, can_copy=can_copy, can_retry=can_retry))

        self._aside(look)

    def _looked(self, *, can_copy: bool, can_retry: bool) -> None:
        self._can_copy = can_copy
        self._can_retry = can_retry
        self._show_state()

    def _copy_last(self) -> None:
        with reading(self._folders.history) as reader:
            text = reader.last_text()
        if text is not None:
            self._main.call(partial(self._inserter.copy, text))

    def _retry(self) -> None:
        dictation = unsent(self._folders.history, self._journal)
        seconds = self._journal.seconds(dictation)
        self._emit(RetryWished(dictation, seconds, self._driver.state.settings))

    def _expire(self) -> None:
        self._history.expire(self._journal.ids())

    def _come_forward(self) -> None:
        """A second start asks for this: say that the program is here and how to use it."""
        self._notifications.tell(problem(Code.RUNNING, hotkey=self._driver.state.settings.hotkey))


def _provider_and_model(settings: Settings) -> tuple[str, str]:
    provider = describe(settings)
    return provider.name, provider.model


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

"""The running program: builds the parts, connects them, runs, shuts down. The only place where they meet."""

import gc
import logging
import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QCoreApplication, QDate, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from rapidwhisper import __version__
from rapidwhisper.afterwards import Afterwards
from rapidwhisper.audio.cues import CuePlayer
from rapidwhisper.audio.journal import Journal
from rapidwhisper.audio.player import ClipPlayer
from rapidwhisper.audio.recorder import MicrophoneRecorder
from rapidwhisper.config.env_file import EnvFile
from rapidwhisper.config.folders import Folders
from rapidwhisper.config.keys import Keys
from rapidwhisper.config.log import Log
from rapidwhisper.config.remembered import Remembered
from rapidwhisper.config.saver import Saved, Saver
from rapidwhisper.config.system_keyring import SystemKeyring
from rapidwhisper.control import Control, Fault
from rapidwhisper.control import Doors as ControlDoors
from rapidwhisper.core.cue import Cue
from rapidwhisper.core.dictation import DictationId, Unsent
from rapidwhisper.core.driver import Driver, Ports
from rapidwhisper.core.events import (
    CancelWished,
    Event,
    Faulted,
    Forgotten,
    ModelAwaited,
    ModelReady,
    PasteLastWished,
    Pressed,
    Ready,
    RecordingsFound,
    SettingsChanged,
    StartWished,
    ToggleWished,
)
from rapidwhisper.core.ports import Hotkeys
from rapidwhisper.core.problem import Code, Problem, ProblemError, found_ahead, problem
from rapidwhisper.core.retention import Retention
from rapidwhisper.core.settings import Settings, read_settings, secrets
from rapidwhisper.core.state import Phase, State, phase
from rapidwhisper.desktop import autostart
from rapidwhisper.desktop.display import instead_of_xlibs_exit, is_broken, x_display
from rapidwhisper.desktop.instance import Instance
from rapidwhisper.desktop.session import session
from rapidwhisper.doctor.delivery import Delivery
from rapidwhisper.downloads import Downloads, Store
from rapidwhisper.early import EarlyEvents
from rapidwhisper.file_jobs import Around as AroundFiles
from rapidwhisper.file_jobs import FileJobs
from rapidwhisper.hearing import speech_to_text
from rapidwhisper.history.writer import HistoryWriter
from rapidwhisper.insertion.choose import choose as choose_inserter
from rapidwhisper.insertion.copy_only import CopyOnly
from rapidwhisper.kept import Found, Kept
from rapidwhisper.providers.local.models.catalogue import CATALOGUE
from rapidwhisper.providers.registry import (
    PROVIDERS,
    configuration_problem,
    describe,
    key_page,
    model_notice,
    usable,
)
from rapidwhisper.providers.transcriber import ThreadTranscriber
from rapidwhisper.ui.download_words import in_one_line
from rapidwhisper.ui.file_watch import FileWatch
from rapidwhisper.ui.icons import ASSETS, icon
from rapidwhisper.ui.language import Language
from rapidwhisper.ui.main_thread import MainThread, QtTimers
from rapidwhisper.ui.moment import moment
from rapidwhisper.ui.notifications import Notifications
from rapidwhisper.ui.overlay.window import Overlay
from rapidwhisper.ui.remedies import Providers
from rapidwhisper.ui.signals import quit_on_signals
from rapidwhisper.ui.theme import apply_theme
from rapidwhisper.ui.tray import Tray
from rapidwhisper.ui.tray_shown import Around as AroundTray
from rapidwhisper.ui.tray_shown import KeptText, NotTranscribed, Shown
from rapidwhisper.ui.try_out import WithTryOut
from rapidwhisper.windows import CARDS, Windows
from rapidwhisper.windows import Doors as WindowDoors

if TYPE_CHECKING:
    from PySide6.QtGui import QNativeInterface

    from rapidwhisper.ui.history.doors import Doors as HistoryDoors

log = logging.getLogger(__name__)

EXPIRE_EVERY_MS = 10 * 60 * 1000
FLUSH_S = 5.0
RECENT_LANGUAGES = 6
LANGUAGES = "languages"
AUTOSTART = "autostart"


def run(
    folders: Folders,
    instance: Instance,
    log_file: Log,
    hotkeys: Hotkeys,
    early: EarlyEvents,
    *,
    again: Callable[[], int],
) -> int:
    """`early`: where the hotkeys' events are. `again`: what comes when the display is lost, and the exit
    status where nothing does.
    """
    qt = QApplication(["rapidwhisper"])  # its window class, however it was started
    qt.setApplicationName("rapidwhisper")
    qt.setApplicationDisplayName("RapidWhisper")
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName("rapidwhisper")
    qt.setQuitOnLastWindowClosed(False)
    qt.setWindowIcon(icon(Phase.IDLE))
    with quit_on_signals() as signalled:  # before anybody can see that it runs
        app = App(folders, instance, log_file, hotkeys)
        app.start(early)
        gc.freeze()
        gc.enable()  # the start has disabled it
        x11 = _x11(qt)
        if x11 is None:
            qt.aboutToQuit.connect(app.close)  # at the end of a Windows session nothing runs after that
            return qt.exec()
        ended = False

        def lost() -> int:
            app.leave()
            return 0 if ended or signalled() or app.quit_wished else again()

        with instead_of_xlibs_exit(x11.display(), lambda: os._exit(lost())):
            status = qt.exec()
            ended = status == 0  # where the display goes, Qt ends its loop with an error
            if is_broken(x11.connection()):
                return lost()
            app.close()
    return status


def _x11(qt: QApplication) -> "QNativeInterface.QX11Application | None":
    if x_display(os.environ, sys.platform) is None:
        return None
    from PySide6.QtGui import QNativeInterface  # what it has differs from system to system

    interface = qt.nativeInterface()
    return interface if isinstance(interface, QNativeInterface.QX11Application) else None


class Closable(Protocol):
    def close(self) -> None: ...


class App:
    def __init__(self, folders: Folders, instance: Instance, log_file: Log, hotkeys: Hotkeys) -> None:
        self._folders = folders
        self._instance = instance
        self._log_file = log_file
        self._env = EnvFile(folders.env)
        self._remembered = Remembered(folders.data / "state.json")
        self._language = Language()
        self._autostart = autostart.choose(autostart.this_program(folders.given_home))
        self._fault: Fault | None = None
        self._busy = False
        self._around = AroundTray(cards=CARDS, languages=tuple(self._remembered.get(LANGUAGES, [])))
        self._main = MainThread()
        self._settings = Settings()
        self._keys = Keys(SystemKeyring(), self._hide_secrets)
        self._saver = Saver(self._env, self._keys, self._main.call)
        self._had_file = False
        self._complaints = self._read_settings()
        self._apply(self._settings)
        self._journal = Journal(folders.audio)
        self._history = HistoryWriter(
            self._emit,
            folders.history,
            self._journal.discard,
            _provider_and_model,
            keep=self._journal.keep,
        )
        self._kept = Kept(
            self._emit,
            call=self._main.call,
            history=folders.history,
            flush=partial(self._history.flush, FLUSH_S),
            journal=self._journal,
        )
        self._speech = speech_to_text(folders, self._keys, lambda waits: self._emit(ModelAwaited(waits)))
        self._speech.keep_local(wanted=self._settings.local_only)
        self._transcriber = ThreadTranscriber(
            self._emit, self._journal, self._speech, lambda: self._keys.secrets
        )
        self._downloads = Downloads(
            _store,
            tuple(name for name, model in CATALOGUE.items() if not model.card.built_in),
            self._remembered,
            call=self._main.call,
            changed=self._show_downloads,
            ready=self._model_ready,
            failed=lambda cause: self._feed(Faulted(cause)),
        )
        self._downloading = ""
        self._player = ClipPlayer()
        cues = CuePlayer(ASSETS / "sounds")
        self._recorder = MicrophoneRecorder(
            self._emit,
            self._journal,
            play_start=partial(cues.play_through, Cue.START),
            listener=self._transcriber,
        )
        self._hotkeys = hotkeys
        inserter = choose_inserter(self._emit, platform=sys.platform, session=session(os.environ))
        self._inserter = inserter
        self._delivery = Delivery()
        self._with_try_out = WithTryOut(self._emit, inserter, lambda: self._windows.welcome)
        self._tray = Tray()
        providers = Providers(lambda: usable(self._driver.state.settings), self._key_page)
        self._overlay = Overlay(lambda: self._recorder.level, self._remembered, self._target_box, providers)
        self._overlay.configure(self._settings)
        self._notifications = Notifications(self._tray, self._overlay, lambda: self._driver.state, providers)
        self._afterwards = Afterwards(
            emit=self._feed,
            state=lambda: self._driver.state,
            inserter=inserter,
            notifier=self._notifications,
            kept=self._kept,
            journal=self._journal,
            player=self._player,
            look_again=self._look_at_kept,
            open_key_page=self._open_key_page,
            open_provider_settings=lambda: self._windows.open_settings("Provider"),
            download_model=self._download_chosen,
        )
        ports = Ports(
            recorder=self._recorder,
            transcriber=self._transcriber,
            inserter=self._with_try_out,
            hotkeys=self._hotkeys,
            history=self._history,
            timers=QtTimers(self._emit),
            notifier=self._notifications,
            cues=cues,
        )
        self._recovered = self._history.recover(self._journal.recordings())
        state = State(settings=self._settings, next_id=self._recovered.next_id)
        self._driver = Driver(state, ports, clock=time.monotonic, on_change=self._changed)
        folders.home.mkdir(mode=0o700, parents=True, exist_ok=True)  # only what is there can be watched
        self._watch = FileWatch(folders.env, self._env.fingerprint)
        self._windows = Windows(self._window_doors(), self._remembered)
        self._files = FileJobs(
            AroundFiles(
                feed=self._feed,
                call=self._main.call,
                state=lambda: self._driver.state,
                writer=self._history,
                speech=self._speech,
                changed=self._windows.show_files,
            )
        )
        self._control = Control(self._control_doors(), folders.history, self._journal)
        self._expiry = QTimer()

    def start(self, early: EarlyEvents) -> None:
        self._connect()
        self._driver.feed(Ready())
        early.go_to(self._emit)
        self._instance.serve(self._control.handle)
        for complaint in self._complaints:
            self._driver.feed(Faulted(complaint))
        self._switch_autostart(self._settings)
        oldest_first = reversed(self._recovered.interrupted)
        found = tuple(Unsent(each, self._journal.seconds(each)) for each in oldest_first)
        self._driver.feed(RecordingsFound(found, self._recovered.texts, self._recovered.unreached))
        self._downloads.go_on(self._settings)
        self._check_provider()
        self._expire()
        self._look_at_kept()
        if not self._is_configured:
            self._windows.welcome_once()
        log.info("ready: hotkeys by %s, folder %s", self._hotkeys.name, self._folders.home)

    def close(self) -> None:
        """Let go of keys and microphone first; a running request is never waited for."""
        log.info("quitting")
        self._let_go_of(*self._parts)
        self._overlay.dismiss()
        self._tray.hide()
        self._let_go_of(self._instance)  # last: whoever has the lock may write the history

    def leave(self) -> None:
        """As `close` where nothing can be drawn any more."""
        log.warning("the display is gone")
        self._let_go_of(*self._parts, self._instance)

    @property
    def _parts(self) -> tuple[Closable, ...]:
        devices = self._hotkeys, self._recorder, self._files, self._transcriber, self._inserter
        return *devices, self._downloads, self._saver, self._history

    @staticmethod
    def _let_go_of(*parts: Closable) -> None:
        """One that fails at it keeps no other from it."""
        for part in parts:
            try:
                part.close()
            except Exception:
                log.exception("%s could not be closed", type(part).__name__)

    @property
    def quit_wished(self) -> bool:
        return self._control.quit_wished

    # connections

    def _emit(self, event: Event) -> None:
        """The door for every event, from any thread."""
        self._main.call(partial(self._feed, event))

    def _feed(self, event: Event) -> None:
        if self._delivery.takes(event) or self._windows.takes(event):
            return
        if isinstance(event, PasteLastWished):
            self._afterwards.paste_last()
            return
        if isinstance(event, Pressed | StartWished | ToggleWished):
            self._watch.check()  # an edit saved a moment ago counts already
        self._driver.feed(self._downloads.explaining(event))

    def _connect(self) -> None:
        menu = self._tray.menu
        self._tray.toggle_wished.connect(lambda: self._feed(ToggleWished()))
        menu.cancel_wished.connect(lambda: self._feed(CancelWished()))
        menu.copy_wished.connect(self._afterwards.copy)
        menu.paste_wished.connect(self._afterwards.paste)
        menu.retry_wished.connect(self._afterwards.retry)
        menu.play_wished.connect(self._afterwards.play)
        menu.discard_wished.connect(self._afterwards.discard)
        menu.privacy_wished.connect(lambda: self._windows.open_settings("Provider"))
        menu.provider_wished.connect(self._choose_provider)
        menu.language_wished.connect(lambda code: self._save_or_tell({"LANGUAGE": code}))
        menu.models_wished.connect(lambda: self._windows.open_settings("Provider"))
        menu.history_wished.connect(self._windows.open_history)
        menu.settings_wished.connect(self._windows.open_settings)
        menu.about_wished.connect(lambda: self._windows.open_settings("About"))
        menu.log_wished.connect(self._open_log)
        menu.quit_wished.connect(QCoreApplication.quit)
        self._notifications.wished.connect(self._afterwards.carry_out)
        self._watch.changed.connect(self._settings_edited)
        self._expiry.timeout.connect(self._expire)
        self._expiry.start(EXPIRE_EVERY_MS)

    def _control_doors(self) -> ControlDoors:
        return ControlDoors(
            emit=self._emit,
            call=self._main.call,
            state=lambda: self._driver.state,
            timings_ms=self._driver.timings_ms,
            measured=lambda: self._speech.measured(self._driver.state.settings),
            fault=lambda: self._fault,
            hotkey_way=self._hotkeys.name,
            hotkey_trouble=lambda: self._hotkeys.trouble,
            show=self._come_forward,
            open_settings=self._windows.open_settings,
            open_history=self._windows.open_history,
            quit=lambda: QCoreApplication.exit(0),  # whatever windows are open
            flush_history=lambda: self._history.flush(FLUSH_S),
            last_text=self._last_text,
            copy=self._inserter.copy,
            examine=self._examine,
        )

    def _examine(self, send: bool) -> dict[str, Any]:  # noqa: FBT001 - a door
        """Called on any thread but the main one."""
        from rapidwhisper.doctor.doors import Doors as DoctorDoors
        from rapidwhisper.doctor.examine import examine

        doors = DoctorDoors(
            folders=self._folders,
            settings=self._driver.state.settings,
            hotkeys=self._hotkeys,
            inserter=self._inserter,
            can_paste=not isinstance(self._inserter, CopyOnly),
            delivery=self._delivery,
            speech=self._speech,
            busy=lambda: bool(self._driver.state.dictations),
        )
        return examine(doors, send=send).as_json()

    def _window_doors(self) -> WindowDoors:
        return WindowDoors(
            emit=self._emit,
            call=self._main.call,
            state=lambda: self._driver.state,
            timings_ms=self._driver.timings_ms,
            hotkeys=self._hotkeys,
            speech=self._speech,
            keys=self._keys,
            downloads=self._downloads,
            past=lambda: self._past,
            save=self._save,
            save_or_tell=self._save_or_tell,
            open_log=self._open_log,
            open_folder=lambda: _open(self._folders.home),
            language=lambda: self._language.code,
        )

    @cached_property
    def _past(self) -> "HistoryDoors":
        from rapidwhisper.past import Around, Past

        return Past(
            Around(
                emit=self._emit,
                call=self._main.call,
                state=lambda: self._driver.state,
                inserter=self._inserter,
                history=self._folders.history,
                writer=self._history,
                journal=self._journal,
                player=self._player,
                files=self._files,
                forgotten=self._forgotten,
            )
        ).doors()

    # what people see

    def _changed(self, state: State) -> None:
        if state.last_error is not (self._fault and self._fault.problem):
            now = datetime.now().astimezone().isoformat(timespec="milliseconds")
            self._fault = Fault(state.last_error, now) if state.last_error else None
        if self._busy and not state.dictations:
            self._look_at_kept()
        self._busy = bool(state.dictations)
        self._files.show_state(state)
        if state.recording is not None:
            self._player.stop()
        self._control.note_change()
        self._show_state()
        log.debug("state: %s, %d under way", phase(state), len(state.dictations))

    def _show_state(self) -> None:
        state = self._driver.state
        provider = describe(state.settings).label
        self._tray.show_state(
            Shown.of(state, provider=provider, around=self._around, downloading=self._downloading)
        )
        by = PROVIDERS[state.ended.by].label if state.ended and state.ended.stood_in else ""
        self._overlay.show_state(state, provider, by)
        self._windows.show_state(state, provider)

    def _target_box(self) -> tuple[int, int, int, int] | None:
        target = self._inserter.target()
        return target.box if target is not None else None

    def _come_forward(self) -> None:
        """A second start asks for this; without a tray it is the only way to the settings."""
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._notifications.tell(problem(Code.RUNNING, hotkey=self._driver.state.settings.hotkey))
        else:
            self._windows.open_settings()

    def _key_page(self, provider: str) -> str:
        return key_page(self._driver.state.settings.with_provider(provider))

    def _open_key_page(self, provider: str) -> None:
        QDesktopServices.openUrl(QUrl(self._key_page(provider)))

    def _open_log(self) -> None:
        if self._log_file.path is not None:
            _open(self._log_file.path)

    # settings

    @property
    def _is_configured(self) -> bool:
        try:
            return "AI_PROVIDER" in self._env.read()
        except ProblemError:
            return True  # something is there, and the user is told of it

    def _read_settings(self) -> tuple[Problem, ...]:
        """What is wrong with them. A file that is gone or cannot be read leaves them as they were."""
        try:
            self._settings, complaints = read_settings(self._env.read(must_exist=self._had_file))
            self._had_file = self._had_file or self._env.fingerprint() is not None
            return (*complaints, *self._env.complaints())
        except ProblemError as error:
            return (error.problem,)

    def _settings_edited(self) -> None:
        complaints = self._read_settings()
        for complaint in complaints:
            self._driver.feed(Faulted(complaint))
        if self._settings == self._driver.state.settings:
            return
        self._apply(self._settings)
        self._speech.keep_local(wanted=self._settings.local_only)
        self._overlay.configure(self._settings)
        self._remember_language(self._settings.language)
        self._downloads.obey(self._settings)
        self._driver.feed(SettingsChanged(self._settings))
        self._windows.settings_changed(self._settings)
        self._switch_autostart(self._settings)
        self._check_provider()
        self._look_at_kept()

    def _apply(self, settings: Settings) -> None:
        self._hide_secrets()
        self._log_file.set_level(settings.log_level)
        self._language.use(settings.interface_language)
        apply_theme(settings.theme)
        provider = describe(settings)
        log.info("provider %s, model %s, url %s", provider.name, provider.model or "-", provider.url or "-")

    def _hide_secrets(self) -> None:
        """Called on any thread: a key from the keyring comes by when it is first needed."""
        self._log_file.hide([*secrets(self._settings), *self._keys.secrets])

    def _switch_autostart(self, settings: Settings) -> None:
        """Only when the setting changes: what the user did in the desktop's own list stays."""
        if settings.autostart == self._remembered.get(AUTOSTART, default=False):
            return
        try:
            self._autostart.set(enabled=settings.autostart)
        except ProblemError as error:
            self._driver.feed(Faulted(error.problem))
        else:
            self._remembered.set(AUTOSTART, settings.autostart)

    def _remember_language(self, code: str) -> None:
        if code:
            recent = [code, *(each for each in self._around.languages if each != code)][:RECENT_LANGUAGES]
            self._around = replace(self._around, languages=tuple(recent))
            self._remembered.set(LANGUAGES, recent)

    def _choose_provider(self, name: str, model: str) -> None:
        self._save_or_tell({"AI_PROVIDER": name, **({f"{name.upper()}_MODEL": model} if model else {})})

    def _save(self, changes: Mapping[str, str], saved: Saved) -> None:
        def written(obstacle: Problem | None) -> None:
            self._watch.check()
            saved(obstacle)

        self._saver.save(changes, written)

    def _save_or_tell(self, changes: Mapping[str, str]) -> None:
        def saved(obstacle: Problem | None) -> None:
            if obstacle is not None:
                self._feed(Faulted(obstacle))

        self._save(changes, saved)

    def _check_provider(self) -> None:
        """Say now what would only be found out after speaking; and get an engine of our own ready."""
        settings = self._driver.state.settings
        notice = model_notice(settings)
        if notice is not None:
            self._notifications.tell(notice)
        cause = configuration_problem(settings)
        if cause is None:
            if settings.ai_provider == "local":
                self._transcriber.warm_up(settings)
        elif self._downloads.explained(cause) is cause:
            self._driver.feed(Faulted(found_ahead(cause)))

    # models for this computer

    def _download_chosen(self) -> None:
        settings = self._driver.state.settings
        self._downloads.start(settings.local_model, settings)

    def _show_downloads(self) -> None:
        running = self._downloads.running.items()
        told = in_one_line((CATALOGUE[name].card.label, standing) for name, standing in running)
        if told != self._downloading:
            self._downloading = told
            self._show_state()
        self._windows.show_downloads()

    def _model_ready(self, name: str) -> None:
        self._feed(ModelReady(name, CATALOGUE[name].card.label, unasked=self._windows.is_trying_out))
        settings = self._driver.state.settings
        if (settings.ai_provider, settings.local_model) == ("local", name):
            self._check_provider()
        self._look_at_kept()

    # what is kept

    def _look_at_kept(self) -> None:
        self._kept.look(self._found)

    def _found(self, found: Found) -> None:
        when = partial(moment, today=QDate.currentDate())
        texts = tuple(KeptText(row.id, when(row.started_at), row.text or "") for row in found.texts)
        unsent = tuple(NotTranscribed(row.id, when(row.started_at), row.seconds) for row in found.failed)
        self._around = replace(
            self._around, texts=texts, unsent=unsent, usable=usable(self._driver.state.settings)
        )
        self._show_state()

    def _forgotten(self, ids: tuple[DictationId, ...] | None) -> None:
        self._feed(Forgotten(ids))
        self._look_at_kept()

    def _last_text(self) -> str | None:
        """Called on any thread."""
        kept = self._driver.state.last_text
        return kept.text if kept is not None else None

    def _expire(self) -> None:
        self._history.expire(self._journal.ids, Retention.of(self._driver.state.settings))


def _provider_and_model(settings: Settings) -> tuple[str, str]:
    provider = describe(settings)
    return provider.name, provider.model


def _store(settings: Settings) -> Store:
    """Loaded by the first thread that asks for models: with it comes an HTTP library."""
    from rapidwhisper.providers.local.models.store import model_store

    return model_store(settings)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

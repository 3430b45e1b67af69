"""The windows that are there only when they are wanted: settings, history and welcome."""

import logging
import threading
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from rapidwhisper.config.keys import Keys
from rapidwhisper.config.remembered import Remembered
from rapidwhisper.config.saver import Save, Saved
from rapidwhisper.core.dictation import DictationId
from rapidwhisper.core.events import (
    Event,
    Faulted,
    PasteLastWished,
    Pressed,
    Released,
    StartWished,
    ToggleWished,
)
from rapidwhisper.core.hotkey import Hotkey
from rapidwhisper.core.laps import TOTAL
from rapidwhisper.core.ports import Emit, Hotkeys
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.settings import ABOUT, Line, Settings, as_text, read_settings
from rapidwhisper.core.state import State
from rapidwhisper.downloads import Downloads
from rapidwhisper.providers.local.models.catalogue import BASIC, CATALOGUE, RECOMMENDED
from rapidwhisper.providers.registry import PROVIDERS, configuration_problem, describe
from rapidwhisper.providers.speech import SpeechToText
from rapidwhisper.ui.speed import Tried

if TYPE_CHECKING:  # they are loaded when they are first opened
    from rapidwhisper.ui.history.doors import Doors as HistoryDoors
    from rapidwhisper.ui.history.window import HistoryWindow
    from rapidwhisper.ui.settings.dialog import SettingsDialog
    from rapidwhisper.ui.welcome import Welcome

T = TypeVar("T")

CARDS = tuple(provider.card for provider in PROVIDERS.values())
MODELS = tuple(model.card for model in CATALOGUE.values())
TO_BEGIN_WITH = CATALOGUE[RECOMMENDED].card, BASIC.card
WELCOMED = "welcomed"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Doors:
    """What the windows may reach in the running program."""

    emit: Emit
    call: Callable[[Callable[[], None]], None]
    """Runs something on the main thread."""
    state: Callable[[], State]
    timings_ms: Callable[[DictationId], Mapping[str, int]]
    """The stages of the dictation that has ended last."""
    hotkeys: Hotkeys
    speech: SpeechToText
    keys: Keys
    downloads: Downloads
    past: "Callable[[], HistoryDoors]"
    """Made, and loaded, when the history is first opened."""
    save: Save
    save_or_tell: Callable[[Mapping[str, str]], None]
    open_log: Callable[[], None]
    open_folder: Callable[[], None]
    language: Callable[[], str]


class Windows:
    def __init__(self, doors: Doors, remembered: Remembered) -> None:
        self._doors = doors
        self._remembered = remembered
        self._settings: SettingsDialog | None = None
        self._capturing = False
        self._history: HistoryWindow | None = None
        self.welcome: Welcome | None = None

    def open_settings(self, page: str = "") -> None:
        if self._settings is None:
            self._settings = self._made_settings()
        if page:
            self._settings.open_page(page)
        self._settings.show()
        self._settings.raise_()
        self._settings.activateWindow()

    def open_history(self) -> None:
        if self._history is None:
            self._history = self._made_history()
        self._history.show()
        self._history.raise_()
        self._history.activateWindow()

    def welcome_once(self) -> None:
        """On the first start, or until somebody has closed it."""
        if self._remembered.get(WELCOMED, default=False):
            return
        self.welcome = self._made_welcome()
        self.welcome.present(quietly=bool(self._doors.state().dictations))

    @property
    def is_trying_out(self) -> bool:
        """Whether the welcome waits for words."""
        return self.welcome is not None and self.welcome.is_trying

    def show_state(self, state: State, provider: str) -> None:
        if self._history is not None:
            self._history.show_state(state)
        if self._settings is not None:
            self._settings.show_measured()
        if self.welcome is not None:
            self.welcome.show_state(state, provider, self._tried(state))

    def show_files(self) -> None:
        """How far the sound files are that are under way."""
        if self._history is not None:
            self._history.show_files()

    def show_downloads(self) -> None:
        """Of models for this computer: one has come further, begun or ended."""
        if self._settings is not None:
            self._settings.show_downloads()
        if self.welcome is not None:
            self.welcome.show_downloads(self._doors.downloads.known)

    def settings_changed(self, settings: Settings) -> None:
        if self._settings is not None:
            self._settings.reload(settings)
        if self.welcome is not None:
            self.welcome.show_interface_language(self._doors.language())

    def takes(self, event: Event) -> bool:
        """Whether a press of a key of ours is an answer to “Press the keys”, and starts no dictation."""
        if not self._capturing or self._settings is None:
            return False
        now = self._doors.state().settings
        match event:
            case Pressed():
                self._settings.hotkey_pressed(now.hotkey)
            case PasteLastWished() if now.paste_last_hotkey is not None:
                self._settings.hotkey_pressed(now.paste_last_hotkey)
            case Released():
                pass
            case _:
                return False
        return True

    def _made_settings(self) -> "SettingsDialog":
        from rapidwhisper.audio.devices import microphone_names
        from rapidwhisper.audio.meter import Meter
        from rapidwhisper.trying import trying
        from rapidwhisper.ui.settings.dialog import SettingsDialog
        from rapidwhisper.ui.settings.doors import Doors as SettingsDoors
        from rapidwhisper.ui.settings.doors import ModelDoors

        downloads = self._doors.downloads
        doors = SettingsDoors(
            cards=CARDS,
            check=self._hindrance,
            save=self._saving_for(lambda: self._settings),
            microphones=lambda answer: self._later(microphone_names, answer, lambda _: []),
            meter=Meter(),
            provider=trying(self._doors.speech, self._doors.keys, self._later),
            models=ModelDoors(
                cards=MODELS,
                recommended=RECOMMENDED,
                look=lambda settings, answer: self._later(
                    partial(downloads.standings, settings), answer, lambda _: {}
                ),
                known=lambda: downloads.known,
                download=downloads.start,
                pause=downloads.pause,
                remove=downloads.remove,
            ),
        )
        dialog = SettingsDialog(doors, self._doors.state().settings, self._remembered)
        dialog.capturing.connect(self._capture)
        dialog.hotkey_chosen.connect(self._probe)
        dialog.voice_wished.connect(self._try_with_voice)
        dialog.log_wished.connect(self._doors.open_log)
        dialog.folder_wished.connect(self._doors.open_folder)
        dialog.finished.connect(self._settings_closed)
        return dialog

    def _later(
        self, work: Callable[[], T], answer: Callable[[T], None], failed: Callable[[Problem], T]
    ) -> None:
        """For the settings: off the main thread, and answered only as long as they are open."""
        asker = self._settings

        def tell(found: T) -> None:
            if self._settings is asker:
                answer(found)

        def run() -> None:
            self._doors.call(partial(tell, _surely(work, failed)))

        threading.Thread(target=run, name="settings-question", daemon=True).start()

    def _saving_for(self, open_now: "Callable[[], SettingsDialog | Welcome | None]") -> Save:
        """For a window that may be closed before the answer comes: the user is told all the same."""

        def save(changes: Mapping[str, str], saved: Saved) -> None:
            window = open_now()

            def answer(obstacle: Problem | None) -> None:
                if open_now() is window:
                    saved(obstacle)
                elif obstacle is not None:
                    self._doors.emit(Faulted(obstacle))

            self._doors.save(changes, answer)

        return save

    def _settings_closed(self) -> None:
        if self._settings is not None:
            self._settings.deleteLater()
        self._settings = None
        self._capturing = False

    def _made_history(self) -> "HistoryWindow":
        from rapidwhisper.ui.history.window import HistoryWindow

        window = HistoryWindow(self._doors.past(), self._doors.state(), self._remembered)
        window.closed.connect(self._history_closed)
        return window

    def _history_closed(self) -> None:
        if self._history is not None:
            self._history.deleteLater()
        self._history = None

    def _capture(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._capturing = on

    def _probe(self, key: str, hotkey: Hotkey) -> None:
        def answer(problem: Problem | None) -> None:
            named = problem and Problem(problem.code, {**problem.facts, "key": key})
            self._doors.call(partial(show, named))

        def show(problem: Problem | None) -> None:
            if self._settings is not None:
                self._settings.show_hotkey_verdict(key, problem)

        self._doors.hotkeys.probe(hotkey, answer)

    def _made_welcome(self) -> "Welcome":
        from rapidwhisper.ui.welcome import Welcome

        welcome = Welcome(CARDS, TO_BEGIN_WITH, self._check, self._saving_for(lambda: self.welcome))
        welcome.download_wished.connect(
            lambda name: self._doors.downloads.start(name, self._doors.state().settings)
        )
        welcome.toggle_wished.connect(lambda: self._doors.emit(ToggleWished()))
        welcome.settings_wished.connect(self.open_settings)
        welcome.interface_language_wished.connect(
            lambda code: self._doors.save_or_tell({"INTERFACE_LANGUAGE": code})
        )
        now = self._doors.state()
        welcome.show_state(now, describe(now.settings).label, self._tried(now))
        welcome.show_downloads(self._doors.downloads.known)
        welcome.show_interface_language(self._doors.language())
        welcome.finished.connect(self._welcome_closed)
        return welcome

    def _try_with_voice(self) -> None:
        """The user has clicked and speaks."""
        if self.welcome is None:
            self.welcome = self._made_welcome()
        self.welcome.try_out()
        self.welcome.present(quietly=False)
        self.welcome.raise_()
        self.welcome.activateWindow()
        self._doors.emit(StartWished())

    def _tried(self, state: State) -> Tried | None:
        """How it went with the last dictation, where it was timed."""
        ended = state.ended
        waited_ms = self._doors.timings_ms(ended.id).get(TOTAL) if ended is not None else None
        if ended is None or waited_ms is None:
            return None
        still_chosen = ended.settings.local_model == state.settings.local_model and not ended.stood_in
        measured = self._doors.speech.measured(ended.settings) if still_chosen else None
        return Tried(ended.seconds, waited_ms, measured, state.settings)

    def _welcome_closed(self) -> None:
        self._remembered.set(WELCOMED, value=True)
        if self.welcome is not None:
            self.welcome.deleteLater()
        self.welcome = None

    def _check(self, changes: Mapping[str, str]) -> Problem | None:
        """What would keep these changes from working."""
        now = self._doors.state().settings
        texts = {key: as_text(getattr(now, key.lower())) for key in ABOUT}
        settings, problems = read_settings({key: Line(text, 0) for key, text in {**texts, **changes}.items()})
        return problems[0] if problems else self._hindrance(settings)

    def _hindrance(self, settings: Settings) -> Problem | None:
        """What would keep the chosen provider from working. A model that is on its way does not."""
        cause = configuration_problem(settings)
        is_coming = cause and self._doors.downloads.explained(cause).code is Code.LOCAL_MODEL_COMING
        return None if is_coming else cause


def _surely(work: Callable[[], T], failed: Callable[[Problem], T]) -> T:
    """Whatever goes wrong, there is an answer: somebody waits for it."""
    try:
        return work()
    except ProblemError as error:
        return failed(error.problem)
    except Exception as error:  # noqa: BLE001 - a library's message may quote a key that is only typed so far
        name, where = type(error).__name__, "".join(traceback.format_tb(error.__traceback__))
        log.error("a question of the settings broke off with %s:\n%s", name, where)  # noqa: TRY400
        return failed(problem(Code.INTERNAL, detail=name))

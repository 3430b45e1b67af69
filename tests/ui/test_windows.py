"""Windows that are closed before an answer reaches them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from rapidwhisper.config.keys import Keys
from rapidwhisper.config.remembered import Remembered
from rapidwhisper.config.saver import Saved
from rapidwhisper.core.dictation import Ended, Outcome
from rapidwhisper.core.events import Event, Faulted, StartWished
from rapidwhisper.core.hotkey import parse_hotkey
from rapidwhisper.core.local_model import Phase, Standing
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.settings import DEFAULTS, Settings
from rapidwhisper.core.state import State
from rapidwhisper.downloads import Downloads
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.local.models.catalogue import RECOMMENDED
from rapidwhisper.providers.local.spec import Spec
from rapidwhisper.providers.local.speeds import Speeds
from rapidwhisper.providers.models import ServerModels
from rapidwhisper.providers.speech import SpeechToText
from rapidwhisper.ui.main_thread import MainThread
from rapidwhisper.ui.settings.dialog import SettingsDialog
from rapidwhisper.ui.welcome import Welcome
from rapidwhisper.windows import Doors, Windows
from tests.rig.fakes_hotkeys import FakeHotkeys
from tests.rig.fakes_keyring import FakeKeyring
from tests.rig.fakes_store import FakeStore
from tests.rig.settings_desk import child

REFUSED = problem(Code.SETTINGS_UNWRITABLE, path="/x/.env", detail="read-only")


class Unable(SpeechToText):
    """As it is where the environment names a file of certificates that is not there."""

    def models(self, settings: Settings, abort: Abort) -> ServerModels | None:
        raise FileNotFoundError(settings.custom_api_key)


HALF = Standing(Phase.DOWNLOADING, 300_000_000, 600_000_000)


class Desk:
    """The windows, with a keyring that answers when the test says so."""

    def __init__(self, remembered: Remembered) -> None:
        settings = replace(
            DEFAULTS,
            ai_provider="custom",
            custom_base_url="http://localhost:1/v1/",
            hotkey=parse_hotkey("f9"),
        )
        self.state = State(settings)
        self.timings_ms: dict[str, int] = {}
        self.speeds = Speeds(None)
        self.speech = Unable(speeds=self.speeds)
        self.events: list[Event] = []
        self.answers: list[Saved] = []
        self.ring = FakeKeyring()
        self.calls = 0
        """So many answers have come to the main thread."""
        self._main = MainThread()
        self.store = FakeStore()
        self.downloads = Downloads(
            self.store.for_settings,
            (RECOMMENDED,),
            remembered,
            call=self._main.call,
            changed=self._show_downloads,
            ready=lambda _: None,
            failed=lambda _: None,
        )
        doors = Doors(
            emit=self.events.append,
            call=self._call,
            state=lambda: self.state,
            timings_ms=lambda _: self.timings_ms,
            hotkeys=FakeHotkeys(self.events.append),
            speech=self.speech,
            keys=Keys(self.ring),
            downloads=self.downloads,
            past=lambda: pytest.fail("nobody has opened the history"),
            save=self._save,
            save_or_tell=lambda _: None,
            open_log=lambda: None,
            open_folder=lambda: None,
            language=lambda: "en",
        )
        self.windows: Windows = Windows(doors, remembered)

    def _show_downloads(self) -> None:
        self.windows.show_downloads()

    def opened(self) -> SettingsDialog:
        before = QApplication.topLevelWidgets()
        self.windows.open_settings()
        (dialog,) = [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, SettingsDialog) and each not in before
        ]
        return dialog

    def welcomed(self) -> Welcome:
        self.windows.welcome_once()
        assert self.windows.welcome is not None
        return self.windows.welcome

    def ends(self, *, by: str, spoken_with: Settings | None = None) -> None:
        """A dictation does."""
        settings = self.state.settings
        with_ = spoken_with or settings
        ended = Ended(1, Outcome.DONE, "hello", None, with_.ai_provider, by, 12.4, with_)
        self.windows.show_state(State(settings, ready=True, ended=ended), "")

    def _save(self, _changes: Mapping[str, str], saved: Saved) -> None:
        self.answers.append(saved)

    def _call(self, action: Callable[[], None]) -> None:
        def counted() -> None:
            action()
            self.calls += 1

        self._main.call(counted)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Desk:
    return Desk(Remembered(tmp_path / "state.json"))


@pytest.mark.parametrize(("obstacle", "told"), [(REFUSED, [Faulted(REFUSED)]), (None, [])])
def test_settings_closed_before_they_are_saved_still_tell_if_they_are_not(
    qtbot: QtBot, desk: Desk, obstacle: Problem | None, told: list[Event]
) -> None:
    dialog = desk.opened()
    field = dialog.findChild(QLineEdit, "CUSTOM_BASE_URL")
    button = dialog.findChild(QPushButton, "save")
    assert field is not None
    assert button is not None
    field.setText("http://localhost:2/v1/")
    button.click()
    dialog.accept()
    qtbot.waitUntil(lambda: not isValid(dialog))
    desk.answers.pop()(obstacle)
    assert desk.events == told


def test_a_download_goes_on_when_the_settings_are_closed(qtbot: QtBot, desk: Desk) -> None:
    dialog = desk.opened()
    child(dialog, QPushButton, f"download/{RECOMMENDED}").click()
    dialog.accept()
    qtbot.waitUntil(lambda: not isValid(dialog))
    desk.store.steps.put(HALF)
    qtbot.waitUntil(lambda: dict(desk.downloads.running) == {RECOMMENDED: HALF})
    dialog = desk.opened()
    assert child(dialog, QLabel, f"progress/{RECOMMENDED}").text().startswith("50 %, ")
    dialog.accept()
    desk.downloads.close()


def test_a_chosen_model_that_is_on_its_way_keeps_nothing_from_being_saved(qtbot: QtBot, desk: Desk) -> None:
    dialog = desk.opened()
    child(dialog, QComboBox, "AI_PROVIDER").setCurrentIndex(0)
    child(dialog, QRadioButton, f"model/{RECOMMENDED}").click()
    child(dialog, QPushButton, "save").click()
    assert not desk.answers, "first it is told that the model is missing"
    child(dialog, QPushButton, f"download/{RECOMMENDED}").click()
    qtbot.waitUntil(lambda: RECOMMENDED in desk.downloads.running)
    child(dialog, QPushButton, "save").click()
    assert len(desk.answers) == 1
    dialog.done(0)
    desk.downloads.close()


def test_an_answer_that_comes_when_the_settings_are_closed_is_dropped(qtbot: QtBot, desk: Desk) -> None:
    desk.ring.answers.clear()
    dialog = desk.opened()
    dialog.accept()
    qtbot.waitUntil(lambda: not isValid(dialog))
    before = desk.calls
    desk.ring.answers.set()
    qtbot.waitUntil(lambda: desk.calls > before)


@pytest.mark.parametrize(
    ("button", "told"), [("test_connection", "test_result"), ("list/CUSTOM_MODEL", "listed/CUSTOM_MODEL")]
)
def test_a_question_that_breaks_off_is_answered_and_can_be_asked_again(
    qtbot: QtBot, desk: Desk, caplog: pytest.LogCaptureFixture, button: str, told: str
) -> None:
    dialog = desk.opened()
    dialog.findChild(QLineEdit, "CUSTOM_API_KEY").setText("sk-only-typed")  # type: ignore[union-attr]
    asked = dialog.findChild(QPushButton, button)
    label = dialog.findChild(QLabel, told)
    assert asked is not None
    assert label is not None
    asked.click()
    qtbot.waitUntil(lambda: "FileNotFoundError" in label.text())
    assert asked.isEnabled()
    assert "kept" not in label.text()
    (record,) = caplog.get_records("call")
    assert "sk-only-typed" not in record.getMessage()
    caplog.clear()


def test_the_welcome_knows_the_settings_from_the_start(qtbot: QtBot, desk: Desk) -> None:
    welcome = desk.welcomed()
    invitation = welcome.findChild(QLabel, "invitation")
    assert invitation is not None
    assert "F9" in invitation.text()
    welcome.accept()
    qtbot.waitUntil(lambda: not isValid(welcome))


@pytest.fixture
def local_desk(desk: Desk) -> Desk:
    desk.state = State(replace(desk.state.settings, ai_provider="local"))
    return desk


def test_one_click_in_the_settings_and_one_speaks_to_a_model_whose_speed_is_told_afterwards(
    qtbot: QtBot, local_desk: Desk
) -> None:
    desk = local_desk
    dialog = desk.opened()
    dialog.open_page("Provider")
    button = dialog.findChild(QPushButton, "try_with_voice")
    line = dialog.findChild(QLabel, "measured")
    assert button is not None
    assert line is not None
    button.click()
    desk.answers.pop()(None)
    assert desk.events == [StartWished()]
    welcome = desk.windows.welcome
    assert welcome is not None
    qtbot.waitUntil(welcome.is_active)
    speed = welcome.findChild(QLabel, "speed")
    assert speed is not None
    assert not speed.isVisible()
    desk.timings_ms["total"] = 812
    desk.speeds.note(Spec(), 10.0, 0.63)
    desk.ends(by="local")
    here = "30 s of speech take about 1.9 s on this computer (measured)."
    assert speed.text() == f"12 s of speech: the text came 812 ms after you finished.\n{here}"
    assert speed.isVisible()
    assert line.text() == here
    assert not button.isVisible()
    welcome.accept()
    dialog.accept()
    qtbot.waitUntil(lambda: not isValid(welcome) and not isValid(dialog))


@pytest.mark.parametrize("before", [{"local_model": "gigaam-v3"}, {"ai_provider": "groq"}])
def test_a_speed_that_is_not_that_of_the_dictation_that_has_ended_is_not_told_with_it(
    qtbot: QtBot, local_desk: Desk, before: dict[str, str]
) -> None:
    """The settings were changed while it was under way."""
    desk = local_desk
    welcome = desk.welcomed()
    welcome.try_out()
    desk.timings_ms["total"] = 1812
    desk.speeds.note(Spec(), 10.0, 0.63)
    spoken_with = replace(desk.state.settings, **before)  # type: ignore[arg-type]
    desk.ends(by=spoken_with.ai_provider, spoken_with=spoken_with)
    speed = welcome.findChild(QLabel, "speed")
    assert speed is not None
    assert speed.text() == "12 s of speech: the text came 1.8 s after you finished."
    welcome.accept()
    qtbot.waitUntil(lambda: not isValid(welcome))


def test_the_wait_is_told_for_every_provider_and_the_speed_only_of_who_has_answered(
    qtbot: QtBot, local_desk: Desk
) -> None:
    desk = local_desk
    welcome = desk.welcomed()
    welcome.try_out()
    desk.timings_ms["total"] = 1812
    desk.speeds.note(Spec(), 10.0, 0.63)
    desk.ends(by="groq")
    speed = welcome.findChild(QLabel, "speed")
    assert speed is not None
    assert speed.text() == "12 s of speech: the text came 1.8 s after you finished."
    welcome.accept()
    qtbot.waitUntil(lambda: not isValid(welcome))


def test_of_a_dictation_that_nobody_timed_no_time_is_told(qtbot: QtBot, desk: Desk) -> None:
    welcome = desk.welcomed()
    welcome.try_out()
    desk.ends(by="custom")
    said, speed = welcome.findChild(QLabel, "said"), welcome.findChild(QLabel, "speed")
    assert said is not None
    assert speed is not None
    assert said.text().startswith("It works.")
    assert not speed.isVisible()
    welcome.accept()
    qtbot.waitUntil(lambda: not isValid(welcome))

"""What the overlay shows in which state, where it stands, and that it rests when there is nothing to show."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from rapidwhisper.config.remembered import Remembered
from rapidwhisper.core.dictation import Dictation, Ended, Held, Outcome, Stage, Target
from rapidwhisper.core.hotkey import HotkeyMode
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.settings import DEFAULTS
from rapidwhisper.core.state import State
from rapidwhisper.ui.messages import message
from rapidwhisper.ui.notifications import Teller, teller
from rapidwhisper.ui.overlay import window
from rapidwhisper.ui.overlay.place import Share, corner, screen_of, share
from rapidwhisper.ui.overlay.scene import Look, of_dictation, of_end
from rapidwhisper.ui.overlay.waveform import SHORTEST, height_of
from rapidwhisper.ui.overlay.window import Overlay
from rapidwhisper.ui.wishes import Wish

SCREEN = (0, 0, 1000, 800)
RIGHT = (1000, 0, 600, 800)


def under_way(*stages: Stage, **settings: object) -> State:
    chosen = replace(DEFAULTS, ai_provider="groq", **settings)  # type: ignore[arg-type]
    return State(
        chosen, ready=True, dictations=tuple(Dictation(n, chosen, stage) for n, stage in enumerate(stages, 1))
    )


def shown(state: State, seconds: int = 0) -> tuple[Look, str, str]:
    scene = of_dictation(state, "Groq", seconds)
    assert scene is not None
    return scene.look, scene.title, scene.detail


def test_it_says_recording_only_when_it_records() -> None:
    assert shown(under_way(Stage.OPENING)) == (Look.GETTING_READY, "Getting ready…", "")
    hint = "Ctrl+Space finishes, Esc cancels"
    assert shown(under_way(Stage.RECORDING), 65) == (Look.RECORDING, "1:05", hint)


def test_who_holds_the_key_is_told_to_let_go() -> None:
    held = under_way(Stage.RECORDING, hotkey_mode=HotkeyMode.HOLD)
    assert shown(held)[2] == "Let go to finish, Esc cancels"


def test_a_slow_provider_is_named_with_the_seconds() -> None:
    assert shown(under_way(Stage.TRANSCRIBING), 2)[1] == "Transcribing…"
    assert shown(under_way(Stage.TRANSCRIBING), 4)[1] == "Waiting for Groq… 4 s"


def test_speech_that_waits_for_the_model_on_this_computer_says_so_and_a_recording_does_not() -> None:
    stands_in = under_way(Stage.TRANSCRIBING, fallback_providers=("local",))
    assert shown(replace(stands_in, model_awaited=True))[1] == "Transcribing…"
    assert shown(replace(stands_in, model_awaited=True), 4)[1] == "Loading the model… 4 s"
    assert shown(stands_in, 4)[1] == "Waiting for Groq… 4 s"
    of_a_server = under_way(Stage.TRANSCRIBING)
    assert shown(replace(of_a_server, model_awaited=True), 4)[1] == "Waiting for Groq… 4 s"
    speaking = under_way(Stage.RECORDING, fallback_providers=("local",))
    assert shown(replace(speaking, model_awaited=True), 4)[1] == "0:04"


def test_the_one_that_records_wins_and_the_others_are_counted() -> None:
    assert shown(under_way(Stage.TRANSCRIBING, Stage.RECORDING))[0] is Look.RECORDING
    assert shown(under_way(Stage.TRANSCRIBING, Stage.TRANSCRIBING))[2] == "1 more on the way"


def test_the_end_is_told_with_first_words_or_remedy() -> None:
    done = of_end(Ended(1, Outcome.DONE, "word " * 40))
    assert done.look is Look.DONE
    assert done.detail.endswith("…")
    assert len(done.detail) <= 81
    assert done.title == "Done"
    failed = of_end(Ended(1, Outcome.FAILED, None, problem(Code.NO_MICROPHONE)))
    assert (failed.look, failed.title) == (Look.ERROR, "There is no microphone.")
    assert failed.detail
    held = of_end(Ended(1, Outcome.HELD, "kept", problem(Code.KEPT_WRONG_WINDOW)))
    assert held.look is Look.KEPT
    assert of_end(Ended(1, Outcome.CANCELLED)).look is Look.CANCELLED


def test_who_has_stood_in_for_the_chosen_one_is_named() -> None:
    by_groq = Ended(1, Outcome.DONE, "words", provider="custom", by="groq")
    assert of_end(by_groq, "Groq").title == "Done, by Groq"
    here = Ended(1, Outcome.DONE, "words", provider="custom", by="local")
    assert of_end(here, "On this computer").title == "Done, on this computer"


def test_it_stands_at_the_lower_edge_or_where_it_was_left_and_always_on_the_screen() -> None:
    x, y = corner(SCREEN, (200, 50), None)
    assert x == 400
    assert 600 < y <= 750
    assert corner(SCREEN, (200, 50), Share(0.5, 0.5)) == (400, 375)
    assert corner(SCREEN, (200, 50), Share(2.0, -1.0)) == (784, 16)
    assert corner(RIGHT, (200, 50), share(SCREEN, (400, 375, 200, 50))) == (1200, 375)


def test_it_stands_on_the_screen_that_holds_most_of_the_window() -> None:
    assert screen_of((900, 0, 300, 300), [SCREEN, RIGHT]) == 1
    assert screen_of((700, 0, 400, 300), [SCREEN, RIGHT]) == 0
    assert screen_of((5000, 0, 10, 10), [SCREEN, RIGHT]) == 0


def test_silence_is_a_dotted_line_and_loud_speech_fills_the_height() -> None:
    assert height_of(0.0) == SHORTEST
    assert SHORTEST < height_of(0.01) < height_of(0.1) < height_of(0.5) == 1.0


@pytest.fixture
def overlay(qtbot: QtBot, tmp_path: Path) -> Overlay:
    made = Overlay(lambda: 0.1, Remembered(tmp_path / "state.json"), lambda: None)
    qtbot.addWidget(made)
    return made


def running(overlay: Overlay) -> int:
    return sum(timer.isActive() for timer in overlay.findChildren(QTimer))


def test_nothing_of_it_runs_while_nothing_happens(overlay: Overlay, qtbot: QtBot) -> None:
    overlay.show_state(State(ready=True), "Groq")
    assert (overlay.isVisible(), running(overlay)) == (False, 0)
    overlay.show_state(under_way(Stage.RECORDING), "Groq")
    assert (overlay.isVisible(), running(overlay)) == (True, 1)
    overlay.show_state(State(ready=True, ended=Ended(1, Outcome.CANCELLED)), "Groq")
    qtbot.waitUntil(lambda: not overlay.isVisible())
    assert running(overlay) == 0


def test_switched_off_it_goes_at_once_and_stays_away(overlay: Overlay) -> None:
    overlay.show_state(under_way(Stage.RECORDING), "Groq")
    overlay.configure(replace(DEFAULTS, overlay=False))
    assert (overlay.isVisible(), running(overlay)) == (False, 0)
    overlay.show_state(under_way(Stage.TRANSCRIBING), "Groq")
    assert not overlay.isVisible()


def test_the_same_words_are_not_told_twice() -> None:
    cause = problem(Code.NO_MICROPHONE)

    def tells(*, ended: bool, **settings: bool) -> Teller:
        last = Ended(1, Outcome.FAILED, None, cause) if ended else None
        return teller(cause, State(replace(DEFAULTS, **settings), ended=last))  # type: ignore[arg-type]

    assert tells(ended=True) is Teller.OVERLAY_SHOWS_IT
    assert tells(ended=False) is Teller.NOTIFICATION
    assert tells(ended=True, overlay=False) is Teller.NOTIFICATION
    assert tells(ended=False, notifications=False) is Teller.OVERLAY
    assert tells(ended=True, overlay=False, notifications=False) is Teller.NOBODY


def test_what_a_notification_has_just_told_is_not_repeated_beside_it(overlay: Overlay) -> None:
    overlay.note_told(problem(Code.NO_MICROPHONE))
    overlay.show_state(State(ended=Ended(1, Outcome.FAILED, None, problem(Code.NO_MICROPHONE))), "Groq")
    assert not overlay.isVisible()
    overlay.show_state(State(ended=Ended(2, Outcome.FAILED, None, problem(Code.MICROPHONE_LOST))), "Groq")
    assert overlay.isVisible()


def test_what_a_notification_told_long_ago_is_told_again(
    overlay: Overlay, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "TOLD_FOR_MS", 1)
    overlay.note_told(problem(Code.NO_MICROPHONE))
    qtbot.waitUntil(lambda: overlay._told_since.hasExpired(1))
    overlay.show_state(State(ended=Ended(1, Outcome.FAILED, None, problem(Code.NO_MICROPHONE))), "Groq")
    assert overlay.isVisible()


def test_it_is_as_high_as_its_words_and_grows_upwards(overlay: Overlay) -> None:
    overlay.tell(problem(Code.TOO_SHORT))
    low, lower = overlay.height(), overlay.geometry().bottom()
    overlay.tell(problem(Code.MICROPHONE_IS_MONITOR, name="Monitor of the loudspeakers of this computer"))
    assert overlay.height() > low
    assert overlay.geometry().bottom() == lower
    for label in overlay.findChildren(QLabel):
        assert label.height() == label.heightForWidth(label.width())
    overlay.tell(problem(Code.TOO_SHORT))
    assert (overlay.height(), overlay.geometry().bottom()) == (low, lower)


def test_where_it_is_told_of_something_else_it_shows_that_too(overlay: Overlay) -> None:
    overlay.tell(problem(Code.NO_MICROPHONE))
    assert overlay.isVisible()
    assert "There is no microphone." in overlay.accessibleName()


def detail(overlay: Overlay) -> str:
    label = overlay.findChild(QLabel, "overlay_detail")
    assert isinstance(label, QLabel)
    return label.text()


def test_what_is_told_while_somebody_speaks_stands_beside_the_recording_for_its_time(
    overlay: Overlay, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "TOLD_S", 0.3)
    overlay.show_state(under_way(Stage.RECORDING), "Groq")
    hint = detail(overlay)
    overlay.tell(problem(Code.NEARLY_FULL))
    overlay.tell(problem(Code.NO_MICROPHONE))
    assert "One minute is left" in detail(overlay)
    qtbot.waitUntil(lambda: "There is no microphone." in detail(overlay))
    qtbot.waitUntil(lambda: detail(overlay) == hint)
    assert "0:0" in overlay.accessibleName()


def test_what_there_was_no_time_for_while_somebody_spoke_is_told_after_the_end(
    overlay: Overlay, qtbot: QtBot
) -> None:
    overlay.show_state(under_way(Stage.RECORDING), "Groq")
    for code in (Code.NEARLY_FULL, Code.NO_MICROPHONE, Code.SERVER_BACK):
        overlay.tell(problem(code, count=2))
    overlay.show_state(State(ready=True, ended=Ended(1, Outcome.CANCELLED)), "Groq")
    assert "Cancelled" in overlay.accessibleName()
    qtbot.waitUntil(lambda: "There is no microphone." in overlay.accessibleName())
    QTest.mouseClick(overlay, Qt.MouseButton.LeftButton)
    assert str(message(problem(Code.SERVER_BACK, count=2))) == overlay.accessibleName()
    with qtbot.waitSignal(overlay.wished):
        QTest.mouseClick(overlay, Qt.MouseButton.LeftButton)
    assert (overlay.isVisible(), running(overlay)) == (False, 0)


def test_an_offer_that_is_taken_does_not_swallow_what_is_still_to_be_told(overlay: Overlay) -> None:
    overlay.show_state(under_way(Stage.RECORDING), "Groq")
    overlay.tell(problem(Code.SERVER_BACK, count=2))
    overlay.tell(problem(Code.NO_MICROPHONE))
    overlay.show_state(State(ready=True), "Groq")
    QTest.mouseClick(overlay, Qt.MouseButton.LeftButton)
    assert "There is no microphone." in overlay.accessibleName()


def held(*ids: int) -> State:
    texts = tuple(Held(each, "kept", Target(1), DEFAULTS) for each in ids)
    last = Ended(ids[-1], Outcome.HELD, "kept", problem(Code.HELD_FOR_ITS_WINDOW)) if ids else None
    return State(ready=True, held=texts, ended=last)


def test_a_held_text_stays_in_sight_until_it_is_held_no_longer(overlay: Overlay) -> None:
    overlay.show_state(held(1), "Groq")
    assert overlay.isVisible()
    assert "the text is held" in overlay.accessibleName()
    assert running(overlay) == 0, "it waits without counting"
    overlay.show_state(replace(held(1), held=()), "Groq")
    assert not overlay.isVisible()


def test_a_click_on_a_held_text_asks_for_it_to_be_inserted_here(overlay: Overlay, qtbot: QtBot) -> None:
    overlay.show_state(held(1), "Groq")
    with qtbot.waitSignal(overlay.wished) as wished:
        QTest.mouseClick(overlay, Qt.MouseButton.LeftButton)
    assert wished.args == [Wish.INSERT_HELD]


def test_a_held_text_comes_into_sight_again_after_the_next_dictation(overlay: Overlay, qtbot: QtBot) -> None:
    overlay.show_state(held(1), "Groq")
    overlay.show_state(replace(under_way(Stage.RECORDING), held=held(1).held), "Groq")
    assert "held" not in overlay.accessibleName()
    overlay.show_state(replace(held(1), ended=Ended(2, Outcome.CANCELLED)), "Groq")
    assert "Cancelled" in overlay.accessibleName()
    qtbot.waitUntil(lambda: "held" in overlay.accessibleName())


def test_a_notice_that_offers_something_does_it_at_a_click(overlay: Overlay, qtbot: QtBot) -> None:
    overlay.tell(problem(Code.SERVER_BACK, count=2))
    with qtbot.waitSignal(overlay.wished) as wished:
        QTest.mouseClick(overlay, Qt.MouseButton.LeftButton)
    assert wished.args == [Wish.TAKE_OFFER]
    assert not overlay.isVisible()


def test_a_notice_that_offers_nothing_goes_at_a_click(overlay: Overlay, qtbot: QtBot) -> None:
    overlay.tell(problem(Code.NO_MICROPHONE))
    with qtbot.assertNotEmitted(overlay.wished):
        QTest.mouseClick(overlay, Qt.MouseButton.LeftButton)
    assert not overlay.isVisible()

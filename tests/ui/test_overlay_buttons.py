"""An error comes with what can be done about it as buttons, which take no focus and do what they say."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from rapidwhisper.config.remembered import Remembered
from rapidwhisper.core.dictation import Dictation, Ended, Outcome, Stage
from rapidwhisper.core.problem import Code, Problem, found_ahead, problem
from rapidwhisper.core.remedy import Remedy
from rapidwhisper.core.settings import DEFAULTS, Settings
from rapidwhisper.core.state import State
from rapidwhisper.providers import groq, local
from rapidwhisper.ui.language import Language
from rapidwhisper.ui.overlay import window
from rapidwhisper.ui.overlay.window import Overlay
from rapidwhisper.ui.remedies import Help, Providers

KEY_REFUSED = problem(Code.KEY_REFUSED, host="api.groq.com", detail="Invalid API Key")
BUSY = problem(Code.SERVER_ERROR, host="api.groq.com", status=500, detail="")


def made(qtbot: QtBot, folder: Path, providers: Providers) -> Overlay:
    overlay = Overlay(lambda: 0.1, Remembered(folder / "state.json"), lambda: None, providers)
    qtbot.addWidget(overlay)
    return overlay


@pytest.fixture
def overlay(qtbot: QtBot, tmp_path: Path) -> Overlay:
    cards = (groq.PROVIDER.card, local.PROVIDER.card)
    return made(qtbot, tmp_path, Providers(lambda: cards, {"groq": "https://keys.example"}.__getitem__))


def failed(cause: Problem, provider: str = "groq") -> State:
    return State(ready=True, ended=Ended(7, Outcome.FAILED, None, cause, provider))


def buttons(overlay: Overlay) -> dict[str, QPushButton]:
    shown = (each for each in overlay.findChildren(QPushButton) if each.isVisible())
    return {each.text(): each for each in shown}


def click(overlay: Overlay, words: str) -> None:
    QTest.mouseClick(buttons(overlay)[words], Qt.MouseButton.LeftButton)


def test_a_refused_key_offers_a_new_one_the_settings_and_another_try(overlay: Overlay) -> None:
    overlay.show_state(failed(KEY_REFUSED), "Groq")
    assert list(buttons(overlay)) == ["Get a key", "Settings", "Try again"]
    assert {each.focusPolicy() for each in buttons(overlay).values()} == {Qt.FocusPolicy.NoFocus}


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        ("Get a key", Remedy.OPEN_KEY_PAGE),
        ("Settings", Remedy.OPEN_SETTINGS),
        ("Try again", Remedy.TRY_AGAIN),
    ],
)
def test_a_click_asks_for_the_remedy_of_this_dictation_and_the_card_goes(
    overlay: Overlay, qtbot: QtBot, words: str, remedy: Remedy
) -> None:
    overlay.show_state(failed(KEY_REFUSED), "Groq")
    with qtbot.waitSignal(overlay.wished) as wished:
        click(overlay, words)
    assert wished.args == [Help(remedy, "groq", 7)]
    assert not overlay.isVisible()


def test_another_provider_is_chosen_among_those_that_are_configured(overlay: Overlay, qtbot: QtBot) -> None:
    overlay.show_state(failed(BUSY), "Groq")
    click(overlay, "Other provider")
    menu = overlay.findChild(QMenu, "other_providers")
    assert isinstance(menu, QMenu)
    assert [each.objectName() for each in menu.actions()] == ["other/local"], "not the one that failed"
    with qtbot.waitSignal(overlay.wished) as wished:
        menu.actions()[0].trigger()
    assert wished.args == [Help(Remedy.OTHER_PROVIDER, "local", 7)]


def test_the_card_stays_while_somebody_chooses_a_provider(overlay: Overlay, qtbot: QtBot) -> None:
    overlay.show_state(failed(BUSY), "Groq")
    click(overlay, "Other provider")
    overlay._over.setInterval(1)
    with qtbot.waitSignals([overlay._over.timeout] * 3):
        overlay._over.start()
    assert overlay.isVisible()
    menu = overlay.findChild(QMenu, "other_providers")
    assert isinstance(menu, QMenu)
    menu.close()
    qtbot.waitUntil(lambda: not overlay.isVisible())


def test_what_cannot_be_had_is_not_offered(qtbot: QtBot, tmp_path: Path) -> None:
    alone = made(qtbot, tmp_path, Providers(lambda: (groq.PROVIDER.card,), lambda _: ""))
    alone.show_state(failed(BUSY), "Groq")
    assert list(buttons(alone)) == ["Try again"], "nobody else is configured"
    alone.show_state(State(ready=True, ended=Ended(8, Outcome.FAILED, None, KEY_REFUSED, "custom")), "Own")
    assert list(buttons(alone)) == ["Settings", "Try again"], "a server of one's own has no page for keys"
    assert all(button.height() >= button.sizeHint().height() for button in buttons(alone).values())


def test_before_anybody_has_spoken_there_is_nothing_to_try_again(overlay: Overlay) -> None:
    overlay.show_state(State(Settings(ai_provider="groq"), ready=True), "Groq")
    overlay.tell(found_ahead(problem(Code.KEY_MISSING, key="GROQ_API_KEY", provider="Groq")))
    assert list(buttons(overlay)) == ["Get a key", "Settings"]


def test_the_next_card_has_its_own_buttons_or_none(overlay: Overlay) -> None:
    overlay.show_state(failed(KEY_REFUSED), "Groq")
    high = overlay.height()
    overlay.tell(problem(Code.NO_MICROPHONE))
    assert buttons(overlay) == {}
    assert overlay.height() < high


def test_what_failed_while_somebody_spoke_can_be_tried_again_afterwards(
    overlay: Overlay, qtbot: QtBot
) -> None:
    speaking = Dictation(8, DEFAULTS, Stage.RECORDING)
    overlay.show_state(State(ready=True, dictations=(speaking,), ended=failed(BUSY).ended), "Groq")
    overlay.tell(BUSY)
    assert buttons(overlay) == {}
    overlay.show_state(State(ready=True, ended=Ended(8, Outcome.CANCELLED)), "Groq")
    qtbot.waitUntil(lambda: "Try again" in buttons(overlay))
    with qtbot.waitSignal(overlay.wished) as wished:
        click(overlay, "Try again")
    assert wished.args == [Help(Remedy.TRY_AGAIN, "groq", 7)]


@pytest.mark.parametrize("code", ["en", "ru"])
def test_words_and_buttons_are_whole_in_both_languages(
    overlay: Overlay, language: Language, code: str
) -> None:
    language.use(code)
    for cause in (Code.MODEL_NOT_FOUND, Code.NO_CREDIT, Code.KEY_REFUSED, Code.UNREACHABLE):
        long = {"host": "speech.example.org", "models": "whisper-large-v3, " * 6, "detail": "word " * 30}
        overlay.show_state(failed(problem(cause, **long)), "Groq")
        assert overlay.width() == window.WIDTH
        for button in buttons(overlay).values():
            assert button.width() >= button.sizeHint().width()
            corner = button.mapTo(overlay, button.rect().bottomRight())
            assert overlay.rect().contains(corner)
        for label in overlay.findChildren(QLabel):
            assert label.height() >= label.heightForWidth(label.width())
        overlay.dismiss()


def test_the_card_stays_while_the_pointer_is_on_it_and_goes_by_itself(overlay: Overlay, qtbot: QtBot) -> None:
    overlay.show_state(failed(KEY_REFUSED), "Groq")
    here = QPointF(overlay.rect().center())
    QApplication.sendEvent(overlay, QEnterEvent(here, here, here))
    overlay._over.setInterval(1)
    with qtbot.waitSignals([overlay._over.timeout] * 3):
        overlay._over.start()
    assert overlay.isVisible()
    QApplication.sendEvent(overlay, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not overlay.isVisible())

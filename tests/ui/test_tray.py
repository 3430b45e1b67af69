"""The tray's menu: what it offers in which state, and the wishes that it emits."""

import gc
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QMenu, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from rapidwhisper.core.dictation import Held, Target
from rapidwhisper.core.events import Faulted, Listening, Pressed, Ready
from rapidwhisper.core.machine import step
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.state import Phase, State
from rapidwhisper.ui.icons import icon
from rapidwhisper.ui.tray import Tray
from rapidwhisper.ui.tray_shown import Around, KeptText, NotTranscribed, Shown
from rapidwhisper.windows import CARDS

AROUND = Around(
    texts=(
        KeptText(7, "14:02", "R&D wants more words than a menu has room for, much more"),
        KeptText(6, "13:59", "ok"),
    ),
    unsent=(NotTranscribed(5, "13:50", 35.2),),
    cards=CARDS,
    usable=tuple(card for card in CARDS if card.name == "local"),
    languages=("de",),
)


@pytest.fixture
def tray(qtbot: QtBot) -> Tray:
    made = Tray()
    made.show_state(shown())
    return made


def shown(state: State | None = None, around: Around = AROUND, **settings: object) -> Shown:
    if state is None:
        state, _ = step(State(settings=replace(Settings(), **settings)), Ready())  # type: ignore[arg-type]
    return Shown.of(state, provider="your server", around=around)


def recording() -> State:
    state, _ = step(State(ready=True), Pressed(1.0))
    state, _ = step(state, Listening(1))
    return state


def action(tray: Tray, name: str) -> QAction:
    found = tray.menu.findChild(QAction, name)
    assert isinstance(found, QAction), name
    return found


def submenu(tray: Tray, name: str) -> QMenu:
    found = tray.menu.findChild(QMenu, name)
    assert isinstance(found, QMenu), name
    return found


@pytest.mark.parametrize("name", ["toggle", "cancel", "history", "settings", "log", "about", "quit"])
def test_every_entry_has_words_and_emits_its_wish(tray: Tray, qtbot: QtBot, name: str) -> None:
    tray.show_state(shown(recording()))
    entry = action(tray, name)
    assert entry.text()
    assert entry.isVisible()
    assert entry.isEnabled()
    with qtbot.waitSignal(getattr(tray.menu, f"{name}_wished")):
        entry.trigger()


def test_a_left_click_toggles(tray: Tray, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tray.toggle_wished):
        tray._icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    with qtbot.assertNotEmitted(tray.toggle_wished):
        tray._icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)


def test_the_menu_follows_the_state(tray: Tray) -> None:
    assert action(tray, "toggle").text() == "Start dictation"
    assert not action(tray, "cancel").isEnabled()
    tray.show_state(shown(recording()))
    assert action(tray, "toggle").text() == "Finish dictation"
    assert action(tray, "cancel").isEnabled()


@pytest.mark.parametrize("wish", ["copy", "paste"])
def test_a_kept_text_can_be_copied_and_pasted_again(tray: Tray, qtbot: QtBot, wish: str) -> None:
    with qtbot.waitSignal(getattr(tray.menu, f"{wish}_wished")) as wished:
        action(tray, f"{wish}/7").trigger()
    assert wished.args == [7]


def test_a_kept_text_is_shortened_and_its_ampersand_is_no_mnemonic(tray: Tray) -> None:
    title = submenu(tray, "text/7").title()
    assert title.startswith("14:02  R&&D wants")
    assert title.endswith("…")
    assert len(title) < 60


def test_what_was_not_transcribed_can_be_tried_again(tray: Tray, qtbot: QtBot) -> None:
    assert submenu(tray, "unsent/5").title() == "Not transcribed: 13:50, 35 s"
    with qtbot.waitSignal(tray.menu.retry_wished) as wished:
        action(tray, "retry/5").trigger()
    assert wished.args == [5, ""]
    with qtbot.waitSignal(tray.menu.retry_wished) as wished:
        action(tray, "retry/5/local").trigger()
    assert wished.args == [5, "local"]
    assert tray.menu.findChild(QAction, "retry/5/groq") is None, "it has no key"


@pytest.mark.parametrize("wish", ["play", "discard"])
def test_what_was_not_transcribed_can_be_heard_and_done_without(tray: Tray, qtbot: QtBot, wish: str) -> None:
    with qtbot.waitSignal(getattr(tray.menu, f"{wish}_wished")) as wished:
        action(tray, f"{wish}/5").trigger()
    assert wished.args == [5]


def test_what_is_discarded_is_said_to_stay_for_an_hour(tray: Tray) -> None:
    assert action(tray, "discard/5").text() == "Discard (kept for an hour)"


def test_the_menu_shows_the_newest_of_many_that_were_not_transcribed(tray: Tray) -> None:
    many = tuple(NotTranscribed(number, "13:50", 1.0) for number in range(30, 10, -1))
    tray.show_state(shown(around=replace(AROUND, unsent=many)))
    names = [each.objectName() for each in tray.menu.findChildren(QMenu) if "unsent/" in each.objectName()]
    assert "unsent/30" in names
    assert "unsent/11" not in names


def test_a_held_text_is_an_entry_until_it_is_held_no_longer(tray: Tray, qtbot: QtBot) -> None:
    held = Held(4, "words for another window", Target(1), Settings())
    tray.show_state(shown(State(ready=True, held=(held,))))
    assert "words for another window" in action(tray, "held/4").text()
    with qtbot.waitSignal(tray.menu.paste_wished) as wished:
        action(tray, "held/4").trigger()
    assert wished.args == [4]
    tray.show_state(shown())
    qtbot.waitUntil(lambda: tray.menu.findChild(QAction, "held/4") is None)


def test_without_anything_kept_there_is_nothing_to_open(tray: Tray) -> None:
    tray.show_state(shown(around=Around(cards=CARDS)))
    assert not submenu(tray, "texts").menuAction().isVisible()
    assert not [each for each in tray.menu.actions() if "Not transcribed" in each.text()]


def test_provider_and_model_are_switched_together(tray: Tray, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tray.menu.provider_wished) as wished:
        action(tray, "provider/groq/whisper-large-v3-turbo").trigger()
    assert wished.args == ["groq", "whisper-large-v3-turbo"]
    with qtbot.waitSignal(tray.menu.provider_wished) as wished:
        action(tray, "provider/local").trigger()
    assert wished.args == ["local", ""]


def test_the_provider_in_use_is_marked_also_with_a_model_typed_by_hand(tray: Tray) -> None:
    assert action(tray, "provider/local").isChecked()
    tray.show_state(shown(ai_provider="groq", groq_model="of-tomorrow"))
    assert not action(tray, "provider/local").isChecked()
    assert action(tray, "provider/groq/of-tomorrow").isChecked()
    assert not action(tray, "provider/groq/whisper-large-v3").isChecked()


def test_languages_are_those_spoken_lately_in_their_own_words(tray: Tray, qtbot: QtBot) -> None:
    names = [each.objectName() for each in submenu(tray, "languages").actions()]
    assert names == ["language/", "language/de", "language/en", "language/ru"]
    assert action(tray, "language/ru").text() == "Русский (ru)"
    assert action(tray, "language/").isChecked()
    with qtbot.waitSignal(tray.menu.language_wished) as wished:
        action(tray, "language/de").trigger()
    assert wished.args == ["de"]
    tray.show_state(shown(language="fi"))
    assert action(tray, "language/fi").isChecked()


def test_the_menu_is_built_anew_only_when_it_would_show_something_else(tray: Tray) -> None:
    before = action(tray, "copy/7")
    tray.show_state(shown())
    assert action(tray, "copy/7") is before


def test_the_tooltip_tells_the_state_the_key_and_the_trouble(tray: Tray) -> None:
    assert tray._icon.toolTip() == "RapidWhisper: ready: press Ctrl+Space and speak"
    state, _ = step(State(ready=True), Faulted(problem(Code.NO_MICROPHONE)))
    tray.show_state(shown(state))
    assert "There is no microphone." in tray._icon.toolTip()


def test_that_nothing_leaves_this_computer_is_told_while_it_is_so_and_leads_to_its_setting(
    tray: Tray, qtbot: QtBot
) -> None:
    assert not action(tray, "privacy").isVisible()
    tray.show_state(shown(local_only=True))
    assert action(tray, "privacy").isVisible()
    assert action(tray, "privacy").text() == "Nothing leaves this computer"
    assert tray._icon.toolTip().splitlines()[1:] == ["Nothing leaves this computer"]
    with qtbot.waitSignal(tray.menu.privacy_wished):
        action(tray, "privacy").trigger()
    tray.show_state(shown())
    assert "Nothing leaves" not in tray._icon.toolTip()


def test_a_model_on_its_way_is_one_line_which_leads_to_its_page(tray: Tray, qtbot: QtBot) -> None:
    assert not action(tray, "downloading").isVisible()
    line = "Downloading Parakeet: 43 %"
    tray.show_state(replace(shown(), downloading=line))
    assert tray._icon.toolTip().splitlines()[-1] == line
    entry = action(tray, "downloading")
    assert (entry.isVisible(), entry.text()) == (True, line)
    with qtbot.waitSignal(tray.menu.models_wished):
        entry.trigger()


@pytest.mark.parametrize("phase", list(Phase))
def test_every_phase_has_an_icon_that_is_not_empty(qtbot: QtBot, phase: Phase) -> None:
    image = icon(phase).pixmap(22, 22).toImage()
    assert image.format() != QImage.Format.Format_Invalid
    corners = [image.pixelColor(x, y).alpha() for x in range(22) for y in range(22)]
    assert max(corners) == 255


def test_phases_that_a_user_must_tell_apart_have_icons_of_their_own(qtbot: QtBot) -> None:
    told_apart = (Phase.STARTING, Phase.IDLE, Phase.RECORDING, Phase.TRANSCRIBING, Phase.ERROR)
    images = [icon(phase).pixmap(22, 22).toImage() for phase in told_apart]
    assert all(a != b for number, a in enumerate(images) for b in images[:number])


def test_a_menu_that_is_built_anew_many_times_holds_no_more_than_before(tray: Tray, qtbot: QtBot) -> None:
    def things() -> int:
        return len(tray.menu.findChildren(QObject))

    def build(number: int) -> None:
        texts = (KeptText(number, "14:02", f"text {number}"),)
        unsent = (NotTranscribed(1000 + number, "13:50", 1.0),)
        tray.show_state(shown(around=replace(AROUND, texts=texts, unsent=unsent)))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    build(1)
    before = things()
    for number in range(2, 30):
        build(number)
    assert things() == before


def test_python_holds_no_entries_of_menus_that_are_gone(tray: Tray) -> None:
    """Qt had deleted them, and the wrappers of what Qt itself makes for `addMenu` and `addAction` stayed."""

    def entries() -> int:
        gc.collect()
        return sum(isinstance(each, QAction | QMenu) for each in gc.get_objects())

    def build(number: int) -> None:
        texts = (KeptText(number, "14:02", f"text {number}"),)
        unsent = (NotTranscribed(1000 + number, "13:50", 1.0),)
        tray.show_state(shown(around=replace(AROUND, texts=texts, unsent=unsent)))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    build(1)
    before = entries()
    for number in range(2, 12):
        build(number)
    assert entries() == before

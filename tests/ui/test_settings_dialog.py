"""The settings dialog: made from the table, speaks the language of `.env`, throws nothing away."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rapidwhisper.core import parse
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.settings import ABOUT, DEFAULTS, as_text
from rapidwhisper.ui.settings.choices import CHOICES
from rapidwhisper.ui.settings.dialog import SettingsDialog
from rapidwhisper.windows import CARDS
from tests.rig.settings_desk import Desk, child, press, type_into


def note(dialog: SettingsDialog) -> str:
    return str(child(dialog, QLabel, "note").text())


@pytest.mark.parametrize("key", list(ABOUT))
def test_every_setting_is_there_with_label_help_and_a_name_for_screen_readers(desk: Desk, key: str) -> None:
    dialog = desk.open()
    widget = child(dialog, QWidget, key)
    assert widget.accessibleName() == ABOUT[key].label
    assert child(dialog, QLabel, f"label/{key}").text() == ABOUT[key].label
    assert child(dialog, QLabel, f"help/{key}").text()


def test_the_dialog_explains_no_words_that_only_the_file_has(desk: Desk) -> None:
    dialog = desk.open()
    texts = {key: child(dialog, QLabel, f"help/{key}").text() for key in ABOUT}
    for key in CHOICES:
        assert not [value for value in CHOICES[key] if f"{value}:" in texts[key]], key
    assert not [key for key, text in texts.items() if "empty:" in text or "_" in text]


def test_days_are_whole(desk: Desk) -> None:
    assert child(desk.open(), QDoubleSpinBox, "KEEP_AUDIO_DAYS").text() == "7 days"


def test_each_value_of_a_choice_has_words() -> None:
    for key, about in ABOUT.items():
        if isinstance(about.parser.kind, parse.Choice) and key != "AI_PROVIDER":
            assert set(CHOICES[key]) == set(about.parser.kind.values)
    assert [card.name for card in CARDS] == list(ABOUT["AI_PROVIDER"].parser.kind.values)  # type: ignore[union-attr]


def test_what_is_opened_and_not_touched_is_no_change(desk: Desk) -> None:
    odd = {
        "silence_threshold": 0.0123456,
        "max_recording_seconds": 99.99,
        "insert_suffix": "\t",
        "keep_audio_days": 0.25,
        "keep_text_days": 0.5,
        "language": "xx",
    }
    desk.settings = replace(desk.settings, **odd)  # type: ignore[arg-type]
    assert desk.open().changes() == {}


def test_only_what_was_changed_is_saved(desk: Desk) -> None:
    dialog = desk.open()
    type_into(dialog, "CUSTOM_MODEL", "whisper")
    press(dialog, "save")
    assert desk.saved == [{"CUSTOM_MODEL": "whisper"}]
    assert not dialog.isVisible()


def test_fields_of_another_provider_keep_what_was_typed(desk: Desk) -> None:
    dialog = desk.open()
    type_into(dialog, "CUSTOM_MODEL", "whisper")
    provider = child(dialog, QComboBox, "AI_PROVIDER")
    provider.setCurrentIndex(provider.findData("groq"))
    assert child(dialog, QWidget, "GROQ_API_KEY").isVisible()
    assert not child(dialog, QWidget, "CUSTOM_MODEL").isVisible()
    provider.setCurrentIndex(provider.findData("custom"))
    assert child(dialog, QComboBox, "CUSTOM_MODEL").currentText() == "whisper"


def test_who_stands_in_is_chosen_by_name_or_typed_as_a_list(desk: Desk) -> None:
    dialog = desk.open()
    fallback = child(dialog, QComboBox, "FALLBACK_PROVIDERS")
    offered = [fallback.itemText(number) for number in range(fallback.count())]
    assert offered == ["nobody else", "On this computer", "Groq", "OpenAI", "GLM (Zhipu)"]
    fallback.setEditText("Groq")
    assert dialog.changes() == {"FALLBACK_PROVIDERS": "groq"}
    fallback.setEditText("groq, local")
    press(dialog, "save")
    assert desk.saved == [{"FALLBACK_PROVIDERS": "groq, local"}]


def test_a_key_is_masked_until_it_is_revealed(desk: Desk) -> None:
    dialog = desk.open()
    key = child(dialog, QLineEdit, "CUSTOM_API_KEY")
    assert key.echoMode() is QLineEdit.EchoMode.Password
    child(dialog, QWidget, "reveal/CUSTOM_API_KEY").click()
    assert key.echoMode() is QLineEdit.EchoMode.Normal


def test_a_bad_address_stops_saving_and_takes_one_there(desk: Desk) -> None:
    dialog = desk.open()
    type_into(dialog, "CUSTOM_BASE_URL", "no address")
    dialog.open_page("General")
    press(dialog, "save")
    assert desk.saved == []
    assert "address" in note(dialog)
    assert child(dialog, QWidget, "CUSTOM_BASE_URL").isVisible()


def test_a_missing_key_is_told_once_and_may_be_saved_so(desk: Desk) -> None:
    dialog = desk.open()
    provider = child(dialog, QComboBox, "AI_PROVIDER")
    provider.setCurrentIndex(provider.findData("groq"))
    press(dialog, "save")
    assert desk.saved == []
    assert "needs an API key" in note(dialog)
    press(dialog, "save")
    assert desk.saved == [{"AI_PROVIDER": "groq"}]


def test_keys_that_mean_two_things_are_named_as_the_dialog_names_them(desk: Desk) -> None:
    desk.settings = replace(desk.settings, paste_last_hotkey=DEFAULTS.hotkey)
    dialog = desk.open()
    press(dialog, "save")
    label = ABOUT["PASTE_LAST_HOTKEY"].label
    assert note(dialog) == f"“{label}”: the same keys as “Hotkey”."
    assert child(dialog, QWidget, "PASTE_LAST_HOTKEY").isVisible()
    assert desk.saved == []


def test_a_missing_key_is_told_without_a_way_to_where_one_is(desk: Desk) -> None:
    desk.settings = replace(DEFAULTS, ai_provider="groq")
    verdict = child(desk.open(), QLabel, "verdict")
    assert verdict.text() == "Groq needs an API key."


def test_a_file_that_cannot_be_written_keeps_the_dialog_and_the_edits(desk: Desk) -> None:
    desk.refusal = problem(Code.SETTINGS_UNWRITABLE, path="/x/.env", detail="read-only")
    dialog = desk.open()
    type_into(dialog, "CUSTOM_MODEL", "whisper")
    press(dialog, "save")
    assert dialog.isVisible()
    assert "/x/.env" in note(dialog)
    assert dialog.changes() == {"CUSTOM_MODEL": "whisper"}


def test_a_hand_edit_meanwhile_and_the_own_edit_both_count(desk: Desk) -> None:
    dialog = desk.open()
    type_into(dialog, "CUSTOM_MODEL", "typed")
    dialog.reload(replace(desk.settings, language="de", custom_model="by hand"))
    assert dialog.changes() == {"CUSTOM_MODEL": "typed"}
    assert child(dialog, QComboBox, "LANGUAGE").currentText() == "Deutsch (de)"


def test_closing_with_edits_asks(desk: Desk, qtbot: QtBot) -> None:
    dialog = desk.open()
    type_into(dialog, "CUSTOM_MODEL", "typed")
    dialog.close()
    box = dialog.findChild(QMessageBox)
    assert dialog.isVisible()
    assert box is not None
    box.button(QMessageBox.StandardButton.Discard).click()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert desk.saved == []


def test_a_search_shows_only_what_it_finds(desk: Desk) -> None:
    dialog = desk.open()
    QTest.keyClicks(child(dialog, QLineEdit, "search"), "silence level")
    assert child(dialog, QWidget, "SILENCE_THRESHOLD").isVisible()
    assert not child(dialog, QWidget, "INPUT_DEVICE").isVisible()
    pages = child(dialog, QListWidget, "pages")
    assert [number for number in range(pages.count()) if not pages.item(number).isHidden()] == [1]
    child(dialog, QLineEdit, "search").clear()
    assert child(dialog, QWidget, "INPUT_DEVICE").isVisible()


def heard_by(desk: Desk) -> str | None:
    return desk.meter.opened


def test_the_microphone_is_open_only_while_its_page_is_seen(desk: Desk) -> None:
    dialog = desk.open()
    assert heard_by(desk) is None
    dialog.open_page("Microphone")
    assert heard_by(desk) == ""
    device = child(dialog, QComboBox, "INPUT_DEVICE")
    assert [device.itemText(number) for number in range(device.count())] == [
        "System default",
        "Built-in",
        "Headset",
    ]
    device.setEditText("Headset")
    assert heard_by(desk) == "Headset"
    dialog.open_page("Text")
    assert heard_by(desk) is None
    dialog.open_page("Microphone")
    press(dialog, "defaults")
    press(dialog, "cancel")
    assert heard_by(desk) is None


@pytest.mark.parametrize(
    ("page", "special", "next_one"),
    [("Microphone", "level", "MAX_RECORDING_SECONDS"), ("Provider", "key_page/groq", "GROQ_BASE_URL")],
)
def test_what_stands_beneath_a_field_does_not_cover_the_next(
    desk: Desk, page: str, special: str, next_one: str
) -> None:
    desk.settings = replace(DEFAULTS, ai_provider="groq")
    dialog = desk.open()
    dialog.open_page(page)
    places = []
    for name in (special, next_one):
        widget = child(dialog, QWidget, name)
        desk.qtbot.waitUntil(widget.isVisible)
        places.append(QRect(widget.mapTo(dialog, QPoint()), widget.size()))
    assert not places[0].intersects(places[1])


def test_tab_goes_through_the_fields_as_the_table_has_them(desk: Desk) -> None:
    dialog = desk.open()
    names = []
    widget = child(dialog, QWidget, "AI_PROVIDER")
    for _ in range(400):
        if widget.objectName() in ABOUT:
            names.append(widget.objectName())
        widget = widget.nextInFocusChain()
    assert list(dict.fromkeys(names)) == list(ABOUT)


def test_defaults_are_those_of_the_table_and_wait_for_save(desk: Desk) -> None:
    desk.settings = replace(desk.settings, silence_stop=True, silence_duration=3.0)
    dialog = desk.open()
    dialog.open_page("Microphone")
    press(dialog, "defaults")
    assert dialog.changes() == {
        "SILENCE_STOP": as_text(DEFAULTS.silence_stop),
        "SILENCE_DURATION": as_text(DEFAULTS.silence_duration),
    }
    assert desk.saved == []


def test_size_and_page_are_remembered(desk: Desk) -> None:
    dialog = desk.open()
    dialog.resize(900, 650)
    dialog.open_page("Text")
    press(dialog, "cancel")
    again = desk.open()
    assert (again.width(), again.height()) == (900, 650)
    assert child(again, QWidget, "LANGUAGE").isVisible()

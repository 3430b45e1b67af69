"""The key's field: a key stays with its server, and may be kept in the keyring."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit

from rapidwhisper.config.keys import ForKeyring
from rapidwhisper.core.parse import IN_KEYRING
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.settings import DEFAULTS
from rapidwhisper.ui.settings.dialog import SettingsDialog
from tests.rig.settings_desk import Desk, child, press, type_into

OLD, NEW = "https://old.example/v1/", "https://new.example/v1/"


def key(dialog: SettingsDialog) -> str:
    return str(child(dialog, QLineEdit, "CUSTOM_API_KEY").text())


def box(dialog: SettingsDialog) -> QCheckBox:
    found: QCheckBox = child(dialog, QCheckBox, "keyring/CUSTOM_API_KEY")
    return found


@pytest.fixture
def with_key(desk: Desk) -> Desk:
    desk.settings = replace(desk.settings, custom_base_url=OLD, custom_api_key="sk-old")
    return desk


def test_another_server_does_not_get_the_key(with_key: Desk) -> None:
    dialog = with_key.open()
    type_into(dialog, "CUSTOM_BASE_URL", NEW)
    assert key(dialog) == ""
    assert (
        "The key for https://old.example was taken out"
        in child(dialog, QLabel, "taken_out/CUSTOM_API_KEY").text()
    )
    press(dialog, "save")
    assert with_key.saved == [{"CUSTOM_BASE_URL": NEW, "CUSTOM_API_KEY": ""}]


def test_the_key_comes_back_with_its_address(with_key: Desk) -> None:
    dialog = with_key.open()
    type_into(dialog, "CUSTOM_BASE_URL", NEW)
    type_into(dialog, "CUSTOM_BASE_URL", OLD)
    assert key(dialog) == "sk-old"
    assert not child(dialog, QLabel, "taken_out/CUSTOM_API_KEY").isVisible()
    assert dialog.changes() == {}


def test_another_path_of_the_same_server_keeps_the_key(with_key: Desk) -> None:
    dialog = with_key.open()
    type_into(dialog, "CUSTOM_BASE_URL", "https://old.example:443/openai/v1")
    assert key(dialog) == "sk-old"


@pytest.mark.parametrize("url", ["https://old.example:8443/v1/", "http://old.example/v1/"])
def test_another_port_does_not_get_the_key_nor_does_it_go_out_unencrypted(with_key: Desk, url: str) -> None:
    dialog = with_key.open()
    type_into(dialog, "CUSTOM_BASE_URL", url)
    assert key(dialog) == ""


def test_a_key_that_is_typed_for_the_new_server_is_saved(with_key: Desk) -> None:
    dialog = with_key.open()
    type_into(dialog, "CUSTOM_BASE_URL", NEW)
    type_into(dialog, "CUSTOM_API_KEY", "sk-new")
    press(dialog, "save")
    assert with_key.saved == [{"CUSTOM_BASE_URL": NEW, "CUSTOM_API_KEY": "sk-new"}]


def test_a_key_may_be_typed_before_the_address(desk: Desk) -> None:
    desk.settings = replace(DEFAULTS, ai_provider="custom")
    dialog = desk.open()
    type_into(dialog, "CUSTOM_API_KEY", "sk-new")
    type_into(dialog, "CUSTOM_BASE_URL", NEW)
    assert key(dialog) == "sk-new"


def test_a_hand_edit_of_the_address_is_trusted_with_the_key(with_key: Desk) -> None:
    dialog = with_key.open()
    dialog.reload(replace(with_key.settings, custom_base_url=NEW))
    assert key(dialog) == "sk-old"
    type_into(dialog, "CUSTOM_BASE_URL", OLD)
    assert key(dialog) == "", "it belongs to the new server now"


def test_an_address_that_was_changed_here_gets_no_key_from_a_hand_edit(with_key: Desk) -> None:
    dialog = with_key.open()
    type_into(dialog, "CUSTOM_BASE_URL", NEW)
    dialog.reload(replace(with_key.settings, language="de", custom_api_key="sk-by-hand"))
    assert key(dialog) == ""


def test_a_preset_at_another_server_takes_the_key_out_too(desk: Desk) -> None:
    desk.settings = replace(DEFAULTS, ai_provider="glm", glm_api_key="zhipu-key")
    dialog = desk.open()
    child(dialog, QComboBox, "presets/glm").activated.emit(1)
    assert dialog.changes() == {"GLM_BASE_URL": "https://api.z.ai/api/paas/v4/", "GLM_API_KEY": ""}


# the keyring


def test_where_no_keyring_runs_the_choice_is_grey_and_says_why(desk: Desk) -> None:
    desk.provider.no_keyring = problem(Code.KEYRING_MISSING, detail="none is running on this desktop")
    dialog = desk.open()
    assert not box(dialog).isEnabled()
    told = child(dialog, QLabel, "about_keyring/CUSTOM_API_KEY").text()
    assert told == "Not possible: none is running on this desktop."


def test_a_new_key_goes_into_the_keyring_if_that_is_chosen(desk: Desk) -> None:
    dialog = desk.open()
    type_into(dialog, "CUSTOM_API_KEY", "sk-new")
    box(dialog).click()
    press(dialog, "save")
    (saved,) = desk.saved
    assert saved == {"CUSTOM_API_KEY": "sk-new"}
    assert isinstance(saved["CUSTOM_API_KEY"], ForKeyring)


def test_a_key_moves_from_the_file_into_the_keyring(with_key: Desk) -> None:
    dialog = with_key.open()
    box(dialog).click()
    assert isinstance(dialog.changes()["CUSTOM_API_KEY"], ForKeyring)
    box(dialog).click()
    assert dialog.changes() == {}


def test_a_key_in_the_keyring_is_not_shown_and_stays_where_it_is(desk: Desk) -> None:
    desk.settings = replace(desk.settings, custom_api_key=IN_KEYRING)
    dialog = desk.open()
    edit = child(dialog, QLineEdit, "CUSTOM_API_KEY")
    assert (edit.text(), edit.placeholderText()) == ("", "in the system's keyring")
    assert box(dialog).isChecked()
    assert dialog.changes() == {}


def test_a_key_goes_back_into_the_file(desk: Desk) -> None:
    desk.settings = replace(desk.settings, custom_api_key=IN_KEYRING)
    desk.provider.kept = {"CUSTOM_API_KEY": "sk-kept"}
    dialog = desk.open()
    box(dialog).click()
    assert dialog.changes() == {"CUSTOM_API_KEY": "sk-kept"}
    assert not isinstance(dialog.changes()["CUSTOM_API_KEY"], ForKeyring)


def test_a_key_that_cannot_be_fetched_stays_in_the_keyring(desk: Desk) -> None:
    desk.settings = replace(desk.settings, custom_api_key=IN_KEYRING)
    locked = problem(Code.KEYRING_UNREADABLE, key="CUSTOM_API_KEY", detail="it is locked")
    desk.provider.kept = {"CUSTOM_API_KEY": locked}
    dialog = desk.open()
    box(dialog).click()
    assert box(dialog).isChecked()
    assert "it is locked" in child(dialog, QLabel, "about_keyring/CUSTOM_API_KEY").text()
    assert dialog.changes() == {}


def test_a_key_in_the_keyring_does_not_go_to_another_server_either(desk: Desk) -> None:
    desk.settings = replace(desk.settings, custom_base_url=OLD, custom_api_key=IN_KEYRING)
    dialog = desk.open()
    type_into(dialog, "CUSTOM_BASE_URL", NEW)
    assert dialog.changes() == {"CUSTOM_BASE_URL": NEW, "CUSTOM_API_KEY": ""}
    type_into(dialog, "CUSTOM_BASE_URL", OLD)
    assert dialog.changes() == {}

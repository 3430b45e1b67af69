"""Models for this computer in the settings: what is told of each, and what can be done with it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QWidget,
)

from rapidwhisper.core.local_model import Phase, Standing
from rapidwhisper.core.problem import Code, of_download, problem
from rapidwhisper.core.settings import DEFAULTS
from rapidwhisper.providers.local.models.catalogue import RECOMMENDED
from rapidwhisper.ui.language import Language
from rapidwhisper.ui.link import Link
from rapidwhisper.ui.settings.dialog import SettingsDialog
from rapidwhisper.ui.settings.on_this_computer import RARE
from rapidwhisper.windows import MODELS
from tests.rig.models import as_downloaded
from tests.rig.settings_desk import Desk, child, press, type_into

OTHER = "gigaam-v3"
HALF = Standing(Phase.DOWNLOADING, 300_000_000, 600_000_000, 10_000_000)


@pytest.fixture
def here(desk: Desk, tmp_path: Path) -> Desk:
    """Set to a model on this computer that is not there."""
    desk.settings = replace(
        DEFAULTS, ai_provider="local", local_model=RECOMMENDED, local_models_folder=str(tmp_path)
    )
    return desk


def sees(dialog: SettingsDialog, name: str) -> bool:
    return bool(child(dialog, QWidget, name).isVisible())


def said(dialog: SettingsDialog, name: str) -> str:
    label = child(dialog, QLabel, name)
    return str(label.text()) if label.isVisible() else ""


def buttons(dialog: SettingsDialog, model: str) -> dict[str, str]:
    """Those that are seen of a model, and what stands on them."""
    named = {each: child(dialog, QPushButton, f"{each}/{model}") for each in ("download", "pause", "remove")}
    return {name: button.text() for name, button in named.items() if button.isVisible()}


def answer(dialog: SettingsDialog, button: str) -> None:
    question = child(dialog, QMessageBox, "remove_model")
    {each.objectName(): each for each in question.findChildren(QPushButton)}[button].click()


# what is told


def test_every_model_of_the_catalogue_has_a_card_and_one_is_recommended(here: Desk) -> None:
    dialog = here.open()
    assert [each.name for each in MODELS if not sees(dialog, f"model_card/{each.name}")] == []
    assert [each.name for each in MODELS if sees(dialog, f"recommended/{each.name}")] == [RECOMMENDED]
    assert child(dialog, QRadioButton, f"model/{RECOMMENDED}").isChecked()


@pytest.mark.parametrize("card", MODELS, ids=lambda card: card.name)
def test_accuracy_and_licence_lead_to_where_they_are_published(here: Desk, card: Any) -> None:
    dialog = here.open()
    assert child(dialog, Link, f"licence/{card.name}").toolTip() == card.licence_page
    source = child(dialog, Link, f"source/{card.name}")
    assert (source.isVisible(), source.toolTip()) == (bool(card.accuracy_source), card.accuracy_source)
    assert sees(dialog, f"accuracy/{card.name}") is not bool(card.accuracy_source)


@pytest.mark.parametrize(
    ("code", "some", "every"),
    [
        ("en", "25 languages: Russian, English, Bulgarian, Czech…", "Maltese"),
        ("ru", "25 языков: русский, английский, болгарский, чешский…", "мальтийский"),
    ],
)
def test_languages_are_named_in_the_users_own_all_of_them_in_the_tooltip(
    here: Desk, language: Language, code: str, some: str, every: str
) -> None:
    language.use(code)
    figures = child(here.open(), QLabel, f"figures/{RECOMMENDED}")
    assert figures.text().startswith(some)
    assert every in figures.toolTip()


def test_how_large_a_model_is_comes_from_the_disk_from_the_hub_or_from_nowhere(here: Desk) -> None:
    here.models.on_disk = {OTHER: Standing(Phase.READY, 1_200_000_000, 1_200_000_000)}
    here.models.known = {RECOMMENDED: HALF}
    dialog = here.open()
    assert "takes 1.2 GB on the disk" in said(dialog, f"figures/{OTHER}")
    assert "600 MB to download" in said(dialog, f"figures/{RECOMMENDED}")
    assert "comes with the program" in said(dialog, "figures/basic-en")
    unknown = next(
        card for card in MODELS if card.size_bytes is None and card.name not in {RECOMMENDED, OTHER}
    )
    assert ("about " in said(dialog, f"figures/{unknown.name}")) is not unknown.built_in


def test_a_search_finds_a_model_by_its_language(here: Desk) -> None:
    dialog = here.open()
    type_into(dialog, "search", "maltese")
    assert sees(dialog, f"model_card/{RECOMMENDED}")
    assert not sees(dialog, "AI_PROVIDER")


# what can be done


@pytest.mark.parametrize(
    ("standing", "seen"),
    [
        (Standing(Phase.ABSENT), {"download": "Download"}),
        (HALF, {"pause": "Pause", "remove": "Cancel"}),
        (replace(HALF, phase=Phase.PAUSED), {"download": "Resume", "remove": "Cancel"}),
        (replace(HALF, phase=Phase.CHECKING), {}),
        (Standing(Phase.READY, 5, 5), {"remove": "Remove"}),
    ],
    ids=lambda each: getattr(each, "phase", None),
)
def test_each_phase_has_its_buttons(here: Desk, standing: Standing, seen: dict[str, str]) -> None:
    here.models.on_disk = {OTHER: standing}
    assert buttons(here.open(), OTHER) == seen


def test_what_comes_with_the_program_can_neither_be_downloaded_nor_removed(here: Desk) -> None:
    assert buttons(here.open(), "basic-en") == {}


def test_a_download_is_wished_for_paused_and_gone_on_with(here: Desk) -> None:
    dialog = here.open()
    press(dialog, f"download/{OTHER}")
    here.models.known = {OTHER: HALF}
    dialog.show_downloads()
    press(dialog, f"pause/{OTHER}")
    here.models.known = {OTHER: replace(HALF, phase=Phase.PAUSED)}
    dialog.show_downloads()
    press(dialog, f"download/{OTHER}")
    assert here.models.wishes == [("download", OTHER), ("pause", OTHER), ("download", OTHER)]
    assert dialog.changes() == {}, "what is downloaded is not yet chosen"


def test_a_download_tells_how_far_it_is_how_fast_and_how_long_it_takes(here: Desk) -> None:
    dialog = here.open()
    here.models.known = {OTHER: HALF}
    dialog.show_downloads()
    assert said(dialog, f"progress/{OTHER}") == "50 %, 300 MB of 600 MB, 10.0 MB/s, 30 s left"
    assert child(dialog, QProgressBar, f"bar/{OTHER}").value() == 50
    here.models.known = {OTHER: replace(HALF, phase=Phase.CHECKING)}
    dialog.show_downloads()
    assert said(dialog, f"progress/{OTHER}") == "50 %, 300 MB of 600 MB, checking"


def test_before_the_hub_has_answered_nothing_is_invented(here: Desk) -> None:
    here.models.known = {OTHER: Standing(Phase.DOWNLOADING)}
    dialog = here.open()
    assert said(dialog, f"progress/{OTHER}") == "asking which files there are"
    assert child(dialog, QProgressBar, f"bar/{OTHER}").maximum() == 0, "it only shows that something happens"


def test_why_the_last_attempt_has_failed_stands_in_the_card(here: Desk) -> None:
    cause = of_download(problem(Code.CONNECTION_LOST, host="hub.example"))
    here.models.known = {OTHER: replace(HALF, phase=Phase.PAUSED, problem=cause)}
    dialog = here.open()
    told = said(dialog, f"trouble/{OTHER}")
    assert told == "The connection to hub.example broke off. Download again: it goes on where it stopped."
    here.models.known = {OTHER: HALF}
    dialog.show_downloads()
    assert not sees(dialog, f"trouble/{OTHER}")


@pytest.mark.parametrize("phase", [Phase.READY, Phase.PAUSED])
@pytest.mark.parametrize("button", ["go", ""])
def test_nothing_is_removed_before_the_user_has_said_yes(here: Desk, phase: Phase, button: str) -> None:
    here.models.on_disk = {OTHER: Standing(phase, 5, 10)}
    dialog = here.open()
    press(dialog, f"remove/{OTHER}")
    assert here.models.wishes == []
    answer(dialog, button)
    assert here.models.wishes == ([("remove", OTHER)] if button else [])


def test_when_a_download_has_ended_the_disk_is_looked_at_again(here: Desk) -> None:
    here.models.known = {OTHER: HALF}
    dialog = here.open()
    dialog.show_downloads()
    looks = len(here.models.looks)
    here.models.known = {OTHER: replace(HALF, done_bytes=400_000_000)}
    dialog.show_downloads()
    assert len(here.models.looks) == looks, "it has only come further"
    here.models.known = {}
    here.models.on_disk = {OTHER: Standing(Phase.READY, 600_000_000, 600_000_000)}
    dialog.show_downloads()
    assert buttons(dialog, OTHER) == {"remove": "Remove"}


# what is chosen


def test_a_click_on_a_card_chooses_the_model(here: Desk) -> None:
    dialog = here.open()
    child(dialog, QRadioButton, f"model/{OTHER}").click()
    assert dialog.changes() == {"LOCAL_MODEL": OTHER}


def test_a_chosen_model_that_is_not_here_is_told_with_the_button_that_brings_it(
    here: Desk, tmp_path: Path
) -> None:
    dialog = here.open()
    assert said(dialog, "verdict") == f"The model “{RECOMMENDED}” is not on this computer yet."
    press(dialog, "download_chosen")
    assert here.models.wishes == [("download", RECOMMENDED)]
    as_downloaded(RECOMMENDED, tmp_path / RECOMMENDED)
    dialog.show_downloads()
    assert not sees(dialog, "download_chosen")


def test_a_model_that_is_here_needs_no_download(here: Desk) -> None:
    here.settings = replace(here.settings, local_model="basic-en")
    assert not sees(here.open(), "download_chosen")


def test_a_folder_of_ones_own_is_typed_or_picked(here: Desk, tmp_path: Path) -> None:
    dialog = here.open()
    assert not sees(dialog, "own_folder")
    child(dialog, QRadioButton, "model/own").click()
    child(dialog, QWidget, "own_folder").setText("/typed")
    assert dialog.changes() == {"LOCAL_MODEL": "/typed"}
    press(dialog, "pick_folder")
    picker = child(dialog, QFileDialog, "folder_dialog")
    picker.fileSelected.emit(str(tmp_path))
    picker.close()
    assert dialog.changes() == {"LOCAL_MODEL": str(tmp_path)}


def test_while_the_path_of_a_folder_is_typed_the_disk_is_not_asked_for_each_letter(here: Desk) -> None:
    dialog = here.open()
    child(dialog, QRadioButton, "model/own").click()
    here.qtbot.waitUntil(lambda: here.checked[-1].local_model != RECOMMENDED)
    before = len(here.checked)
    path = child(dialog, QLineEdit, "own_folder")
    for letter in "/a slow/drive":
        path.setText(path.text() + letter)
        path.textEdited.emit(path.text())
    assert len(here.checked) == before
    here.qtbot.waitUntil(lambda: here.checked[-1].local_model == "/a slow/drive")
    assert len(here.checked) == before + 1


def test_a_folder_of_ones_own_is_shown_again(here: Desk) -> None:
    here.settings = replace(here.settings, local_model="/my/model")
    dialog = here.open()
    assert child(dialog, QRadioButton, "model/own").isChecked()
    assert child(dialog, QWidget, "own_folder").text() == "/my/model"
    assert dialog.changes() == {}


# what is rarely wanted


def test_what_is_rarely_wanted_is_shown_when_it_is_asked_for(here: Desk) -> None:
    here.settings = replace(here.settings, local_models_folder="")
    dialog = here.open()
    assert not any(sees(dialog, key) for key in RARE)
    press(dialog, "more_of_models")
    assert all(sees(dialog, key) for key in RARE)
    child(dialog, QWidget, "AI_PROVIDER").setCurrentIndex(1)
    assert not any(sees(dialog, key) for key in RARE), "another provider has no use for it"


def test_what_differs_from_the_usual_is_not_hidden(here: Desk) -> None:
    assert sees(here.open(), "LOCAL_MODELS_FOLDER")


@pytest.mark.parametrize("provider", ["local", "groq", "custom"])
def test_that_nothing_may_leave_this_computer_can_be_wished_for_with_every_provider(
    desk: Desk, provider: str
) -> None:
    desk.settings = replace(DEFAULTS, ai_provider=provider)
    assert sees(desk.open(), "LOCAL_ONLY")


def test_while_a_setting_cannot_be_used_nothing_is_downloaded(here: Desk) -> None:
    dialog = here.open()
    type_into(dialog, "LOCAL_THREADS", "many")
    press(dialog, f"download/{OTHER}")
    assert here.models.wishes == []


def test_which_provider_is_good_for_what_stands_on_the_page(desk: Desk) -> None:
    told = said(desk.open(), "guidance").splitlines()
    assert [line.partition(":")[0] for line in told[1:]] == [
        "Groq",
        "On this computer",
        "My own server (vLLM)",
    ]

"""The settings dialog, open on one's own server; a language that is put back afterwards."""

import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from rapidwhisper.config.remembered import Remembered
from rapidwhisper.core.settings import DEFAULTS
from rapidwhisper.ui import words
from rapidwhisper.ui.language import Language
from tests.rig.settings_desk import Desk


@pytest.fixture(autouse=True)
def _swept() -> Iterator[None]:
    """A window that a test has left is collected here: on another thread it would leave its timers behind."""
    yield
    gc.collect()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Desk:
    remembered = Remembered(tmp_path / "state.json")
    settings = replace(DEFAULTS, ai_provider="custom", custom_base_url="http://localhost:1/v1/")
    return Desk(qtbot, remembered, settings)


@pytest.fixture
def language(qtbot: QtBot) -> Iterator[Language]:
    made = Language()
    yield made
    made.use("en")
    words.use_translator(words.english)

"""A model comes to this computer by a click, and what was said before it was there becomes text."""

import wave
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from threading import Event
from typing import TypeAlias

import pytest

from rapidwhisper.core.audio import RATE
from rapidwhisper.providers.local.models.catalogue import CATALOGUE, RECOMMENDED
from tests.rig import clipboard, tiny_models
from tests.rig.app import App, watched_app
from tests.rig.desktop import Desktop
from tests.rig.hub import Hub
from tests.rig.hub_faults import withheld
from tests.rig.process import wait_until
from tests.rig.targets import Window
from tests.rig.tray_icon import tray_icon

WORDS = "garden", "melody", "river"
SPOKEN = " ".join(WORDS)
HERE = "The model is on this computer now. 1 dictation can be transcribed."
LARGE = "encoder-model.int8.onnx"

Program: TypeAlias = Callable[..., AbstractContextManager[App]]


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A WAV file of the words."""
    file = tmp_path_factory.mktemp("speech") / "words.wav"
    with wave.open(str(file), "wb") as sound:
        sound.setparams((1, 2, RATE, 0, "NONE", ""))
        sound.writeframes(tiny_models.speech(*WORDS).samples.astype("<i2").tobytes())
    return file


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    """It has the recommended model, a tiny one in the same files."""
    folder = tmp_path / "published"
    tiny_models.write(RECOMMENDED, folder)
    files = {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}
    with Hub() as made:
        made.publish(CATALOGUE[RECOMMENDED].repository, files)
        yield made


@pytest.fixture
def program(desktop: Desktop, hub: Hub, tmp_path: Path) -> Program:
    """Started with further settings; its models come from the hub."""
    settings = {
        "LOCAL_MODELS_FOLDER": str(tmp_path / "models"),
        "HF_ENDPOINT": hub.url,
        "INTERFACE_LANGUAGE": "en",
        "NOTIFICATIONS": "off",
    }
    return partial(watched_app, desktop, tmp_path / "app", **settings)


def on_its_way(hub: Hub) -> bool:
    return any(each.path.startswith("/cdn/") and each.path.endswith(LARGE) for each in hub.asked)


def copied(app: App) -> None:
    wait_until(lambda: clipboard.read(app.desktop.display) == SPOKEN.encode(), "the text is on the clipboard")


def test_the_first_press_without_a_model_offers_it_and_the_words_come_when_it_is_here(
    program: Program, hub: Hub, spoken: Path, editor: Window
) -> None:
    with program(AI_PROVIDER="local", LOCAL_MODEL=RECOMMENDED) as app:
        app.dictate(spoken)
        app.eyes.wait_for("overlay_title", f"The model “{RECOMMENDED}” is not on this computer yet.")
        assert hub.asked == [], "nothing is asked of the network before somebody wants it"
        app.eyes.click("help/download", "Download")
        app.eyes.wait_for("overlay_title", HERE)
        app.eyes.click("overlay")
        app.wait_for_history((SPOKEN, "held"))
        copied(app)
        assert editor.text() == "", "its moment in the window is long over"
        app.dictate(spoken)
        editor.wait_for_text(f"{SPOKEN} ")


def test_who_speaks_while_the_model_is_on_its_way_is_told_so_and_the_words_come_by_themselves_if_wished(
    program: Program, hub: Hub, spoken: Path
) -> None:
    come = Event()
    hub.misbehave(LARGE, withheld(come))
    with program(AI_PROVIDER="local", LOCAL_MODEL=RECOMMENDED, RETRY="auto") as app:
        app.tell("settings")
        app.eyes.click("download_chosen", "Download")
        app.eyes.wait_for(f"progress/{RECOMMENDED}", "%")
        app.eyes.click("cancel")
        app.eyes.wait_until_gone("settings")
        app.dictate(spoken)
        app.eyes.wait_for("overlay_title", f"The model “{RECOMMENDED}” is still being downloaded.")
        app.eyes.click_at(tray_icon(app.desktop), button=3)
        app.eyes.entry_that_ends(" %")
        app.press("Escape")
        come.set()
        app.wait_for_history((SPOKEN, "held"))
        copied(app)


@pytest.mark.parametrize("end", [App.kill, App.close])
def test_a_download_that_the_end_of_the_program_has_interrupted_goes_on_at_the_next_start(
    program: Program, hub: Hub, spoken: Path, editor: Window, end: Callable[[App], None]
) -> None:
    hub.misbehave(LARGE, withheld(Event()))
    with program(AI_PROVIDER="local", LOCAL_MODEL=RECOMMENDED) as app:
        app.tell("settings")
        app.eyes.click("download_chosen")
        wait_until(lambda: on_its_way(hub), "the hub is asked for the largest file")
        end(app)
        app.start(watched=True)
        app.eyes.wait_for("overlay_title", f"The model {CATALOGUE[RECOMMENDED].card.label} is ready.")
        app.dictate(spoken)
        editor.wait_for_text(f"{SPOKEN} ")


def test_what_was_said_is_offered_by_the_next_start_where_the_model_has_come_meanwhile(
    program: Program, spoken: Path
) -> None:
    with program(AI_PROVIDER="local", LOCAL_MODEL=RECOMMENDED) as app:
        app.dictate(spoken)
        app.finished()
        app.close()
        app.tell("models", "download", RECOMMENDED)
        app.start(watched=True)
        app.eyes.wait_for("overlay_title", HERE)
        app.eyes.click("overlay")
        app.wait_for_history((SPOKEN, "held"))


def test_by_the_settings_a_model_is_downloaded_chosen_and_used(
    program: Program, spoken: Path, editor: Window
) -> None:
    with program(AI_PROVIDER="groq") as app:
        app.tell("settings")
        app.eyes.choose("AI_PROVIDER", "On this computer")
        app.eyes.click(f"model/{RECOMMENDED}")
        app.eyes.click(f"download/{RECOMMENDED}", "Download")
        app.eyes.wait_for(f"remove/{RECOMMENDED}", "Remove")
        app.eyes.click("save")
        app.eyes.wait_until_gone("settings")
        editor.focus()
        app.dictate(spoken)
        editor.wait_for_text(f"{SPOKEN} ")


def test_the_welcome_brings_the_model_and_shows_the_words_that_were_said_before_it_came(
    program: Program, hub: Hub, spoken: Path
) -> None:
    come = Event()
    hub.misbehave(LARGE, withheld(come))
    with program() as app:
        app.eyes.click("way/local")
        app.eyes.wait_for(f"model/{RECOMMENDED}", "recommended")
        app.eyes.click("use")
        app.eyes.wait_for("download_text", "The model is on its way")
        app.dictate(spoken)
        app.eyes.wait_for("said", "is still being downloaded")
        come.set()
        app.eyes.wait_for("words", SPOKEN)
        app.eyes.wait_for("said", "It works.")
        app.wait_for_history((SPOKEN, "held"))

"""On this computer alone: what is spoken stands in the window, word for word, whatever befalls the engine."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from tests.rig import tiny_models
from tests.rig.app import App, running_app, watched_app
from tests.rig.desktop import Desktop
from tests.rig.engine_process import engine_of, gone, kill_at_work
from tests.rig.models import as_downloaded
from tests.rig.process import wait_until
from tests.rig.speech import SENTENCES
from tests.rig.targets import Window
from tests.rig.tiny_models import speech
from tests.rig.tone_speech import wav

MODEL = "parakeet-tdt-0.6b-v3"
WORDS = ("harbour", "melody", "family", "yellow", "window")
MORE = ("river", "garden", "morning", "harbour")


@pytest.fixture
def app(desktop: Desktop, tmp_path: Path) -> Iterator[App]:
    with running_app(desktop, tmp_path / "app") as started:
        yield started


@pytest.fixture
def with_model(tmp_path: Path) -> dict[str, str]:
    """Settings that choose a model which is here."""
    tiny_models.write(MODEL, tmp_path / "models" / MODEL)
    as_downloaded(MODEL, tmp_path / "models" / MODEL)
    return {
        "AI_PROVIDER": "local",
        "LOCAL_MODEL": MODEL,
        "LOCAL_MODELS_FOLDER": str(tmp_path / "models"),
        "SEGMENT_SECONDS": "3",
        "INTERFACE_LANGUAGE": "en",
    }


@pytest.fixture
def program(desktop: Desktop, tmp_path: Path, with_model: dict[str, str]) -> Iterator[App]:
    with running_app(desktop, tmp_path / "app", **with_model) as started:
        yield started


@pytest.fixture
def said(tmp_path: Path) -> Callable[..., Path]:
    """A WAV file of these sentences, with a pause between them."""

    def made(*sentences: tuple[str, ...]) -> Path:
        samples = np.concatenate([speech(*words).samples for words in sentences])
        return wav(samples, tmp_path / f"{len(sentences)}.wav")

    return made


def test_three_sentences_arrive_word_for_word(
    app: App, editor: Window, spoken: Callable[[str], Path]
) -> None:
    assert app.status()["provider"] == "local"
    expected = ""
    for sentence in SENTENCES:
        app.dictate(spoken(sentence))
        expected += sentence + " "
        editor.wait_for_text(expected, seconds=30)
    app.wait_for_history(*((sentence, "done") for sentence in SENTENCES))


def test_a_sound_file_can_be_transcribed_on_the_command_line(
    desktop: Desktop, tmp_path: Path, spoken: Callable[[str], Path]
) -> None:
    printed = App(desktop, tmp_path).tell("transcribe", str(spoken(SENTENCES[1])))
    assert printed.strip() == SENTENCES[1]


def test_a_model_that_was_downloaded_writes_what_was_spoken(
    program: App, editor: Window, said: Callable[..., Path]
) -> None:
    program.dictate(said(WORDS))
    editor.wait_for_text(" ".join(WORDS) + " ", seconds=30)
    assert program.status()["model"] == MODEL


def test_another_model_in_the_settings_is_used_from_the_next_dictation_on(
    program: App, editor: Window, said: Callable[..., Path], tmp_path: Path
) -> None:
    tiny_models.write("gigaam-v3", tmp_path / "models" / "gigaam-v3")
    as_downloaded("gigaam-v3", tmp_path / "models" / "gigaam-v3")
    program.configure(LOCAL_MODEL="gigaam-v3")
    wait_until(lambda: program.status()["model"] == "gigaam-v3", "the new settings")
    program.dictate(said(WORDS))
    editor.wait_for_text(tiny_models.text("gigaam-v3", WORDS) + " ", seconds=30)


def test_the_engine_killed_in_the_middle_of_its_work_costs_no_word_and_doubles_none(
    program: App, editor: Window, said: Callable[..., Path]
) -> None:
    engine = loaded(program)
    with stopped(engine):
        program.dictate(said(WORDS))
        program.wait_for("transcribing")
        kill_at_work(engine)
    editor.wait_for_text(" ".join(WORDS) + " ", seconds=30)
    program.wait_for_history((" ".join(WORDS), "done"))
    assert engine_of(program.status()["pid"]) != engine


def test_nor_when_it_is_killed_at_the_first_sentence_while_the_second_is_spoken(
    program: App, editor: Window, said: Callable[..., Path]
) -> None:
    engine = loaded(program)
    program.press()
    program.wait_for("recording")
    with stopped(engine), program.desktop.microphone.playing(said(WORDS, MORE)) as player:
        kill_at_work(engine)
        assert program.status()["state"] == "recording"
        assert player.wait(30) == 0
    program.press()
    text = " ".join((*WORDS, *MORE))
    editor.wait_for_text(text + " ", seconds=30)
    program.wait_for_history((text, "done"))


def test_who_waits_for_the_model_is_told_so(
    desktop: Desktop, tmp_path: Path, with_model: dict[str, str], editor: Window, said: Callable[..., Path]
) -> None:
    with watched_app(desktop, tmp_path / "app", **with_model) as watched:
        first = loaded(watched)
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: gone(first), "it is as if it had been given back")
        watched.press()
        with stopped(engine_of(watched.status()["pid"])) as engine:
            watched.wait_for("recording")
            watched.desktop.microphone.play(said(WORDS))
            watched.press()
            watched.eyes.wait_for("overlay_title", "Loading the model… 2 s")
            os.kill(engine, signal.SIGCONT)
            editor.wait_for_text(" ".join(WORDS) + " ", seconds=30)


def test_speech_for_a_model_that_cannot_be_loaded_is_kept_until_it_can(
    program: App, tmp_path: Path, said: Callable[..., Path]
) -> None:
    engine = loaded(program)
    vocabulary = tmp_path / "models" / MODEL / "vocab.txt"
    whole = vocabulary.read_bytes()
    vocabulary.write_bytes(b"\n" * len(whole))  # of one size with the whole one, so that it seems to be there
    os.kill(engine, signal.SIGKILL)
    program.dictate(said(WORDS))
    assert program.finished()["outcome"] == "failed"
    assert "rapidwhisper models verify" in str(program.status()["last_error"])
    vocabulary.write_bytes(whole)
    program.tell("retry")
    program.wait_for_history((" ".join(WORDS), "held"))


def test_memory_is_given_back_when_nothing_was_said_for_a_while(
    desktop: Desktop, tmp_path: Path, with_model: dict[str, str], editor: Window, said: Callable[..., Path]
) -> None:
    settings = {**with_model, "LOCAL_KEEP_LOADED_MINUTES": "0"}
    with running_app(desktop, tmp_path / "app", **settings) as program:
        program.press()
        program.wait_for("recording")
        engine = engine_of(program.status()["pid"])
        program.desktop.microphone.play(said(WORDS, MORE))
        program.press()
        editor.wait_for_text(" ".join((*WORDS, *MORE)) + " ", seconds=30)
        wait_until(lambda: gone(engine), "its memory is given back", seconds=30)


def loaded(program: App) -> int:
    """Its engine, which it starts at once, when it has loaded its model."""
    wait_until(lambda: "model loaded" in program.log, "the model is loaded", seconds=30)
    return engine_of(program.status()["pid"])


@contextmanager
def stopped(engine: int) -> Iterator[int]:
    os.kill(engine, signal.SIGSTOP)
    try:
        yield engine
    finally:
        if not gone(engine):
            os.kill(engine, signal.SIGCONT)

"""Without any configuration: what is spoken stands in the window, word for word."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.rig.app import App, running_app
from tests.rig.desktop import Desktop
from tests.rig.speech import SENTENCES
from tests.rig.targets import Window


@pytest.fixture
def app(desktop: Desktop, tmp_path: Path) -> Iterator[App]:
    with running_app(desktop, tmp_path / "app") as started:
        yield started


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

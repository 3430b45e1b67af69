"""One virtual desktop for all end-to-end tests; each test has its own program, settings and windows."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.rig.app import App, running_app, watched_app
from tests.rig.desktop import Desktop, virtual_desktop
from tests.rig.fault_report import write_matrix
from tests.rig.keyboard import Keyboard
from tests.rig.speech import brief, speech
from tests.rig.speech_server import SpeechServer
from tests.rig.targets import Window, qt_editor


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    write_matrix(terminalreporter)


@pytest.fixture(scope="session")
def desktop() -> Iterator[Desktop]:
    with virtual_desktop() as made:
        yield made


@pytest.fixture(autouse=True)
def _desktop_at_rest(desktop: Desktop) -> Iterator[None]:
    yield
    Keyboard(desktop.display).release_all()
    desktop.set_layout("us")


@pytest.fixture(scope="session")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A WAV file of these words."""
    folder = tmp_path_factory.mktemp("speech")
    return lambda words: speech(words, folder)


@pytest.fixture(scope="session")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shortest that is heard as speech, for tests in which the server decides what was heard."""
    return brief(tmp_path_factory.mktemp("speech"))


@pytest.fixture(scope="session")
def two_words(spoken: Callable[[str], Path]) -> Path:
    """They last 1.9 s, and are understood."""
    return spoken("hello world")


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with SpeechServer() as listening:
        yield listening


@pytest.fixture
def app(desktop: Desktop, server: SpeechServer, tmp_path: Path) -> Iterator[App]:
    """The program, set to the server of this test."""
    with running_app(desktop, tmp_path / "app", AI_PROVIDER="custom", CUSTOM_BASE_URL=server.url) as started:
        yield started


@pytest.fixture
def watched(desktop: Desktop, server: SpeechServer, tmp_path: Path) -> Iterator[App]:
    """The same in English, and its windows are watched."""
    settings = {"AI_PROVIDER": "custom", "CUSTOM_BASE_URL": server.url, "INTERFACE_LANGUAGE": "en"}
    with watched_app(desktop, tmp_path / "app", **settings) as started:
        yield started


@pytest.fixture
def editor(desktop: Desktop, tmp_path: Path) -> Iterator[Window]:
    """An empty editor that has the focus."""
    with qt_editor(desktop.display, tmp_path) as window:
        yield window

"""Text in any script, any kind of window, any keyboard layout; clipboard and keys as if nothing happened."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.rig.app import App, running_app
from tests.rig.clipboard import other_owner, read
from tests.rig.desktop import Desktop
from tests.rig.display import Display
from tests.rig.process import wait_until
from tests.rig.screen import screenshot
from tests.rig.speech_server import SpeechServer
from tests.rig.targets import Window, gtk_entry, qt_editor, terminal

WORDS = "Привет, мир! 你好，世界。 Straße 👋🏽 done"

Opens = Callable[[Display, Path], AbstractContextManager[Window]]


@pytest.fixture(scope="module")
def server() -> Iterator[SpeechServer]:
    with SpeechServer() as listening:
        yield listening


@pytest.fixture(scope="module")
def app(desktop: Desktop, server: SpeechServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """One program for all windows and layouts: a change of the layout under way must not matter."""
    folder = tmp_path_factory.mktemp("app")
    with running_app(desktop, folder, AI_PROVIDER="custom", CUSTOM_BASE_URL=server.url) as started:
        yield started


@pytest.mark.parametrize("layout", ["us", "ru", "us,ru"])
@pytest.mark.parametrize("opens", [qt_editor, gtk_entry, terminal])
def test_the_words_arrive(
    app: App, server: SpeechServer, short: Path, tmp_path: Path, *, opens: Opens, layout: str
) -> None:
    server.answers(WORDS)
    app.desktop.set_layout(layout)
    with opens(app.desktop.display, tmp_path) as window:
        app.dictate(short)
        assert app.finished()["outcome"] == "done"
        window.wait_for_text(WORDS + " ")


@pytest.mark.parametrize("layout", ["us", "ru", "us,ru"])
def test_the_window_never_sees_the_hotkey_or_the_cancel_key(
    app: App, server: SpeechServer, short: Path, editor: Window, layout: str
) -> None:
    server.answers("words")
    app.desktop.set_layout(layout)
    app.dictate(short)
    editor.wait_for_text("words ")
    app.wait_for("idle")
    app.press()
    app.wait_for("recording")
    app.press("Escape")
    app.wait_for("idle")
    seen = " ".join(editor.keys())
    assert "Space" not in seen
    assert "Esc" not in seen
    assert editor.text() == "words "


@pytest.mark.parametrize("kind", ["UTF8_STRING", "image/png"])
def test_what_was_copied_before_can_still_be_pasted(
    app: App, server: SpeechServer, short: Path, editor: Window, tmp_path: Path, *, kind: str
) -> None:
    display = app.desktop.display
    picture = screenshot(display, tmp_path / "copied.png").read_bytes()
    copied = picture if kind == "image/png" else "старый текст 👋".encode()
    server.answers(WORDS)
    with other_owner(display, copied, tmp_path, target=kind):
        app.dictate(short)
        editor.wait_for_text(WORDS + " ")
        wait_until(lambda: read(display, kind) == copied, "the old clipboard is back")


def test_twenty_thousand_characters_arrive(
    app: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    long = " ".join([WORDS] * (20_000 // len(WORDS)))
    server.answers(long)
    app.dictate(short)
    editor.wait_for_text(long + " ")
